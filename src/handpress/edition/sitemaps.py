"""Sitemaps: the index, the months' sets with translations and pictures, and the news.

Forms: sitemaps.org 0.9, Google's image, news and hreflang extensions. What is news is decided by whoever
gives the entries (the scheduler moves the window), never by the clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape

from handpress.kit.text import strip_forbidden
from handpress.theme.uris import uri

MAX_URLS = 50_000
MAX_BYTES = 50 * 1024 * 1024
MAX_NEWS = 1000
MAX_IMAGES = 1000

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_URLSET = (
    f'{_HEAD}<urlset xmlns="{_SITEMAP}" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">\n'
)
_NEWS = f'{_HEAD}<urlset xmlns="{_SITEMAP}" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n'
_INDEX = f'{_HEAD}<sitemapindex xmlns="{_SITEMAP}">\n'


class SitemapTooLargeError(ValueError):
    """More addresses or bytes than one sitemap may hold."""

    code = "sitemap_too_large"
    retry = False


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page, or in an index a sitemap: full address and when it last changed.

    `alternates` are (language code, full address) of all its translations, itself included, or empty.
    """

    address: str
    modified: datetime | date | None = None
    alternates: tuple[tuple[str, str], ...] = ()
    images: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewsEntry:
    """A recent article: full address, headline, when it was published, its BCP 47 language."""

    address: str
    title: str
    published: datetime | date
    language: str


def sitemap_index(entries: Sequence[SitemapEntry]) -> bytes:
    """The index of these sitemaps. Raises SitemapTooLargeError."""
    written = [f"<sitemap>{_location(entry)}</sitemap>\n" for entry in entries]
    return _closed(_INDEX, written, "</sitemapindex>\n")


def urlset(entries: Sequence[SitemapEntry]) -> bytes:
    """One sitemap of these pages. Raises SitemapTooLargeError."""
    return _closed(_URLSET, [_url(entry) for entry in entries], "</urlset>\n")


def news_sitemap(entries: Sequence[NewsEntry], publication: str, *, otherwise: Sequence[SitemapEntry] = ()) -> bytes:
    """The news sitemap of these articles, newest first; Google reads the first thousand.

    `otherwise`: pages it names, not as news, while there is none: a sitemap that names nothing is an error.
    """
    name = _text(publication)
    written = [_news(entry, name) for entry in entries[:MAX_NEWS]] or [_url(entry) for entry in otherwise]
    return _closed(_NEWS, written, "</urlset>\n")


def _closed(head: str, written: Sequence[str], end: str) -> bytes:
    body = (head + "".join(written) + end).encode()
    if len(written) > MAX_URLS or len(body) > MAX_BYTES:
        raise SitemapTooLargeError(f"{len(written)} addresses, {len(body)} bytes are too much for one sitemap")
    return body


def _url(entry: SitemapEntry) -> str:
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{_text(code)}" href="{_text(uri(address))}"/>'
        for code, address in entry.alternates
    )
    images = "".join(
        f"<image:image><image:loc>{_text(uri(url))}</image:loc></image:image>" for url in entry.images[:MAX_IMAGES]
    )
    return f"<url>{_location(entry)}{alternates}{images}</url>\n"


def _location(entry: SitemapEntry) -> str:
    modified = f"<lastmod>{_moment(entry.modified)}</lastmod>" if entry.modified else ""
    return f"<loc>{_text(uri(entry.address))}</loc>{modified}"


def _news(entry: NewsEntry, publication: str) -> str:
    return (
        f"<url><loc>{_text(uri(entry.address))}</loc><news:news><news:publication><news:name>{publication}</news:name>"
        f"<news:language>{_text(_news_language(entry.language))}</news:language></news:publication>"
        f"<news:publication_date>{_moment(entry.published)}</news:publication_date>"
        f"<news:title>{_text(entry.title)}</news:title></news:news></url>\n"
    )


def _news_language(code: str) -> str:
    """ISO 639 letters, but zh-cn and zh-tw for Chinese (Google's news sitemap)."""
    if code.lower().startswith("zh"):
        return "zh-tw" if code.lower() in ("zh-hant", "zh-tw", "zh-hk") else "zh-cn"
    return code.split("-")[0].lower()


def _moment(when: datetime | date) -> str:
    """A W3C date: with the time, to the second and with its zone, where it has one."""
    return when.isoformat(timespec="seconds") if isinstance(when, datetime) else when.isoformat()


def _text(text: str) -> str:
    return escape(strip_forbidden(text))
