"""Which of a language's lists hold anything: menus lead to no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handpress.newsroom.models import Section
from handpress.reading import places
from handpress.reading.keys import Group
from handpress.reading.lists import filled
from handpress.reading.queries import Given, Query

_SECTIONS = Query(lambda: Section.objects.order_by().filter(locale__language_code__same=Given(0)).values_list("pk"))


@dataclass(frozen=True, slots=True)
class NonEmptyLists:
    """What is not empty: ids of sections, and the names of the magazine's own lists ("picks", "video" …)."""

    sections: frozenset[int]
    own: frozenset[str]

    def of(self, pages: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Those of (page, slug) that hold something; pages that are no lists always do."""
        lists = {*places.KIND_SLUGS, "picks"}
        return ((page, slug) for page, slug in pages if page not in lists or page in self.own)


def non_empty_lists(language: str) -> NonEmptyLists:
    """The lists of a language that hold an article. A query or two for each section and kind."""
    sections = {Group("section", str(pk)): pk for (pk,) in _SECTIONS(language)}
    own = {Group("kind", kind, language): kind for kind in places.KIND_SLUGS} | {Group("picks", "", language): "picks"}
    found = filled([*sections, *own])
    return NonEmptyLists(
        frozenset(pk for group, pk in sections.items() if group in found),
        frozenset(name for group, name in own.items() if group in found),
    )
