"""Addresses of an old site beside those of its pages: its lists, their feeds, and what pages were called before.

They are led on when all pieces are in: an address that a page has now is its own, whatever bore it before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from handpress.addresses.bulk import Lead, lead_on
from handpress.importers.known import KnownNames
from handpress.importers.models import ImportRecord
from handpress.importers.old_addresses import IN_ONE_QUERY, OldAddresses
from handpress.importers.shown_lists import ShownLists
from handpress.kit.batches import batched
from handpress.newsroom.paths import feed_paths, list_path, prefix

WAYS = {"feed": "/feeds/all.xml", "archive": "/archive/", "home": "/", "sitemap": "/sitemap.xml"}


@dataclass(frozen=True, slots=True)
class OfPiece:
    """An address that a piece, named by its import id, had as well.

    `beside`: its main address, whose way this one goes where the piece became no page of its own.
    """

    path: str
    import_id: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class OfList:
    """The address of a list, or of its feed. `kind`: "section", "tag" or "author"; `name` as printed there.

    `pieces`: import ids of some that stand in it; the list is in their language.
    """

    path: str
    kind: str
    name: str
    is_feed: bool = False
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfSite:
    """The address of what the old site had one of, or of a list without a name: a key of WAYS."""

    path: str
    what: str


Further = OfPiece | OfList | OfSite


class FurtherAddresses:
    """Leads them on. `language`: the old site's own, where it names one."""

    def __init__(self, names: KnownNames, language: str = "") -> None:
        self._language = names.language(language)
        self._languages = names.languages()
        self._lists = ShownLists(names)

    @transaction.atomic
    def lead(self, found: list[Further]) -> int:
        """Let those lead on that nothing stands at; how many are new. A few queries for all of them."""
        return lead_on(self._leads(found))

    def _leads(self, found: list[Further]) -> Iterator[Lead]:
        old = OldAddresses()
        beside = [each.beside for each in found if isinstance(each, OfPiece) and each.beside]
        old.next_batch((each.path for each in found), beside)
        pieces = Pieces.named(found)
        for each in found:
            record, to_path = self._target(each, pieces, old)
            if not record and not to_path:
                continue
            place = old.place(each.path, record=record)
            if place.redirect and place.redirect != to_path:
                yield Lead(place.redirect, record, to_path)

    def _target(self, each: Further, pieces: Pieces, old: OldAddresses) -> tuple[str, str]:
        """The record and the path that an address leads to; both empty where there is nothing to lead to."""
        if isinstance(each, OfPiece):
            record = pieces.records.get(each.import_id, "")
            return (record, "") if record else old.target(each.beside)
        if isinstance(each, OfSite):
            return "", self._own(each.what)
        spoken = pieces.languages_of(each.pieces)
        target = self._lists.find(
            each.kind, each.name, list(dict.fromkeys([*spoken, self._language, *self._languages]))
        )
        if target is None:
            return "", self._own("feed" if each.is_feed else "archive")
        if each.is_feed:
            return "", feed_paths(target.language, each.kind, target.slug)[0]
        return target.record, list_path(target.language, each.kind, target.slug)

    def _own(self, what: str) -> str:
        return WAYS[what] if what == "sitemap" else f"{prefix(self._language)}{WAYS[what]}"


@dataclass(frozen=True, slots=True)
class Pieces:
    """What became of pieces, by their import ids: records, and the languages of articles that readers see."""

    records: dict[str, str]
    languages: dict[str, str]

    @classmethod
    def named(cls, found: Iterable[Further]) -> Pieces:
        """Those that the addresses name. One query for 400."""
        ids = {id for each in found for id in _ids(each)}
        pieces = cls({}, {})
        for some in batched(sorted(ids), IN_ONE_QUERY):
            rows = ImportRecord.objects.filter(import_id__in=some).values_list(
                "import_id", "article_id", "plain_page_id", "article__is_public", "article__locale__language_code"
            )
            for id, article, page, is_public, language in rows:
                if article or page:
                    pieces.records[id] = f"article:{article}" if article else f"page:{page}"
                if is_public:
                    pieces.languages[id] = language
        return pieces

    def languages_of(self, ids: Iterable[str]) -> list[str]:
        """The languages of these, that of most of them first."""
        counted = Counter(self.languages[id] for id in ids if id in self.languages)
        return [language for language, _ in counted.most_common()]


def _ids(each: Further) -> Iterable[str]:
    if isinstance(each, OfPiece):
        return (each.import_id,)
    return each.pieces if isinstance(each, OfList) else ()
