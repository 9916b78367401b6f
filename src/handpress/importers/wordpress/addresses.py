"""Addresses that a WordPress site answered at beside those of its posts: lists, feeds, and former names of posts.

WordPress's standard addresses: an export does not say whether a site had others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from handpress.importers.further_addresses import Further, OfList, OfSite
from handpress.importers.wordpress.items import Item
from handpress.kit.links import url_parts

FEEDS = (
    "/feed/", "/feed/rss/", "/feed/rss2/", "/feed/atom/", "/feed/rdf/", "/rss/", "/rss.xml", "/atom.xml",
    "/wp-feed.php", "/wp-rss.php", "/wp-rss2.php", "/wp-atom.php", "/?feed=rss", "/?feed=rss2", "/?feed=atom",
)  # fmt: skip
SITEMAPS = ("/wp-sitemap.xml", "/sitemap_index.xml", "/sitemap-index.xml", "/sitemap.xml.gz")
FEEDS_OF_A_LIST = ("feed/", "feed/rss2/", "feed/atom/")
BASES = {"category": "category", "post_tag": "tag", "author": "author"}
KINDS = {"category": "section", "post_tag": "tag", "author": "author"}
BY_NUMBER = {"category": "cat", "author": "author"}
DEEPEST = 20  # categories above each other
_UNFIT = re.compile(r"[^a-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Term:
    """A category, a tag or an author: its name in addresses, its number, its printed name, and what it lies under."""

    taxonomy: str
    nicename: str
    name: str
    id: str = ""
    parent: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from others."""
        return self.taxonomy, self.nicename


def nicename_of(login: str) -> str:
    """An account's name in addresses, which exports leave out: WordPress makes it of the login."""
    return _UNFIT.sub("-", login.lower()).strip("-")


def further_addresses(used: Iterable[Term], known: Mapping[tuple[str, str], Term]) -> Iterator[Further]:
    """Those of the site, and of each list that pieces stood in."""
    yield from (OfSite(path, "feed") for path in FEEDS)
    yield from (OfSite(path, "sitemap") for path in SITEMAPS)
    for term in used:
        yield from _of_term(known.get(term.key, term), term.name, known)


def _of_term(term: Term, name: str, known: Mapping[tuple[str, str], Term]) -> Iterator[Further]:
    kind, base = KINDS[term.taxonomy], BASES[term.taxonomy]
    folders = dict.fromkeys([f"/{base}/{quote(way)}/" for way in (_way(term, known), term.nicename)])
    for folder in folders:
        yield OfList(folder, kind, name)
        yield from (OfList(f"{folder}{feed}", kind, name, is_feed=True) for feed in FEEDS_OF_A_LIST)
    if term.id and term.taxonomy in BY_NUMBER:
        yield OfList(f"/?{BY_NUMBER[term.taxonomy]}={term.id}", kind, name)
    if term.taxonomy == "post_tag":
        yield OfList(f"/?tag={term.nicename}", kind, name)


def _way(term: Term, known: Mapping[tuple[str, str], Term]) -> str:
    """The names of the categories above it and its own: `recipes/pasta-rice`."""
    names = [term.nicename]
    while len(names) < DEEPEST and (above := known.get((term.taxonomy, term.parent))):
        names.insert(0, above.nicename)
        term = above
    return "/".join(names)


def former_addresses(item: Item) -> Iterator[str]:
    """The addresses that a post had under former names and dates; WordPress led them on by itself."""
    path, slug = url_parts(item.get("link")).path, item.get("post_name")
    folder, _, last = path.rstrip("/").rpartition("/")
    if not slug or last.partition(".")[0] != slug:
        return
    tail = path[len(folder) + 1 + len(slug) :]
    folders = dict.fromkeys([folder, *(_redated(folder, item, day) for day in item.values_of("_wp_old_date"))])
    for each in folders:
        for name in dict.fromkeys([slug, *item.values_of("_wp_old_slug")]):
            old = f"{each}/{name}{tail}"
            if name and old != path:
                yield old


def _redated(folder: str, item: Item, day: str) -> str:
    """The folder with an earlier date (2015-06-03) in the place of the post's own."""
    own, old = item.get("post_date")[:10].split("-"), day[:10].split("-")
    if len(own) != 3 or len(old) != 3:
        return folder
    for parts in (3, 2, 1):
        mine = "/" + "/".join(own[:parts])
        if f"{folder}/".find(f"{mine}/") >= 0:
            return f"{folder}/".replace(f"{mine}/", "/" + "/".join(old[:parts]) + "/", 1).removesuffix("/")
    return folder
