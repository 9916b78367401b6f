"""Addresses that one file answers: /rss, /rss/ and /rss/index.html."""

from __future__ import annotations

from handpress.addresses.paths import path_key

INDEX = "index.html"


def twins(path: str) -> list[str]:
    """The keys of the other addresses that the path's file answers; a query stands beside a folder's page only."""
    way, mark, query = path_key(path).partition("?")
    folder = way.removesuffix(INDEX) if way.endswith(f"/{INDEX}") else way
    if mark and not folder.endswith("/"):
        return []
    bare = folder.rstrip("/")
    ways = [f"{bare}/", f"{bare}/{INDEX}", *([bare] if bare and not mark else [])]
    return [f"{each}{mark}{query}" for each in ways if each != way]
