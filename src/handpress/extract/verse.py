"""Poems and other texts of short lines, which no sentence tells: lines of one paragraph, below a headline or byline."""

from __future__ import annotations

from collections.abc import Iterator

from handpress.extract.credits import read_credits
from handpress.extract.model import TextBlock
from handpress.extract.notices import is_furniture, is_notice
from handpress.extract.profile import SiteProfile
from handpress.extract.prose import Stretch, text_length

MIN_LINES = 4
MIN_LENGTH = 40.0
MAX_LINE = 100
MAX_LONE_LINE = 70  # of a poem that nobody signed
REACH = 6  # blocks above in which a byline, a date or a headline is looked for
_OUTSIDE = ("nav", "footer", "aside", "form", "comments")


def find_verse(blocks: list[TextBlock], profile: SiteProfile) -> Stretch | None:
    """The longest stretch of short lines that can be a text; None where a page has none."""
    found = [run for run in _stretches(blocks, profile) if _is_text(blocks, run, profile)]
    return max(found, key=lambda run: run.weight, default=None)


def _stretches(blocks: list[TextBlock], profile: SiteProfile) -> Iterator[Stretch]:
    """Stretches of short lines in one cell, between what is none."""
    start = 0
    for place in range(len(blocks) + 1):
        goes_on = place < len(blocks) and _is_line(blocks[place], profile)
        if goes_on and place > start and blocks[place].is_near(blocks[start]):
            continue
        if place > start:
            yield Stretch(start, place, sum(text_length(block.text) for block in blocks[start:place]))
        start = place if goes_on else place + 1


def _is_line(block: TextBlock, profile: SiteProfile) -> bool:
    if block.kind not in ("text", "quote") or block.zone in _OUTSIDE or not 0 < len(block.text) <= MAX_LINE:
        return False
    if block.link_share > 0.2 or profile.is_repeated(block) or is_furniture(block.text) or is_notice(block.text):
        return False
    credits = read_credits(block.text)
    return not (credits.published or credits.authors or credits.labelled)


def _is_text(blocks: list[TextBlock], run: Stretch, profile: SiteProfile) -> bool:
    """Whether the lines hang together as paragraphs, and a byline, a date or a headline over stanzas stands above."""
    lines = blocks[run.start : run.end]
    joined = sum(block.gap == 0 for block in lines[1:])
    if len(lines) < MIN_LINES or run.weight < MIN_LENGTH or joined * 2 < len(lines) - 1:
        return False
    above = [block for block in blocks[max(0, run.start - REACH) : run.start] if not profile.is_repeated(block)]
    if any(read_credits(block.text) for block in above if block.zone not in _OUTSIDE):
        return True
    is_headed = any(block.kind == "heading" for block in above)
    stanzas = 1 + sum(block.gap > 0 for block in lines[1:])
    return is_headed and stanzas > 1 and max(len(block.text) for block in lines) <= MAX_LONE_LINE
