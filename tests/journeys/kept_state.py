"""What a publication keeps of what it was sent, as digests that can be compared."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from contextlib import closing
from pathlib import Path

KEPT_BY_OTHERS = ("press_", "django_tasks", "background_", "sqlite_")  # tables that other processes write meanwhile
QUIET_S = 0.7


def state(folder: Path) -> dict[str, str]:
    """A digest of every table that the desk and the endpoints write, and the names of all that was uploaded."""
    database = folder / "data" / "handpress.sqlite3"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as opened:
        names = [name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        digests = {
            name: hashlib.sha256(repr(opened.execute(f'SELECT * FROM "{name}"').fetchall()).encode()).hexdigest()
            for name in names
            if not name.startswith(KEPT_BY_OTHERS)
        }
    media = sorted(str(path) for path in (folder / "media").rglob("*") if path.is_file())
    return digests | {"media": repr(media)}


def settled(folder: Path) -> dict[str, str]:
    """The state, once nothing changes any more."""
    before = state(folder)
    while time.sleep(QUIET_S) or (now := state(folder)) != before:
        before = now
    return now
