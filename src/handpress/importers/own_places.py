"""Lists of records that stand at a path: what the magazine answers there depends on what is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models.functions import Lower

from handpress.addresses.own_places import is_period, without_language
from handpress.newsroom.models import Author, Section, Source, Tag

LISTED: dict[str, type[Section | Author | Source | Tag]] = {
    "section": Section, "author": Author, "source": Source, "tag": Tag,
}  # fmt: skip
_LIST_OF_RECORD = re.compile(rf"/(?P<kind>{'|'.join(LISTED)})/(?P<slug>[^/]+)(?P<rest>(?:/.*)?)\Z", re.IGNORECASE)


def lists_among(paths: Iterable[str]) -> frozenset[tuple[str, str]]:
    """The lists of sections, authors, sources and tags that stand at these paths. One query for each kind of them."""
    asked: dict[str, set[str]] = {}
    for kind, slug in filter(None, map(list_named, paths)):
        asked.setdefault(kind, set()).add(slug)
    found: set[tuple[str, str]] = set()
    for kind, slugs in asked.items():
        rows = LISTED[kind].objects.annotate(low=Lower("slug")).filter(low__in=slugs).order_by()
        found |= {(kind, slug.lower()) for slug in rows.values_list("slug", flat=True)}
    return frozenset(found)


def list_named(path: str) -> tuple[str, str] | None:
    """The kind and the slug of the list that would stand at a path; None where none could."""
    match = _LIST_OF_RECORD.match(re.sub(r"/index\.html\Z", "/", without_language(path)))
    return (match["kind"].lower(), match["slug"].lower()) if match and is_period(match["rest"]) else None
