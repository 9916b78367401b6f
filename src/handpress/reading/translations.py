"""The versions of one record in the magazine's languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from handpress.newsroom.models import Article, PlainPage, Section
from handpress.newsroom.paths import list_path
from handpress.reading.queries import ASKED, Query


class Version(NamedTuple):
    """One version: language, the record's key ("article:17"), its address and its title."""

    language: str
    record: str
    address: str
    title: str


def versions(translation_keys: Collection[str]) -> dict[str, list[Version]]:
    """Every version readers may see, by translation key, in the order of language codes. Three queries per 1000."""
    found: dict[str, list[Version]] = defaultdict(list)
    keys = [UUID(str(key)) for key in translation_keys]
    for kind, query in _PAGES.items():
        for key, language, pk, path, title in query.of(keys):
            found[str(key)].append(Version(language, f"{kind}:{pk}", path, title))
    for key, language, pk, slug, name in _SECTIONS.of(keys):
        found[str(key)].append(Version(language, f"section:{pk}", list_path(language, "section", slug), name))
    return {key: sorted(some) for key, some in found.items()}


def _pages(model: type[Article | PlainPage]) -> Query:
    return Query(
        lambda: (
            model.objects.order_by()
            .filter(translation_key__among=ASKED, is_public=True, public_path__isnull=False)
            .values_list("translation_key", "locale__language_code", "pk", "public_path", "title")
        )
    )


_PAGES = {"article": _pages(Article), "page": _pages(PlainPage)}
_SECTIONS = Query(
    lambda: (
        Section.objects.order_by()
        .filter(translation_key__among=ASKED)
        .values_list("translation_key", "locale__language_code", "pk", "slug", "name")
    )
)
