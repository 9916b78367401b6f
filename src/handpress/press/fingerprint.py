"""The fingerprint of a list: what a page notes of it, and what the press compares."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any


def fingerprint(rows: Iterable[Any]) -> str:
    """Sixty-four bits of the rows' printed form; rows of ids, strings, dates and None only."""
    return hashlib.sha1(repr(list(rows)).encode(), usedforsecurity=False).hexdigest()[:16]
