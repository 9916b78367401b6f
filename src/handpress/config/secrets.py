"""The publication's secret key: made once, kept in a file only its owner reads."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret_key(data: Path) -> str:
    """The key from HANDPRESS_SECRET_KEY, HANDPRESS_SECRET_KEY_FILE or `data/secret-key`, made when missing."""
    given = os.environ.get("HANDPRESS_SECRET_KEY")
    if given:
        return given
    path = Path(os.environ.get("HANDPRESS_SECRET_KEY_FILE") or data / "secret-key")
    if not path.exists():
        _make(path)
    return path.read_text(encoding="ascii").strip()


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50) + "\n")
