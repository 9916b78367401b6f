"""Addresses of an old site beside those of its pages: its lists, their feeds, and what pages were called before.

They are led on when all pieces are in: an address that a page has now is its own, whatever bore it before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet

from handpress.importers.known import KnownNames
from handpress.importers.models import ImportRecord
from handpress.importers.old_addresses import OldAddresses
from handpress.newsroom.actions.bulk_addresses import Lead, lead_on
from handpress.newsroom.models import Article, Author, Section, Tag
from handpress.newsroom.paths import feed_paths, list_path, prefix

ARCHIVE = "archive/"
FEED = "feeds/all.xml"
SITEMAP = "/sitemap.xml"


@dataclass(frozen=True, slots=True)
class OfPiece:
    """An address that a piece, named by its import id, had as well."""

    path: str
    import_id: str


@dataclass(frozen=True, slots=True)
class OfList:
    """The address of a list, or of its feed. `kind`: "section", "tag" or "author"; `name` as printed there."""

    path: str
    kind: str
    name: str
    is_feed: bool = False


@dataclass(frozen=True, slots=True)
class OfSite:
    """The address of what the old site had one of: "feed" or "sitemap"."""

    path: str
    what: str


Further = OfPiece | OfList | OfSite


class FurtherAddresses:
    """Leads them on. `language`: the old site's own, where it names one."""

    def __init__(self, names: KnownNames, language: str = "") -> None:
        self._names = names
        self._language = names.language(language)
        self._lists: dict[tuple[str, str], tuple[str, str, str] | None] = {}

    @transaction.atomic
    def lead(self, found: list[Further]) -> int:
        """Let those lead on that nothing stands at; how many are new. A few queries for all, and some for each list."""
        return lead_on(self._leads(found))

    def _leads(self, found: list[Further]) -> Iterator[Lead]:
        old = OldAddresses()
        old.next_batch(each.path for each in found)
        records = _records(each.import_id for each in found if isinstance(each, OfPiece))
        for each in found:
            record, to_path = self._target(each, records)
            if not record and not to_path:
                continue
            place = old.place(each.path, record=record)
            if place.redirect and place.redirect != to_path:
                yield Lead(place.redirect, record, to_path)

    def _target(self, each: Further, records: dict[str, str]) -> tuple[str, str]:
        """The record and the path that an address leads to; both empty where there is nothing to lead to."""
        match each:
            case OfPiece():
                return records.get(each.import_id, ""), ""
            case OfSite():
                return "", SITEMAP if each.what == "sitemap" else f"{prefix(self._language)}/{FEED}"
        target = self._list(each)
        if target is None:
            return "", f"{prefix(self._language)}/{FEED if each.is_feed else ARCHIVE}"
        record, language, slug = target
        if each.is_feed:
            return "", feed_paths(language, each.kind, slug)[0]
        return record, list_path(language, each.kind, slug)

    def _list(self, each: OfList) -> tuple[str, str, str] | None:
        """The record, language and slug of the list of that name that readers see; None where there is none."""
        key = (each.kind, each.name.casefold())
        if key not in self._lists:
            self._lists[key] = next(self._shown(each), None)
        return self._lists[key]

    def _shown(self, each: OfList) -> Iterator[tuple[str, str, str]]:
        for language in dict.fromkeys([self._language, *self._names.languages()]):
            found = self._names.known(each.kind, each.name, language)
            if found is not None and _articles(found).filter(locale__language_code=language).exists():
                yield found.record, language, found.slug


def _articles(of: Section | Tag | Author) -> QuerySet[Article]:
    """The articles that readers see in the record's lists."""
    public = Article.objects.filter(is_public=True)
    if isinstance(of, Author):
        return public.filter(bylines__author=of)
    if isinstance(of, Tag):
        return public.filter(article_tags__tag=of)
    return public.filter(Q(main_section=of) | Q(further_sections=of))


def _records(import_ids: Iterable[str]) -> dict[str, str]:
    """The records that pieces became."""
    rows = ImportRecord.objects.filter(import_id__in=list(import_ids)).values_list(
        "import_id", "article_id", "plain_page_id"
    )
    return {id: f"article:{article}" if article else f"page:{page}" for id, article, page in rows if article or page}
