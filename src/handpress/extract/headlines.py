"""Which line above an article is its headline."""

from __future__ import annotations

import re

from handpress.extract.credits import looks_like_source
from handpress.extract.model import TextBlock
from handpress.extract.notices import begins_comments, is_furniture, kind_named
from handpress.extract.prose import ends_sentence

MAX_HEADLINE = 260
LEAST_SCORE = -20.0
_CRUMBS = re.compile(r"\s*(?:>|»|›|::|→)\s*")
_OF_LEVEL = {1: 18.0, 2: 14.0, 3: 10.0, 4: 6.0, 5: 2.0, 6: 1.0}


def best_headline(
    blocks: list[TextBlock], places: list[int], *, below: list[int], titles: tuple[str, ...], body_size: float
) -> int | None:
    """The place of the headline among candidate `places`; None where none of them can be one.

    `below` are the places of the lines a headline stands above: date, byline, first paragraph.
    """
    keys = [key for title in titles if (key := letters(title))]
    scored = [
        (_score(blocks[place], keys, body_size) - 3.0 * min(_distance(place, places, below), 8), -place)
        for place in places
        if 3 <= len(blocks[place].text) <= MAX_HEADLINE and not _shows_the_way(blocks[place].text, keys)
    ]
    score, place = max(scored, default=(LEAST_SCORE, 1))
    return -place if score > LEAST_SCORE else None


def letters(text: str) -> str:
    """A text's letters and digits alone, to compare headlines with."""
    return "".join(char for char in text.casefold() if char.isalnum())


def _distance(place: int, places: list[int], below: list[int]) -> int:
    """How many other lines stand between a candidate and the next line it can belong to."""
    target = min((line for line in below if line > place), default=place + 1)
    return sum(1 for other in places if place < other < target)


def _score(block: TextBlock, titles: list[str], body_size: float) -> float:
    text = block.text
    score = _OF_LEVEL.get(block.level, 0.0) if block.kind == "heading" else 0.0
    score += max(-6.0, min(18.0, (block.size - body_size) * 6.0))
    score += 4.0 * block.bold + 25.0 * (block.role == "headline") + 45.0 * _is_titled(letters(text), titles)
    score -= 8.0 * (block.link_share > 0.8) + 15.0 * (block.zone in ("nav", "aside", "footer", "form"))
    score -= 30.0 * is_furniture(text) + 25.0 * (kind_named(text) is not None) + 40.0 * begins_comments(text)
    score -= 6.0 * looks_like_source(text) * (len(text) < 40)
    score -= 6.0 * (" " not in text) + 2.0 * (text.count(" ") < 2) + 4.0 * (len(text) < 12) + 12.0 * (len(text) > 160)
    return score - 10.0 * (len(text) > 60 and ends_sentence(text) and not text.endswith(("?", "!", "؟", ")")))


def _shows_the_way(text: str, titles: list[str]) -> bool:
    """Whether a line is a breadcrumb ("Home > Water"), or offers to print or send and is not the page's title."""
    first, *steps = _CRUMBS.split(text)
    if steps and len(first) <= 30 and is_furniture(first):
        return True
    return is_furniture(text) and letters(text) not in titles


def _is_titled(line: str, titles: list[str]) -> bool:
    """Whether the page's title is this line, begins with it, or is its beginning."""
    if len(line) < 4:
        return False
    return any(
        title == line or (len(line) >= 10 and (line in title or (len(title) >= 10 and title in line)))
        for title in titles
    )
