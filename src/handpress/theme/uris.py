"""Addresses in ASCII, for formats that know no other: feeds, sitemaps, redirections of other services."""

from __future__ import annotations

from urllib.parse import quote

_KEPT = "%/:=&?~#+!$,;'@()*[]"


def uri(address: str) -> str:
    """The address with everything outside ASCII, and every space, percent-encoded (RFC 3986; RFC 3987, 3.1)."""
    return address if address.isascii() and " " not in address else quote(address, safe=_KEPT, errors="replace")


def component(text: str) -> str:
    """A text as the value of a query's parameter: everything but letters, digits and -._~ encoded."""
    return quote(text, safe="", errors="replace")
