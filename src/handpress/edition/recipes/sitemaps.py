"""Sitemaps: an index, one for each month, one of the magazine's own pages, and one of the news."""

from __future__ import annotations

from collections.abc import Iterator

from handpress.edition.sitemaps import MAX_URLS, NewsEntry, SitemapEntry, news_sitemap, sitemap_index, urlset
from handpress.newsroom.models import PlainPage
from handpress.newsroom.paths import list_path
from handpress.pages.pressroom import Pressroom
from handpress.press.engine import Notes
from handpress.press.fingerprint import fingerprint
from handpress.reading import places
from handpress.reading.keys import Group
from handpress.reading.lists import filled
from handpress.reading.magazine_lists import (
    NewsRow,
    every_bucket,
    every_key,
    news,
    page_rows,
    pages_key,
    section_rows,
    sections_key,
    sitemap_rows,
)
from handpress.reading.non_empty_lists import non_empty_lists
from handpress.reading.site import SERVICE


def month(bucket: str, notes: Notes) -> bytes | None:
    """The articles of one month, in all languages; None where there are none."""
    rows = sitemap_rows(bucket)
    notes.list(every_key(f"sitemap/{bucket}"), fingerprint(rows))
    # search engines refuse a sitemap of more; no month of a magazine has as many
    entries = [SitemapEntry(places.absolute(path), changed) for path, changed in rows[:MAX_URLS]]
    return urlset(entries) if entries else None


def own_pages(notes: Notes) -> bytes:
    """The magazine's own pages, sections and plain pages, language by language; no list that holds nothing."""
    return urlset([SitemapEntry(places.absolute(address)) for address in _addresses(notes)])


def _addresses(notes: Notes) -> Iterator[str]:
    for language in places.languages():
        if filled([Group("all", "", language)]):
            yield places.own_page(language)
        held = non_empty_lists(language)
        notes.record(f"filled:{language}", "filled:other")
        yield from (places.own_page(language, slug) for _, slug in held.of(SERVICE))
        sections, pages = section_rows(language), page_rows(language)
        notes.list(sections_key(language), fingerprint(sections))
        notes.list(pages_key(language), fingerprint(pages))
        yield from (list_path(language, "section", slug) for pk, _, slug, *_ in sections if pk in held.sections)
        # the introduction to the links has its place on their page, and its own address leads there
        yield from (path for _, path, _, role in pages if role != PlainPage.Role.LINKS)


def index(notes: Notes) -> bytes:
    """The index of all but the news."""
    buckets = every_bucket()
    notes.list(every_key("calendar"), fingerprint(buckets))
    return sitemap_index([SitemapEntry(places.absolute(f"/sitemaps/{name}.xml")) for name in ("pages", *buckets)])


def news_of_now(notes: Notes, room: Pressroom) -> bytes:
    """The articles within the news window, whose start the scheduler moves; the front pages while there are none."""
    rows = _news_rows(notes)
    reading = room.reading(places.languages()[0])
    notes.record("magazine:0", f"magazine:{reading.locale_id}")
    entries = [NewsEntry(places.absolute(row.path), row.title, row.published, row.language) for row in rows]
    fronts = [SitemapEntry(places.absolute(places.own_page(language))) for language in places.languages()]
    return news_sitemap(entries, reading.site.name, otherwise=fronts)


def announced(notes: Notes) -> list[str]:
    """The sitemaps that robots are told of: the one of the news only while there is any."""
    return ["/sitemap.xml", *(["/sitemaps/news.xml"] if _news_rows(notes) else [])]


def _news_rows(notes: Notes) -> list[NewsRow]:
    rows = news()
    notes.list(every_key("news"), fingerprint(rows))
    notes.record("window:0")
    return rows
