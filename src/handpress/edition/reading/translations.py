"""The versions of one record in the magazine's languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from handpress.edition.lists import chunks
from handpress.newsroom.models import Article, PlainPage, Section
from handpress.newsroom.paths import list_path

BATCH = 500


class Version(NamedTuple):
    """One version: language, the record's key ("article:17"), its address and its title."""

    language: str
    record: str
    address: str
    title: str


def versions(translation_keys: Collection[str]) -> dict[str, list[Version]]:
    """Every version readers may see, by translation key, in the order of language codes. Three queries per 500."""
    found: dict[str, list[Version]] = defaultdict(list)
    for some in chunks(sorted(map(str, translation_keys)), BATCH):
        for key, *row in _pages(Article, "article", some) + _pages(PlainPage, "page", some) + _sections(some):
            found[key].append(Version(*row))
    return {key: sorted(some) for key, some in found.items()}


def _pages(model: type[Article | PlainPage], kind: str, keys: Collection[str]) -> list[tuple[str, ...]]:
    rows = model.objects.order_by().filter(translation_key__in=keys, is_public=True, public_path__isnull=False)
    columns = ("translation_key", "locale__language_code", "pk", "public_path", "title")
    return [
        (str(key), language, f"{kind}:{pk}", path, title)
        for key, language, pk, path, title in rows.values_list(*columns)
    ]


def _sections(keys: Collection[str]) -> list[tuple[str, ...]]:
    rows = Section.objects.filter(translation_key__in=keys)
    return [
        (str(key), language, f"section:{pk}", list_path(language, "section", slug), name)
        for key, language, pk, slug, name in rows.values_list(
            "translation_key", "locale__language_code", "pk", "slug", "name"
        )
    ]
