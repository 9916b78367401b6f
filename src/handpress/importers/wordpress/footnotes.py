"""Notes of a post that WordPress keeps outside of its text, or in shortcodes within it: a list at the text's end."""

from __future__ import annotations

import json
import re
from typing import Any

PLACE = re.compile(r"<!--\s*wp:footnotes\b.*?/?-->", re.DOTALL)
INLINE = re.compile(
    r"(?<!\[)\[(?P<name>ref|fn|footnote|efn_note|mfn|sidenote)(?:\s[^\]]*)?\](?P<note>.*?)\[/(?P=name)\]", re.DOTALL
)
UNREADABLE = "The notes that WordPress keeps beside the text cannot be read, and were left out."

Note = tuple[str, str]  # its id, its HTML


def with_footnotes(content: str, kept: str) -> tuple[str, list[str]]:
    """The text with its notes as a numbered list, linked both ways; and warnings. `kept` is WordPress's JSON."""
    notes, warnings = _kept(kept)
    content, inline = _inline(content, len(notes))
    listed = _list([*notes, *inline])
    if not listed:
        return content, warnings
    if PLACE.search(content):
        return PLACE.sub(lambda _: listed, content, count=1), warnings
    return f"{content}\n\n{listed}", warnings


def _kept(text: str) -> tuple[list[Note], list[str]]:
    if not text.strip():
        return [], []
    try:
        given: Any = json.loads(text)
        notes = [(str(note["id"]), str(note["content"])) for note in given]
    except (ValueError, KeyError, TypeError, RecursionError):
        return [], [UNREADABLE]
    return notes, []


def _inline(content: str, before: int) -> tuple[str, list[Note]]:
    """The text with a number in place of each note that a shortcode holds, and these notes."""
    notes: list[Note] = []

    def number(match: re.Match[str]) -> str:
        id = f"note-{before + len(notes) + 1}"
        notes.append((id, match["note"].strip()))
        return f'<sup><a href="#{id}" id="{id}-link">{before + len(notes)}</a></sup>'

    return INLINE.sub(number, content), notes


def _list(notes: list[Note]) -> str:
    items = (f'<li id="{id}">{html} <a href="#{id}-link">↩</a></li>' for id, html in notes)
    return f"<ol>{''.join(items)}</ol>" if notes else ""
