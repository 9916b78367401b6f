"""Where on a page running text stands: each block weighed, and the stretches that weigh most."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from handpress.extract.model import TextBlock
from handpress.extract.notices import is_furniture, is_notice
from handpress.extract.profile import SiteProfile
from handpress.kit.text import script_of

_END_OF_SENTENCE = re.compile(r"[.!?…:;؟۔।॥。！？།።։][\"'”’»“)\]*\d\s]*\Z")
_INNER_MARK = re.compile(r"[,;،؛，、—]|[.!?؟।。]\s")
_DENSE_SCRIPTS = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI")

PROSE = 60  # characters from which a sentence counts as prose


def ends_sentence(text: str) -> bool:
    """Whether a text ends as sentences do, in the scripts of the world; an abbreviation counts as an end."""
    return bool(_END_OF_SENTENCE.search(text))


def text_length(text: str) -> float:
    """The length of a text, letters of dense scripts counted as the three that they stand for."""
    if text.isascii():
        return len(text)
    sample = text[:: max(1, len(text) // 16)]
    return len(text) * (2.5 if any(script_of(char) in _DENSE_SCRIPTS for char in sample) else 1.0)


def is_prose(block: TextBlock) -> bool:
    """Whether a block reads as a paragraph: long enough, mostly not links, in sentences."""
    length = text_length(block.text)
    if block.link_share > 0.5 or length < PROSE or block.kind in ("table", "image", "rule"):
        return False
    return ends_sentence(block.text) or (length > 160 and bool(_INNER_MARK.search(block.text)))


_AROUND = {"comments": -40.0, "footer": -40.0, "nav": -15.0, "aside": -15.0, "form": -15.0}


def weight(block: TextBlock, profile: SiteProfile) -> float:
    """How much a block speaks for running text (above 0) or for what stands around it (below 0)."""
    if profile.is_repeated(block):
        return -25.0
    around = _AROUND.get(block.zone, 0.0)
    if block.kind in ("image", "rule", "table"):
        return around
    if is_notice(block.text):
        return around - 20.0
    length = text_length(block.text)
    if is_prose(block):
        return around + 3 + min(length, 500) / 20
    if block.link_share > 0.5:
        return around - 6.0
    if block.kind in ("heading", "item", "quote") or (length > 20 and ends_sentence(block.text)):
        return around - 1.0 if not ends_sentence(block.text) else around + length / 40
    return around - (8.0 if is_furniture(block.text) else 3.5)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of blocks, from `start` up to but not including `end`, and its weight."""

    start: int
    end: int
    weight: float


def maximal_runs(weights: list[float]) -> list[Stretch]:
    """All maximal scoring stretches, in linear time (Ruzzo and Tompa, ISMB 1999), heaviest first.

    Each stretch knows the nearest one before it whose sum before it is lower: without these links 25,000 lines and
    25,000 links by turns took a minute.
    """
    total = 0.0
    runs: list[_Open] = []
    for place, value in enumerate(weights):
        before, total = total, total + value
        if value <= 0:
            continue
        start, left = place, before
        lower = _lower(runs, len(runs) - 1, left)
        while lower >= 0 and runs[lower].after < total:
            start, left = runs[lower].start, runs[lower].before
            del runs[lower:]
            lower = _lower(runs, len(runs) - 1, left)
        runs.append(_Open(start, place + 1, left, total, lower))
    found = [Stretch(run.start, run.end, run.after - run.before) for run in runs]
    return sorted(found, key=lambda run: (-run.weight, run.start))


class _Open(NamedTuple):
    """A stretch that may still grow: the sums before and after it, and which one before it begins lower (or -1)."""

    start: int
    end: int
    before: float
    after: float
    lower: int


def _lower(runs: list[_Open], place: int, left: float) -> int:
    """The nearest stretch at or before `place` whose sum before it is lower than `left`; -1 when there is none."""
    while place >= 0 and runs[place].before >= left:
        place = runs[place].lower
    return place


def cell_breaks(blocks: list[TextBlock], weights: list[float]) -> list[float]:
    """The weights, lowered where a run seldom goes on: where a cell beside the last prose's cell begins.

    Cells within that cell, as pictures with captions have them, cost nothing, and neither does the way back.
    """
    lowered = list(weights)
    home: TextBlock | None = None
    for place, block in enumerate(blocks):
        if home and not block.is_near(home):
            lowered[place] -= 10.0
        if home is None or weights[place] > 0 or not block.is_near(home):
            home = block
    return lowered
