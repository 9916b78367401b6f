"""Questions higher floors ask of the newsroom."""

from __future__ import annotations

from django.db.models import QuerySet

from handpress.newsroom.models import Article, PlainPage, Section

NEWEST_FIRST = ("-sorted_on", "-day_order", "-page_ptr_id")


def public_articles(language: str) -> QuerySet[Article]:
    """The articles readers of one language see, newest first."""
    return Article.objects.filter(language=language, is_public=True).order_by(*NEWEST_FIRST)


def picks(language: str) -> QuerySet[Article]:
    """The editor's picks of now, newest first."""
    return public_articles(language).filter(is_pick=True)


def standing_sections(language: str) -> QuerySet[Section]:
    """Standing sections that are not retired, in the editor's order."""
    found = Section.objects.filter(locale__language_code=language, retired=False, kind=Section.Kind.STANDING)
    return found.order_by("sort_order", "name")


def open_dossiers(language: str) -> QuerySet[Section]:
    """Dossiers without an end, the latest begun first."""
    found = Section.objects.filter(locale__language_code=language, retired=False, kind=Section.Kind.DOSSIER)
    return found.filter(ended_on__isnull=True).order_by("-began_on", "sort_order", "name")


def public_pages(language: str) -> QuerySet[PlainPage]:
    """Plain pages readers of one language see, in the editor's order."""
    return PlainPage.objects.filter(locale__language_code=language, is_public=True).order_by("sort_order", "title")
