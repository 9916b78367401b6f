"""The engine elsewhere that a reader may ask about this magazine, on a click only."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

NAME = "DuckDuckGo"
ASK = "https://html.duckduckgo.com/html/"  # its pages without scripts, which old phones read


def restricted_to(base_url: str) -> str:
    """The address that asks about this site alone; words, percent-encoded, are put at its end."""
    host = urlsplit(base_url).hostname or ""
    return f"{ASK}?q={quote(f'site:{host} ', safe='')}"
