"""Addresses that a WordPress site answered at beside those of its posts: lists and feeds.

WordPress's standard addresses: an export does not say whether a site had others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote, unquote

from handpress.importers.further_addresses import Further, OfList, OfSite

FEEDS = (
    "/feed/", "/feed/rss/", "/feed/rss2/", "/feed/atom/", "/feed/rdf/", "/rss/", "/rss.xml", "/atom.xml",
    "/wp-feed.php", "/wp-rss.php", "/wp-rss2.php", "/wp-atom.php", "/?feed=rss", "/?feed=rss2", "/?feed=atom",
)  # fmt: skip
SITEMAPS = ("/wp-sitemap.xml", "/sitemap_index.xml", "/sitemap-index.xml", "/sitemap.xml")
FEEDS_OF_A_LIST = ("feed/", "feed/rss2/", "feed/atom/")
BASES = {"category": "category", "post_tag": "tag", "author": "author"}
KINDS = {"category": "section", "post_tag": "tag", "author": "author"}
BY_NUMBER = {"category": "cat", "author": "author"}
LONGEST_NICENAME = 50  # characters that WordPress keeps of a login
DEEPEST = 20  # categories above each other
_BLANKS = re.compile(r"[.\s]+")
_ACCENTS = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")
_HYPHENS = re.compile(r"-+")


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
    """An account's name in addresses, which exports leave out: WordPress makes it of the login.

    Accents go; dots and blanks become a hyphen; what else is no letter or number of ASCII goes, letters of other
    scripts are encoded: “maria@example.org” is `mariaexample-org`.
    """
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", login[:LONGEST_NICENAME].lower()))
    spaced = _BLANKS.sub("-", unicodedata.normalize("NFC", plain))
    kept = (char for char in spaced if char.isalnum() or char in "_-" or not char.isascii())
    return _HYPHENS.sub("-", "".join(char if char.isascii() else quote(char).lower() for char in kept)).strip("-")


def of_the_site(folder: str) -> Iterator[Further]:
    """The feeds and sitemaps of a site in that folder ("/blog"; "" for the root)."""
    yield from (OfSite(f"{folder}{path}", "feed") for path in FEEDS)
    yield from (OfSite(f"{folder}{path}", "sitemap") for path in SITEMAPS)


def of_a_list(
    term: Term, known: Mapping[tuple[str, str], Term], pieces: tuple[str, ...], folder: str
) -> Iterator[Further]:
    """The addresses of a list in which these pieces stand, and of its feeds."""
    of = partial(OfList, kind=KINDS[term.taxonomy], name=term.name, pieces=pieces)
    base = f"{folder}/{BASES[term.taxonomy]}"
    ways = (_way(term, known), unquote(term.nicename))
    for path in dict.fromkeys(f"{base}/{quote(way)}/" for way in ways):
        yield of(path)
        yield from (of(f"{path}{feed}", is_feed=True) for feed in FEEDS_OF_A_LIST)
    if term.id and term.taxonomy in BY_NUMBER:
        yield of(f"{folder}/?{BY_NUMBER[term.taxonomy]}={term.id}")
    if term.taxonomy == "post_tag":
        yield of(f"{folder}/?tag={quote(term.nicename, safe='%')}")


def _way(term: Term, known: Mapping[tuple[str, str], Term]) -> str:
    """The names of the categories above it and its own, decoded: `recipes/pasta-rice`. A circle is left where met."""
    names = [term.nicename]
    while (above := known.get((term.taxonomy, term.parent))) and above.nicename not in names and len(names) < DEEPEST:
        names.insert(0, above.nicename)
        term = above
    return "/".join(map(unquote, names))
