"""What a site's pages have in common, learned from the pages: what repeats is not the article.

Only hashes of lines are kept while pages stream by, each with the number of pages it stands on; lines that
stand on one page only are forgotten when the table grows over its limit (after lossy counting, Manku and
Motwani, VLDB 2002), so that memory does not grow with the archive.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from handpress.extract.credits import can_be_source, read_credits
from handpress.extract.date_watch import DateWatch
from handpress.extract.model import Page, TextBlock
from handpress.kit.links import url_parts

MIN_PAGES = 4
REPEATED_SHARE = 0.3  # of the pages
MENU_SHARE = 0.06  # for lines that are links within the site: a site had several menus over the years
MIN_MENU_PAGES = 5
MAX_LINES_COUNTED = 200_000
MAX_SOURCES_COUNTED = 20_000
MAX_DATES_READ = 100  # lines with digits of one page
MIN_SOURCE_PAGES = 2
FURNITURE_SHARE = 0.6  # a line beside dates on more pages than this is no source, but stands by the day's date

_LINK = "link "
_NAMES = ("host", "title_tail", "date_order", "newest")
_TITLE_MARKS = (" | ", " - ", " – ", " — ", " :: ", " » ")


@dataclass(frozen=True, slots=True)
class SiteProfile:
    """What was learned of a site.

    `repeated` holds the lines and pictures that stand on most pages, as hashes; `sources` the lines that
    stand beside dates on several pages, as hashes; `title_tail` is what all titles end with; `date_order` whether day
    ("dm") or month ("md") comes first, where dates tell; `newest` the newest date that lines of dates show (ISO).
    """

    pages: int = 0
    repeated: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    host: str = ""
    title_tail: str = ""
    date_order: str = ""
    newest: str = ""

    def is_repeated(self, block: TextBlock) -> bool:
        """Whether the block stands on most pages of the site, as navigation, notices and logos do."""
        return bool(self.repeated) and not self.repeated.isdisjoint(_keys(block))

    def is_source(self, text: str) -> bool:
        """Whether the line stands beside dates on several pages of the site."""
        return bool(self.sources) and line_hash(text) in self.sources

    def to_json(self) -> str:
        """The profile as a text that `from_json` reads, the same for the same profile."""
        hashes = {"repeated": sorted(self.repeated), "sources": sorted(self.sources)}
        fields = {name: getattr(self, name) for name in ("pages", *_NAMES)}
        return json.dumps({**fields, **hashes}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> SiteProfile:
        """The profile that `to_json` wrote. ValueError for anything else."""
        given = json.loads(text)
        if not isinstance(given, dict) or given.keys() != {"pages", "repeated", "sources", *_NAMES}:
            raise ValueError("Not a site profile: it must be what SiteProfile.to_json wrote.")
        hashes = (frozenset(given["repeated"]), frozenset(given["sources"]))
        return cls(int(given["pages"]), *hashes, *(str(given[name]) for name in _NAMES))


def _least(line: str, pages: int) -> float:
    """On how many of the pages a line must stand to count as repeated."""
    if line.startswith(_LINK):
        return max(MIN_MENU_PAGES, pages * MENU_SHARE)
    return max(MIN_PAGES - 1, pages * REPEATED_SHARE)


@lru_cache(maxsize=16_384)  # a site's menu is asked for on each of its pages: a fifth of the time
def line_hash(text: str) -> str:
    """A short hash of a line, the same whatever its case and its spaces.

    Digits count: "13/01/2003" and "14/02/2004" are two lines, or all dates of a site would be navigation.
    """
    plain = "".join(text.casefold().split())
    return blake2b(plain.encode(), digest_size=8).hexdigest()


def _keys(block: TextBlock) -> Iterator[str]:
    """What a block is known by on other pages: its text, its picture's file name, its link within the site."""
    if block.image:
        yield line_hash(f"picture {block.image.src.rsplit('/', 1)[-1]}")
    elif block.text:
        yield line_hash(block.text)
    if block.href and block.text and "//" not in block.href and block.kind != "heading" and not block.role:
        yield _LINK + line_hash(f"{block.text} {block.href.rstrip('/').rsplit('/', 1)[-1]}")


@dataclass(slots=True)
class SiteLearner:
    """Takes pages one by one and counts what they share."""

    pages: int = 0
    _lines: Counter[str] = field(default_factory=Counter)
    _sources: Counter[str] = field(default_factory=Counter)
    _hosts: Counter[str] = field(default_factory=Counter)
    _tails: Counter[str] = field(default_factory=Counter)
    _seen: set[int] = field(default_factory=set)
    _dates: DateWatch = field(default_factory=DateWatch)

    def add(self, page: Page) -> None:
        """Counts the lines of one page, each once; a page under several names once, or its text were furniture."""
        lines = {key for block in page.blocks for key in _keys(block)}
        if (whole := hash(frozenset(lines))) in self._seen:
            return
        self._seen.add(whole)
        self.pages += 1
        self._lines.update(lines)
        self._sources.update(set(_beside_dates(page.blocks)))
        self._dates.add(page.blocks)
        self._count_head(page)
        self._forget_rare()

    def profile(self) -> SiteProfile:
        """What can be said after the pages seen so far; nothing repeats before there are `MIN_PAGES`."""
        order = self._dates.order
        if self.pages < MIN_PAGES:
            return SiteProfile(self.pages, date_order=order)
        least = max(MIN_PAGES - 1, self.pages * REPEATED_SHARE)
        repeated = frozenset(line for line, pages in self._lines.items() if pages >= _least(line, self.pages))
        most = self.pages * FURNITURE_SHARE
        sources = {line for line, n in self._sources.items() if n >= MIN_SOURCE_PAGES and self._lines[line] < most}
        host, tail = _usual(self._hosts, least), _usual(self._tails, least)
        return SiteProfile(self.pages, repeated, frozenset(sources), host, tail, order, self._dates.newest)

    def _count_head(self, page: Page) -> None:
        head = page.head
        address = head.base or head.metas.get("og:url", "") or head.links.get("canonical", "")
        if host := url_parts(address).netloc.lower() if "//" in address else "":
            self._hosts[host] += 1
        for mark in _TITLE_MARKS:
            if mark in head.title:
                self._tails[mark + head.title.rsplit(mark, 1)[1]] += 1

    def _forget_rare(self) -> None:
        """Drops the rarest lines when there are too many to keep; those on most pages are never among them."""
        if len(self._lines) > MAX_LINES_COUNTED:
            self._lines = Counter(dict(self._lines.most_common(MAX_LINES_COUNTED // 2)))
        if len(self._sources) > MAX_SOURCES_COUNTED:
            self._sources = Counter(dict(self._sources.most_common(MAX_SOURCES_COUNTED // 2)))


def _beside_dates(blocks: list[TextBlock]) -> Iterator[str]:
    """The short lines right above or below a line that is a date and nothing else, as hashes.

    The first `MAX_DATES_READ` dates of a page: on lists of ten thousand letters each line has one (2.3 s a page).
    """
    read = 0
    for upper, lower in pairwise(block for block in blocks if block.text):
        for date, other in ((upper, lower), (lower, upper)):
            if len(date.text) > 40 or len(other.text) > 60 or not any(char.isdigit() for char in date.text):
                continue
            read += 1
            if read > MAX_DATES_READ:
                return
            credits = read_credits(date.text)
            if credits.published and not credits.rest and can_be_source(other.text) and not read_credits(other.text):
                yield line_hash(other.text)


def _usual(counted: Counter[str], least: float) -> str:
    """The most frequent value, where it is frequent enough to be the site's; else ""."""
    value, pages = counted.most_common(1)[0] if counted else ("", 0)
    return value if pages >= least else ""
