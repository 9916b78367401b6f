"""What a site's pages have in common, learned from the pages: what repeats is not the article.

Only hashes of lines are kept while pages stream by, each with the number of pages it stands on; lines that
stand on one page only are forgotten when the table grows over its limit (lossy counting, Manku and Motwani,
VLDB 2002), so that memory does not grow with the archive.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from urllib.parse import urlsplit

from handpress.extract.model import Block, Page

MIN_PAGES = 4
REPEATED_SHARE = 0.3  # of the pages
MAX_LINES_COUNTED = 200_000


@dataclass(frozen=True, slots=True)
class SiteProfile:
    """What was learned of a site: the lines that repeat (as hashes), its host, the end of its titles."""

    pages: int = 0
    repeated: frozenset[str] = frozenset()
    host: str = ""
    title_tail: str = ""

    def is_repeated(self, block: Block) -> bool:
        """Whether the block's text stands on most pages of the site, as navigation and notices do."""
        return bool(self.repeated) and bool(block.text) and line_hash(block.text) in self.repeated

    def to_json(self) -> str:
        """The profile as a text that `from_json` reads, the same for the same profile."""
        fields = {"pages": self.pages, "repeated": sorted(self.repeated), "host": self.host}
        return json.dumps({**fields, "title_tail": self.title_tail}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> SiteProfile:
        """The profile that `to_json` wrote. ValueError for anything else."""
        given = json.loads(text)
        if not isinstance(given, dict) or given.keys() != {"pages", "repeated", "host", "title_tail"}:
            raise ValueError("Not a site profile: it must be what SiteProfile.to_json wrote.")
        return cls(int(given["pages"]), frozenset(given["repeated"]), given["host"], given["title_tail"])


def line_hash(text: str) -> str:
    """A short hash of a line, the same whatever its case, its digits and its spaces."""
    plain = "".join("0" if char.isdigit() else char for char in text.casefold() if not char.isspace())
    return blake2b(plain.encode(), digest_size=8).hexdigest()


@dataclass(slots=True)
class SiteLearner:
    """Takes pages one by one and counts what they share."""

    pages: int = 0
    _lines: Counter[str] = field(default_factory=Counter)
    _hosts: Counter[str] = field(default_factory=Counter)
    _tails: Counter[str] = field(default_factory=Counter)
    _forgotten_below: int = 1

    def add(self, page: Page) -> None:
        """Counts the lines of one page, each once."""
        self.pages += 1
        self._lines.update({line_hash(block.text) for block in page.blocks if block.text})
        self._count_head(page)
        if len(self._lines) > MAX_LINES_COUNTED:
            self._forget_rare()

    def profile(self) -> SiteProfile:
        """What can be said after the pages seen so far; nothing repeats before there are `MIN_PAGES`."""
        if self.pages < MIN_PAGES:
            return SiteProfile(self.pages)
        least = max(MIN_PAGES - 1, self.pages * REPEATED_SHARE)
        repeated = frozenset(line for line, pages in self._lines.items() if pages >= least)
        return SiteProfile(self.pages, repeated, _usual(self._hosts, least), _usual(self._tails, least))

    def _count_head(self, page: Page) -> None:
        head = page.head
        address = head.base or head.metas.get("og:url", "") or head.links.get("canonical", "")
        if host := urlsplit(address).netloc.lower() if "//" in address else "":
            self._hosts[host] += 1
        for mark in (" | ", " - ", " – ", " — ", " :: ", " » "):
            if mark in head.title:
                self._tails[mark + head.title.rsplit(mark, 1)[1]] += 1

    def _forget_rare(self) -> None:
        """Drops lines seen so seldom that they cannot repeat on most pages."""
        while len(self._lines) > MAX_LINES_COUNTED // 2:
            kept = {line: pages for line, pages in self._lines.items() if pages > self._forgotten_below}
            self._lines = Counter(kept)
            self._forgotten_below += len(self._lines) > MAX_LINES_COUNTED // 2


def _usual(counted: Counter[str], least: float) -> str:
    """The most frequent value, where it is frequent enough to be the site's; else ""."""
    value, pages = counted.most_common(1)[0] if counted else ("", 0)
    return value if pages >= least else ""
