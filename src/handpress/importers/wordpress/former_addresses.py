"""The addresses that a post had before, and the short one that WordPress printed in its page."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, unquote

from handpress.importers.wordpress.items import Item
from handpress.kit.dates import EARLIEST_YEAR
from handpress.kit.links import url_parts


def main_address(item: Item) -> str:
    """The path of its permanent link, with its query."""
    parts = url_parts(item.get("link"))
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def short_links(item: Item) -> Iterator[str]:
    """`?p=17`, relative to the site's folder, and for a page also `?page_id=17`."""
    if item.id:
        yield f"?p={item.id}"
        if item.type == "page":
            yield f"?page_id={item.id}"


def former_addresses(item: Item) -> Iterator[str]:
    """The addresses that a post had under former names and dates; WordPress led them on by itself.

    A site without permanent links knew its posts by `?name=…` too.
    """
    parts = url_parts(item.get("link"))
    slugs = list(dict.fromkeys(filter(None, map(unquote, item.values_of("_wp_old_slug")))))
    if parts.query:
        yield from (f"?name={quote(slug)}" for slug in slugs)
        return
    path = unquote(parts.path)
    ways = dict.fromkeys([path, *(_redated(path, item, day) for day in item.values_of("_wp_old_date"))])
    for way in ways:
        for old in dict.fromkeys([way, *(_renamed(way, item, slug) for slug in slugs)]):
            if old != path:
                yield quote(old)


def _renamed(path: str, item: Item, slug: str) -> str:
    """The path with an earlier name in the place of the post's own; as it is where that stands nowhere in it."""
    names, own = path.split("/"), unquote(item.get("post_name"))
    last = len(names) - 1 if names[-1] else len(names) - 2
    for place in range(last, 0, -1):
        stem, dot, ending = names[place].partition(".")
        if stem == own if own else place == last and not stem.isdigit():
            return "/".join([*names[:place], f"{slug}{dot}{ending}", *names[place + 1 :]])
    return path


def _redated(path: str, item: Item, day: str) -> str:
    """The path with an earlier date (2015-06-03) in the place of the post's own."""
    own, old = item.get("post_date")[:10].split("-"), day.strip()[:10].split("-")
    if len(own) != 3 or not _is_a_day(old):
        return path
    for parts in (3, 2, 1):
        mine = "/" + "/".join(own[:parts]) + "/"
        if mine in path:
            return path.replace(mine, "/" + "/".join(old[:parts]) + "/", 1)
    return path


def _is_a_day(parts: list[str]) -> bool:
    return len(parts) == 3 and all(part.isdecimal() for part in parts) and int(parts[0]) >= EARLIEST_YEAR
