"""Whether an address leads to one piece of a site, or to its front door."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from babel.localedata import exists

_INDEX = re.compile(r"(index|default|home|main|start|welcome|portada|inicio)(\.\w{2,5})?", re.I)
_LANGUAGE = re.compile(r"[a-z]{2}([-_][a-z]{2,4})?", re.I)
_OF_NO_PIECE = {"lang", "language", "hl", "ref", "src", "source", "from", "utm_source", "utm_medium", "utm_campaign"}


def leads_to_a_piece(url: str, home: str = "") -> bool:
    """Whether the address can be that of an article: not a host's root or index page, nor `home`, nor none at all.

    A folder of a language counts as a root: `https://paper.example/en/`. A query other than one that names a
    language or where a reader came from may well be an article: `https://paper.example/?p=123`.
    """
    place = _place(url)
    return place is not None and bool(place[1] or place[2]) and place != _place(home)


def _place(url: str) -> tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]] | None:
    """Host, folders and query of an address, without what leads to the same front door; None for no web address."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    names = [name for name in parts.path.split("/") if name]
    if names and _INDEX.fullmatch(names[-1]):
        names.pop()
    if len(names) == 1 and _LANGUAGE.fullmatch(names[0]) and exists(names[0][:2].lower()):
        names.pop()
    if parts.fragment.startswith("!"):  # the page of a site that was one program
        names.append(parts.fragment)
    query = tuple(pair for pair in parse_qsl(parts.query) if pair[0].lower() not in _OF_NO_PIECE)
    return host, tuple(names), query
