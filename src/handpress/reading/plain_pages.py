"""Plain pages in bulk: their columns, and what their texts show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast

from handpress.newsroom.models import PlainPage
from handpress.reading.articles import linked_pages
from handpress.reading.bodies import NOTHING, Bodies, Wanted, wanted_by
from handpress.reading.media import Pictures, documents
from handpress.reading.rows import raw_body
from handpress.theme.records import Block

COLUMNS = ("pk", "title", "standfirst", "public_path", "role", "translation_key", "locale__language_code")


@dataclass(slots=True)
class PlainRow:
    """One plain page's columns; `body` is raw JSON."""

    id: int
    title: str
    standfirst: str
    public_path: str
    role: str
    translation_key: UUID
    language: str
    body: list[dict[str, Any]]


def stored_pages(ids: Iterable[int]) -> list[PlainRow]:
    """The public plain pages among `ids`. One query."""
    rows = PlainPage.objects.filter(pk__in=list(ids), is_public=True, public_path__isnull=False).order_by("pk")
    stored: Iterable[Sequence[Any]] = rows.annotate(raw=Cast("body", TextField())).values_list(*COLUMNS, "raw")
    return [PlainRow(*[*columns, raw_body(body)]) for *columns, body in stored]


def read_bodies(rows: Sequence[PlainRow]) -> dict[int, tuple[tuple[Block, ...], set[str]]]:
    """The blocks of each page and the keys of all they show. Five queries."""
    wanted = {row.id: wanted_by(row.body) for row in rows}
    together: Wanted = NOTHING
    for each in wanted.values():
        together |= each
    pages, articles = linked_pages(together.pages)
    bodies = Bodies(Pictures(together.pictures), documents(together.documents), pages)
    return {
        row.id: (bodies.blocks(row.body, bodies.rewriter()), wanted[row.id].keys(dict.fromkeys(articles)))
        for row in rows
    }
