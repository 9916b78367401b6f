"""Redirects and gone-notices: ordinary files that say on their first line what they are."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import quote

_FIRST_BYTES = re.compile(rb"<!doctype html><!--handpress (?:301 (?P<target>[^\s<>\"]+)|(?P<gone>410|451))-->")
_URL_CHARACTERS = "/:?#[]@!$&'()*+,;=%~-._"


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands at an address no page has any more: `target` of a redirect, or None when gone.

    `status`: 301, 410, or 451 for legal reasons.
    """

    target: str | None
    status: int


def read_notice(body: bytes) -> Notice | None:
    """The notice that a file is, or None for a page."""
    match = _FIRST_BYTES.match(body)
    if match is None:
        return None
    if gone := match["gone"]:
        return Notice(None, int(gone))
    target = html.unescape(match["target"].decode("utf-8", "replace"))  # templates print it escaped
    return Notice(quote(target, safe=_URL_CHARACTERS), 301)
