"""In which language a reader is told that something is down: one list of patterns for our server, nginx and Caddy.

First the page that the reader comes from, by the folder of its language; then the first language the browser asks for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Rule = tuple[str, str]  # a pattern, which all three read alike (no look-ahead), and the language it stands for


def rules(languages: Sequence[str]) -> list[Rule]:
    """For `Referer` and `Accept-Language`, joined by a blank; the magazine's first language is the one for the rest.

    Any case; the first that matches counts.
    """
    first, *others = languages
    pages = [(f"^https?://[^/?# ]+/{re.escape(code)}(?:[/?# ]|$)", code) for code in others]
    accepted = [(f"^ *{re.escape(code)}(?:[-_,; ]|$)", code) for code in sorted(languages, key=len, reverse=True)]
    primary = [(f"^ *{re.escape(code.split('-')[0])}(?:[-_,; ]|$)", code) for code in languages if "-" in code]
    return [*pages, ("^https?://", first), *accepted, *primary]


class ReadersLanguage:
    """Chooses among the magazine's languages."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.first = languages[0]
        self._rules = [(re.compile(pattern, re.IGNORECASE), code) for pattern, code in rules(languages)]

    def of(self, referer: str, accept_language: str) -> str:
        """The code of the language for a request with these headers."""
        said = f"{referer} {accept_language}"
        return next((code for pattern, code in self._rules if pattern.match(said)), self.first)
