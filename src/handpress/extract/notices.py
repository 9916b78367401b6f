"""Lines around an article that are no part of it: comments, copyright, links to print or share it."""

from __future__ import annotations

import re
from functools import lru_cache

from handpress.extract import vocabulary

MAX_FURNITURE = 110
MAX_NOTICE = 400

_COMMENTS = vocabulary.whole(vocabulary.COMMENTS)
_FURNITURE = vocabulary.whole(vocabulary.FURNITURE)
_COPYRIGHT = vocabulary.whole(vocabulary.COPYRIGHT)
_NOTES = vocabulary.whole(vocabulary.NOTES)
_KINDS = {kind: vocabulary.whole(words) for kind, words in vocabulary.KINDS.items()}
_PARTS = re.compile(r"\s*[|•·]\s*|\s[-–/]\s")
_EDGES = " \t:.*-–—|»«›‹[](){}<>•·►▶→←#_=!…"


def bare(text: str) -> str:
    """A line without the signs around it."""
    return text.strip(_EDGES)


@lru_cache(maxsize=8192)
def begins_comments(text: str) -> bool:
    """Whether a line is the heading or notice after which readers' comments come."""
    return len(text) <= 80 and bool(_COMMENTS.match(bare(text)))


@lru_cache(maxsize=8192)
def is_furniture(text: str) -> bool:
    """Whether a line offers to print, share, subscribe, go on or back, or several of these."""
    if len(text) > MAX_FURNITURE:
        return False
    parts = [part for part in _PARTS.split(text) if bare(part)]
    return bool(parts) and (all(_FURNITURE.match(bare(part)) for part in parts) or _is_row_of_buttons(text))


def _is_row_of_buttons(text: str) -> bool:
    """Whether each word of a line is a button's or a form field's label."""
    labels = [label.strip(_EDGES).lower() for label in text.split()]
    return len(labels) > 1 and all(label in vocabulary.BUTTONS for label in labels if label)


@lru_cache(maxsize=8192)
def is_copyright(text: str) -> bool:
    """Whether a line says whose the rights are."""
    return len(text) <= MAX_NOTICE and bool(_COPYRIGHT.match(text.strip(" *|-–—")))


def is_notice(text: str) -> bool:
    """Whether a line is one after which no article goes on, or one that is never part of it."""
    return begins_comments(text) or is_copyright(text)


def heads_notes(text: str) -> bool:
    """Whether a line is the heading of an article's notes or references."""
    return len(text) <= 40 and bool(_NOTES.match(bare(text)))


def kind_named(text: str) -> str | None:
    """The kind of article that a label above a headline names ("Book Review"); None for other lines."""
    line = bare(text)
    if not line or len(line) > 40:
        return None
    return next((kind for kind, pattern in _KINDS.items() if pattern.match(line)), None)
