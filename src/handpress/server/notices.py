"""Redirects and gone-notices: ordinary files that say on their first line what they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

_FIRST_BYTES = re.compile(rb"<!doctype html><!--handpress (?:301 (?P<target>[^\s<>\"]+)|410)-->")
_URL_CHARACTERS = "/:?#[]@!$&'()*+,;=%~-._"


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands at an address no page has any more: `target` of a redirect, or None when gone."""

    target: str | None

    @property
    def status(self) -> int:
        """301 or 410."""
        return 301 if self.target else 410


def read_notice(body: bytes) -> Notice | None:
    """The notice that a file is, or None for a page."""
    match = _FIRST_BYTES.match(body)
    if match is None:
        return None
    target = match["target"]
    return Notice(quote(target.decode("utf-8", "replace"), safe=_URL_CHARACTERS) if target else None)
