"""A stretch of escaped text between two tags, as readers see it and as it is written."""

from __future__ import annotations

import re
from html import unescape

_REFERENCE = re.compile(r"(&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")


class Stretch:
    """The plain text of a piece of HTML without tags; any part of it can be had as it was written."""

    def __init__(self, html: str) -> None:
        """Resolve the character references of `html`."""
        self._sources: list[str] | None = None
        self.plain = html
        if "&" in html:
            self._resolve(html)

    def written(self, start: int, end: int) -> str:
        """The HTML of the plain text from `start` to `end`."""
        return self.plain[start:end] if self._sources is None else "".join(self._sources[start:end])

    def _resolve(self, html: str) -> None:
        letters, sources = [], []
        for place, part in enumerate(_REFERENCE.split(html)):
            plain = (unescape(part) if place % 2 else part) or part
            letters.append(plain)
            sources += [part, *[""] * (len(plain) - 1)] if place % 2 else list(part)
        self.plain, self._sources = "".join(letters), sources
