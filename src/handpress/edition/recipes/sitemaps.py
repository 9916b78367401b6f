"""Sitemaps: an index, one for each month, one of the magazine's own pages, and one of the news."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from handpress.edition import places
from handpress.edition.fingerprints import fingerprint
from handpress.edition.magazine_lists import (
    every_bucket,
    every_key,
    news,
    page_rows,
    pages_key,
    section_rows,
    sections_key,
    sitemap_rows,
)
from handpress.edition.recipes.base import EditionRecipe
from handpress.edition.site import SERVICE
from handpress.edition.sitemaps import MAX_URLS, NewsEntry, SitemapEntry, news_sitemap, sitemap_index, urlset
from handpress.newsroom.paths import list_path
from handpress.press.engine import Notes, Reading

CODE = frozenset({"code"})


class SitemapRecipe(EditionRecipe):
    """The articles of one month, in all languages. Subject: a bucket."""

    name = "sitemap"
    batch = 50

    def concerns(self, key: str) -> Iterable[str]:
        """`list:every:sitemap/2013-06` → 2013-06."""
        start = every_key("sitemap/")
        return (key.removeprefix(start),) if key.startswith(start) else ()

    def everything(self) -> Iterator[str]:
        """Every bucket."""
        yield from every_bucket()

    def readings(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """One reading for each bucket with articles."""
        for bucket in subjects:
            if rows := sitemap_rows(bucket):
                notes = Notes(CODE)
                notes.list(every_key(f"sitemap/{bucket}"), fingerprint(rows))
                # search engines refuse a sitemap of more; no month of a magazine has as many
                entries = [SitemapEntry(places.absolute(path), changed) for path, changed in rows[:MAX_URLS]]
                yield Reading(bucket, f"sitemaps/{bucket}.xml", entries, notes.trace())

    def press(self, reading: Reading) -> bytes:
        """The set of addresses."""
        return urlset(reading.record)


class SingleRecipe(EditionRecipe):
    """One file of the whole magazine, always there. Subject: `only`."""

    path: str

    def everything(self) -> Iterator[str]:
        """The one."""
        yield "only"

    def readings(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """The one reading."""
        if "only" in subjects:
            notes = Notes(CODE)
            yield Reading("only", self.path, self.record(notes), notes.trace())

    def record(self, notes: Notes) -> object:
        """What `press` makes the file of."""
        raise NotImplementedError


class OwnPagesSitemap(SingleRecipe):
    """The magazine's own pages, sections and plain pages."""

    name = "sitemap-pages"
    path = "sitemaps/pages.xml"

    def record(self, notes: Notes) -> list[SitemapEntry]:
        """Their addresses, language by language."""
        return [SitemapEntry(places.absolute(address)) for address in self._addresses(notes)]

    def _addresses(self, notes: Notes) -> Iterator[str]:
        for language in places.languages():
            yield places.own_page(language)
            yield from (places.own_page(language, slug) for _, slug in SERVICE)
            sections, pages = section_rows(language), page_rows(language)
            notes.list(sections_key(language), fingerprint(sections))
            notes.list(pages_key(language), fingerprint(pages))
            yield from (list_path(language, "section", slug) for _, _, slug, *_ in sections)
            yield from (path for _, path, _ in pages)

    def press(self, reading: Reading) -> bytes:
        """The set of addresses."""
        return urlset(reading.record)


class SitemapIndex(SingleRecipe):
    """The index of all but the news."""

    name = "sitemap-index"
    path = "sitemap.xml"

    def record(self, notes: Notes) -> list[SitemapEntry]:
        """The sitemaps."""
        buckets = every_bucket()
        notes.list(every_key("calendar"), fingerprint(buckets))
        names = ["pages", *buckets]
        return [SitemapEntry(places.absolute(f"/sitemaps/{name}.xml")) for name in names]

    def press(self, reading: Reading) -> bytes:
        """The index."""
        return sitemap_index(reading.record)


class NewsSitemap(SingleRecipe):
    """Articles within the news window, whose start the scheduler moves."""

    name = "sitemap-news"
    path = "sitemaps/news.xml"

    def record(self, notes: Notes) -> tuple[str, list[NewsEntry]]:
        """The magazine's name and the news."""
        rows = news()
        notes.list(every_key("news"), fingerprint(rows))
        reading = self.room.reading(places.languages()[0])
        notes.record("window:0", "magazine:0", f"magazine:{reading.locale_id}")
        entries = [NewsEntry(places.absolute(row.path), row.title, row.published, row.language) for row in rows]
        return reading.site.name, entries

    def press(self, reading: Reading) -> bytes:
        """The news sitemap."""
        name, entries = reading.record
        return news_sitemap(entries, name)
