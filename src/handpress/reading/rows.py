"""The stored article as plain values, from the database or from an unsaved page: the one thing both readings share."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, TextField
from django.db.models.functions import Cast

from handpress.newsroom.models import (
    AlertDetail,
    Article,
    ArticleTag,
    BookDetail,
    Byline,
    Correction,
    RelatedArticle,
    ReleaseDetail,
    VideoDetail,
)
from handpress.reading.dates import day_come
from handpress.reading.queries import ASKED, Query

Body = list[dict[str, Any]]


@dataclass(slots=True)
class ArticleRow:
    """One article's columns, named as in the model. `body` is raw JSON."""

    id: int
    title: str
    standfirst: str
    public_path: str
    kind: str
    language: str
    place: str
    published_on: date | None
    date_precision: str
    sorted_on: date
    day_order: int
    bucket: str
    main_section_id: int | None
    source_id: int | None
    licence_id: int | None
    original_url: str
    first_published_on: date | None
    basis: str
    rights_note: str
    lead_picture_id: int | None
    lead_caption: str
    lead_alt: str
    lead_credit: str
    translation_key: UUID
    first_published_at: datetime | None
    guid: str
    changed_at: datetime | None
    is_pick: bool
    body: Body = field(default_factory=list)


@dataclass(slots=True)
class Parts:
    """What hangs on articles, by article id and in order."""

    bylines: dict[int, list[tuple[int | None, str]]] = field(default_factory=lambda: defaultdict(list))
    further_sections: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    tags: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    related: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    corrections: dict[int, list[tuple[date, str]]] = field(default_factory=lambda: defaultdict(list))
    book: dict[int, dict[str, Any]] = field(default_factory=dict)
    alert: dict[int, dict[str, Any]] = field(default_factory=dict)
    release: dict[int, dict[str, Any]] = field(default_factory=dict)
    video: dict[int, dict[str, Any]] = field(default_factory=dict)


COLUMNS = tuple(each.name for each in fields(ArticleRow) if each.name not in ("id", "body"))
ORDERED: tuple[tuple[str, type[Model], tuple[str, ...], tuple[str, ...]], ...] = (
    ("bylines", Byline, ("sort_order", "pk"), ("author_id", "printed_name")),
    ("further_sections", Article.further_sections.through, ("section__sort_order", "section"), ("section_id",)),
    ("tags", ArticleTag, ("tag__name", "tag"), ("tag_id",)),
    ("related", RelatedArticle, ("sort_order", "pk"), ("target_id",)),
    ("corrections", Correction, ("corrected_on", "sort_order", "pk"), ("corrected_on", "text")),
)
DETAILS: tuple[tuple[str, str, type[Model], tuple[str, ...]], ...] = (
    ("book", "book_review", BookDetail, ("book_title", "book_author", "publisher", "year", "isbn", "cover_id")),
    ("alert", "action_alert", AlertDetail, ("target", "what_to_do", "deadline_on", "closed", "outcome")),
    ("release", "press_release", ReleaseDetail, ("organisation", "contact")),
    ("video", "video", VideoDetail, ("video_url", "still_id", "duration_s")),
)


def _parts(model: type[Model], order: tuple[str, ...], columns: tuple[str, ...]) -> Query:
    return Query(
        lambda: model._default_manager.order_by(*order).filter(article__among=ASKED).values_list("article_id", *columns)
    )


_PARTS = {name: _parts(model, ("article", *order), columns) for name, model, order, columns in ORDERED}
_PARTS |= {name: _parts(model, ("pk",), columns) for name, _, model, columns in DETAILS}
_ROWS = Query(
    lambda: (
        Article.objects.order_by()
        .filter(pk__among=ASKED, is_public=True, public_path__isnull=False)
        .annotate(raw=Cast("body", TextField()))
        .values_list("pk", *COLUMNS, "raw")
    )
)


def raw_body(stored: str | None) -> Body:
    """A stored body's pieces; none where a draft or a script left something else."""
    pieces = json.loads(stored or "[]")
    return pieces if isinstance(pieces, list) else []


def stored_rows(ids: Collection[int]) -> list[ArticleRow]:
    """The public articles among `ids`, in that order. One query."""
    # one value for each field: COLUMNS are the fields, the body comes last
    found = {row[0]: ArticleRow(*row[:-1], raw_body(row[-1])) for row in _ROWS.of(ids)}  # type: ignore[call-arg]  # a star
    for row in found.values():
        row.published_on = day_come(row.published_on, row.sorted_on)
    return [found[id] for id in ids if id in found]


def stored_parts(rows: Iterable[ArticleRow]) -> Parts:
    """What hangs on those articles. Five queries, and one for each kind with details that occurs."""
    parts = Parts()
    ids_of: dict[str, list[int]] = defaultdict(list)
    ids = []
    for row in rows:
        ids.append(row.id)
        ids_of[row.kind].append(row.id)
    for name, _, _, columns in ORDERED:
        found = getattr(parts, name)
        for id, *values in _PARTS[name].of(ids):
            found[id].append(values[0] if len(columns) == 1 else tuple(values))
    for name, kind, _, columns in DETAILS:
        if ids_of[kind]:
            found = getattr(parts, name)
            for id, *values in _PARTS[name].of(ids_of[kind]):
                found[id] = dict(zip(columns, values, strict=True))
    return parts
