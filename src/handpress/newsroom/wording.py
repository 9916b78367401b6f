"""What readers read of an article, in a form that opening, saving and publishing again do not change."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
from typing import Any

from handpress.kit.rich_text import settled, settled_already
from handpress.kit.text import one_line

Article = Any  # the model imports this module

# Its place in the magazine (date, section, tags, related pieces) is no wording.
FIELDS = (
    "title", "standfirst", "place", "lead_picture_id", "lead_caption", "lead_alt", "lead_credit", "source_id",
    "original_url", "first_published_on", "rights_note",
)  # fmt: skip
DETAILS = {
    "book_review": ("book_details", ("book_title", "book_author", "publisher", "year", "isbn", "cover_id")),
    "action_alert": ("alert_details", ("target", "what_to_do", "deadline_on", "outcome")),
    "press_release": ("release_details", ("organisation", "contact")),
    "video": ("video_details", ("video_url", "still_id", "duration_s")),
}


def is_rewritten(article: Article) -> bool:
    """Whether the article reads otherwise than it is stored. At most seven queries; False for one not stored yet."""
    stored = type(article).objects.filter(pk=article.pk).first() if article.pk else None
    if stored is None:
        return False
    return _facts(stored) != _facts(article) or not _is_same_text(stored.body.raw_data, article.body.raw_data)


def _facts(article: Article) -> list[Any]:
    """Fields, bylines, corrections and the details of the kind. Three queries where these are not loaded."""
    bylines = [[each.author_id, one_line(each.printed_name)] for each in _in_order(article.bylines)]
    corrections = [[each.corrected_on, one_line(each.text)] for each in _in_order(article.corrections)]
    return [[_as_read(getattr(article, name)) for name in FIELDS], bylines, corrections, _details(article)]


def _is_same_text(one: Iterable[dict[str, Any]], other: Iterable[dict[str, Any]]) -> bool:
    """Whether two raw bodies read alike; pieces that are equal to the letter need not be put in order first."""
    pairs = zip_longest(one, other)
    return all(a and b and (_bare(a) == _bare(b) or piece_as_read(a) == piece_as_read(b)) for a, b in pairs)


def _bare(piece: dict[str, Any]) -> tuple[Any, Any]:
    return piece["type"], piece["value"]


def piece_as_read(piece: dict[str, Any], *, is_settled: bool = False) -> list[Any]:
    """A piece of a raw body; `is_settled` where its rich text was written by an import just now."""
    value = piece["value"]
    if piece["type"] == "text":
        return ["text", settled_already(value) if is_settled else settled(str(value))]
    return [piece["type"], _as_read(value)]


def _as_read(value: Any) -> Any:
    """A value without what says nothing: ids of list items, empty fields, kinds of line break."""
    if isinstance(value, dict):
        if value.keys() >= {"type", "value"}:
            return _as_read(value["value"])
        return {name: _as_read(each) for name, each in value.items() if each not in ("", None, False)}
    if isinstance(value, list):
        return [_as_read(each) for each in value]
    return one_line(value) if isinstance(value, str) else value


def _details(article: Article) -> list[Any]:
    relation, columns = DETAILS.get(article.kind, ("", ()))
    found = getattr(article, relation).all() if relation else ()
    return [[_detail(getattr(each, column)) for column in columns] for each in found]


def _detail(value: Any) -> Any:
    return settled(value) if isinstance(value, str) and "<" in value else _as_read(value)


def _in_order(children: Any) -> list[Any]:
    return sorted(children.all(), key=lambda each: (each.sort_order or 0, each.pk or 0))
