"""Lists that are not of one group of articles: sections, plain pages, and what sitemaps hold of the whole magazine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from wagtail.models import Locale, Page

from handpress.newsroom.models import Article, Correction, Magazine, PlainPage, Section
from handpress.reading import places
from handpress.reading.dates import day_come, last_change, moment_of
from handpress.reading.lists import PUBLIC

Rows = list[Any]
_NEXT = (  # the newest bucket of a language, of those under another
    "SELECT a.bucket FROM newsroom_article a WHERE a.language = {} AND a.is_public = %s AND a.public_path IS NOT NULL{}"
    " ORDER BY a.bucket DESC LIMIT 1"
)
_FIRST = f"SELECT CAST(%s AS text), ({_NEXT.format('%s', '')})"
_FURTHER = _NEXT.format("found.language", " AND a.bucket < found.bucket")


def sections_key(language: str) -> str:
    """The key of which sections a language has."""
    return f"list:sections:{language}"


def pages_key(language: str) -> str:
    """The key of which plain pages a language has."""
    return f"list:pages:{language}"


def every_key(part: str) -> str:
    """The key of a part of all articles in all languages: `calendar`, `news`, `sitemap/2013-06`."""
    return f"list:every:{part}"


def rows_of(wanted: Iterable[str]) -> Iterator[tuple[str, Rows]]:
    """What these lists hold now; nothing for a key of no list."""
    for key in wanted:
        _, name, part = (*key.split(":", 2), "", "")[:3]
        if name == "sections":
            yield key, section_rows(part)
        elif name == "pages":
            yield key, page_rows(part)
        elif name == "every":
            yield key, _of_all_articles(part)
        else:
            yield key, []


def section_rows(language: str) -> list[tuple[int, str, str, str, bool, bool]]:
    """(id, name, slug, kind, whether retired, whether ended) of each section, in the editor's order."""
    rows = Section.objects.filter(locale__language_code=language).order_by("-kind", "sort_order", "name", "pk")
    columns = rows.values_list("pk", "name", "slug", "kind", "retired", "ended_on")
    return [(pk, name, slug, kind, retired, ended is not None) for pk, name, slug, kind, retired, ended in columns]


def page_rows(language: str) -> list[tuple[int, str, str, str]]:
    """(id, path, title, role) of each public plain page."""
    rows = with_pages(PlainPage.objects.all()).filter(is_public=True, public_path__isnull=False)
    locale = Locale.objects.order_by().filter(language_code=language).values("pk")
    return list(rows.filter(of=Subquery(locale)).order_by("pk").values_list("pk", "public_path", "named", "role"))


def with_pages(rows: QuerySet) -> QuerySet:
    """Plain pages with `named` and `of`, the title and language that stand in Wagtail's table.

    Not joined: SQLite would begin with that table and walk all articles too, 18 ms at 10,000.
    """
    page = Page.objects.order_by().filter(pk=OuterRef("page_ptr_id"))
    return rows.annotate(named=Subquery(page.values("title")), of=Subquery(page.values("locale")))


def _of_all_articles(part: str) -> Rows:
    if part == "calendar":
        return every_bucket()
    return list(news()) if part == "news" else list(sitemap_rows(part.removeprefix("sitemap/")))


def every_bucket() -> list[str]:
    """Every bucket that holds a public article, newest first.

    Leaps from bucket to bucket in the index: as many steps as there are months, however many articles.
    """
    languages = places.languages()
    sql = (
        f"WITH RECURSIVE found (language, bucket) AS (SELECT * FROM ({' UNION ALL '.join([_FIRST] * len(languages))}) f"
        f" UNION ALL SELECT found.language, ({_FURTHER}) FROM found WHERE found.bucket IS NOT NULL)"
        " SELECT DISTINCT bucket FROM found WHERE bucket IS NOT NULL"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(value for each in languages for value in (each, each, True)), True])
        return sorted((bucket for (bucket,) in cursor.fetchall()), reverse=True)


def sitemap_rows(bucket: str) -> list[tuple[str, datetime | date | None]]:
    """(path, when it last changed) of each article of one bucket, in the order of publishing."""
    corrected = defaultdict(list)
    for pk, day in Correction.objects.filter(article__bucket=bucket).values_list("article_id", "corrected_on"):
        corrected[pk].append(day)
    columns = ("sorted_on", "day_order", "pk", "public_path", "published_on", "date_precision", "changed_at")
    # sorted here: for the sake of the order SQLite would walk the index of all days
    rows = sorted(_public().filter(bucket=bucket).values_list(*columns), key=lambda row: row[:3])
    return [
        (path, last_change(at, corrected[pk]) or (day_come(on, sort) if known == "day" else None))
        for sort, _, pk, path, on, known, at in rows
    ]


class NewsRow(NamedTuple):
    """One article of the news sitemap."""

    path: str
    title: str
    published: datetime | date
    language: str


def news() -> list[NewsRow]:
    """Articles dated within the news window, newest first. The scheduler moves the window's start."""
    start = news_window()
    if start is None:
        return []
    first_day = start.astimezone(timezone.get_default_timezone()).date()
    rows = _public().filter(sorted_on__gte=first_day, date_precision="day", first_published_at__gte=start)
    columns = ("public_path", "title", "first_published_at", "published_on", "language")
    ordered = rows.order_by("-sorted_on", "-day_order", "-pk")[:1000].values_list(*columns)
    return [NewsRow(path, title, moment_of(at, on, "day") or on, language) for path, title, at, on, language in ordered]


def news_window() -> datetime | None:
    """The start of the news window as the scheduler last set it."""
    return Magazine.objects.values_list("news_window_from", flat=True).first()


def _public() -> Any:
    return Article.objects.order_by().filter(
        is_public__in=PUBLIC, public_path__isnull=False, language__in=places.languages()
    )


def time_zone() -> str:
    """IANA name of the magazine's time zone."""
    return settings.PUBLICATION.time_zone
