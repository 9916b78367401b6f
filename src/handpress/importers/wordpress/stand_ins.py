"""The text of a post that has none of its own: its excerpt, or what a field or a page builder keeps of it."""

from __future__ import annotations

import re

from handpress.importers.wordpress.fields import running_texts
from handpress.importers.wordpress.items import Item, is_bare
from handpress.kit.text import one_line, plain_text

TAKEN = "It has no text of its own; that of its field “{name}” was taken. Look whether it is the whole."
EXCERPT = "It has no text of its own; its excerpt was taken."
# How many times longer than the excerpt the text of a field is that it was taken from.
TIMES_AN_EXCERPT = 2


def fill(item: Item) -> str:
    """Gives a bare item the text that stands elsewhere; what was done as a warning, "" where nothing was."""
    if not is_bare(item.values.get("content", "")):
        return ""
    excerpt = item.get("encoded")
    words = len(one_line(plain_text(excerpt)))
    name, text = _longest(item)
    if text and len(plain_text(text)) >= words * TIMES_AN_EXCERPT:
        item.values["content"] = text
        return TAKEN.format(name=name)
    if words:
        item.values |= {"content": excerpt, "encoded": ""}
        return EXCERPT
    return ""


def _longest(item: Item) -> tuple[str, str]:
    """The field with most text, and its text with that of its like ("blocks_0_text", "blocks_1_text"), in order."""
    families: dict[str, tuple[str, list[str]]] = {}
    for name, texts in running_texts(item):
        families.setdefault(re.sub(r"\d+", "#", name), (name, []))[1].extend(texts)
    joined = ((name, "\n\n".join(dict.fromkeys(texts))) for name, texts in families.values())
    return max(joined, key=lambda field: len(field[1]), default=("", ""))
