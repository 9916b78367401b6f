"""What is known of records that old addresses belong to: whether readers see them, and where lists and links lie."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from handpress.addresses.answers import Known, Look
from handpress.kit.own_words import LINKS
from handpress.newsroom.models import Article, Author, PlainPage, Section, Source, Tag
from handpress.newsroom.paths import list_path
from handpress.reading import places
from handpress.reading.queries import ASKED, Query

LISTED: dict[str, Any] = {"section": Section, "author": Author, "source": Source, "tag": Tag}
_SEEN = Query(lambda: Article.objects.order_by().filter(pk__among=ASKED, is_public=True).values_list("pk"))
_PAGES = Query(lambda: PlainPage.objects.order_by().filter(pk__among=ASKED).values_list("pk", "is_public", "role"))


def articles(ids: Collection[int]) -> dict[int, Known]:
    """Whether readers see each; one that is not there (any more) they do not."""
    seen = {id for (id,) in _SEEN.of(ids)}
    return {id: Known(is_shown=id in seen) for id in ids}


def plain_pages(ids: Collection[int]) -> dict[int, Known]:
    """As articles; an introduction to the links stands on the links' page."""
    rows = {id: (is_public, role) for id, is_public, role in _PAGES.of(ids)}
    found = {id: rows.get(id, (False, "")) for id in ids}
    return {
        id: Known(is_shown=bool(is_public), place=_links if role == PlainPage.Role.LINKS else None)
        for id, (is_public, role) in found.items()
    }


def _links(path: str) -> str:
    return places.own_page(places.language_of(path), LINKS)


def lists(kind: str, ids: Collection[int]) -> dict[int, Known]:
    """Where the lists are, in the language of whoever asks."""
    rows = LISTED[kind].objects.order_by().filter(pk__in=ids).values_list("pk", "slug")
    return {id: Known(place=partial(_list, kind, slug)) for id, slug in rows}


def _list(kind: str, slug: str, path: str) -> str:
    return list_path(places.language_of(path), kind, slug)


LOOKS: Mapping[str, Look] = {
    "article": articles,
    "page": plain_pages,
    **{kind: partial(lists, kind) for kind in LISTED},
}
