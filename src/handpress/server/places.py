"""Where the file server finds things, and which addresses are not files."""

from __future__ import annotations

import os
from pathlib import Path

from handpress.kit import own_words
from handpress.kit.own_words import folder

# Environment variables that the supervisor prepares.
SUPERVISED = "HANDPRESS_SUPERVISED"
TREE = "HANDPRESS_TREE"
STATIC = "HANDPRESS_DESK_STATIC"
DESK_SOCKET = "HANDPRESS_DESK_SOCKET"
HTTPS = "HANDPRESS_HTTPS"
PUBLIC_SOCKET = "HANDPRESS_PUBLIC_SOCKET"
PROXIES = "HANDPRESS_TRUSTED_PROXIES"
ENDPOINTS = "HANDPRESS_ENDPOINTS"  # JSON, as Table.as_json writes it
SHUT = "HANDPRESS_SHUT"  # a file that says why the desk is kept shut, while it is
LANGUAGES = "HANDPRESS_LANGUAGES"  # codes, the magazine's first one first

DESK = folder(own_words.DESK)
DESK_STATIC = f"{DESK}static/"


def shut_note(run: Path) -> Path:
    """The file that says why the desk is kept shut. `run`: the publication's folder of that name."""
    return run / "shut"


def is_supervised() -> bool:
    """Whether the supervisor started this process: then nobody but the file server reaches it."""
    return os.environ.get(SUPERVISED) == "1"
