"""Which sections get a block on a front page, and how much each shows, so that rows of three come out even.

As an art director would: sections in the editor's order, as many as fit, each with more than a single headline; a
row has pictures where that does not leave holes, and a section without one says more instead. What gets no block is
named in a list. Heights are reckoned for the widest page, where three stand abreast; two abreast or one below the
other need no balance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from handpress.theme.records import Teaser

BLOCKS = 9  # three rows; the rest of forty sections is a list
ABREAST = 3
FEWEST, MOST = 2, 7  # articles of one block
USUAL = 3  # what a section with a picture shows, itself included
HOLE = 110  # CSS pixels that nobody notices

# Of a column 26 rem wide in theme/css/front.css: letters a line, pixels a line.
PICTURE = 287
HEADLINE, STANDFIRST, SMALL = (33, 28), (48, 26), (40, 22)
BYLINE, SMALL_PADDING, DATE = 26, 23, 20


@dataclass(frozen=True, slots=True)
class SectionBlock:
    """A section with the articles that may stand under its name, newest first."""

    name: str
    address: str
    teasers: tuple[Teaser, ...]


def with_blocks(sizes: Mapping[int, int]) -> list[int]:
    """The sections that get a block, by how many articles each has left to show, in the editor's order."""
    return [section for section, size in sizes.items() if size >= FEWEST][:BLOCKS]


def arrange(blocks: Sequence[SectionBlock]) -> list[SectionBlock]:
    """The blocks in their order, with what each shows."""
    rows = [blocks[start : start + ABREAST] for start in range(0, len(blocks), ABREAST)]
    return [block for row in rows for block in _balanced(row)]


def _balanced(row: Sequence[SectionBlock]) -> list[SectionBlock]:
    """A row with pictures, or without where they would leave a hole."""
    best = _filled(row)
    if hole(best) > HOLE:
        bare = [replace(each, teasers=tuple(map(_without_picture, each.teasers))) for each in row]
        best = min(best, _cut(row), _filled(bare), _cut(bare), key=hole)
    return best


def _cut(row: Sequence[SectionBlock]) -> list[SectionBlock]:
    """Each section with no more than reaches down to the end of the one that has least to show."""
    depth = min(height(each.teasers[:MOST]) for each in row)
    return [replace(each, teasers=_reaching(each.teasers, depth)) for each in row]


def _filled(row: Sequence[SectionBlock]) -> list[SectionBlock]:
    """Each section with as many small headlines as reach down to the tallest with its usual number."""
    depth = max(height(each.teasers[:USUAL]) for each in row)
    return [replace(each, teasers=_reaching(each.teasers, depth)) for each in row]


def _reaching(teasers: tuple[Teaser, ...], depth: int) -> tuple[Teaser, ...]:
    shown = FEWEST
    while shown < min(MOST, len(teasers)) and height(teasers[: shown + 1]) <= depth + HOLE // 4:
        shown += 1
    return teasers[:shown]


def hole(row: Sequence[SectionBlock]) -> int:
    """The difference between the tallest and the shortest block of a row, in CSS pixels."""
    heights = [height(each.teasers) for each in row]
    return max(heights) - min(heights)


def height(teasers: Sequence[Teaser]) -> int:
    """How tall a block with these articles is, in CSS pixels; an estimate."""
    first, *more = teasers
    tall = _lines(first.headline, HEADLINE) + _lines(first.standfirst, STANDFIRST) + BYLINE
    tall += PICTURE if first.picture else 0
    return tall + sum(_lines(each.headline, SMALL) + DATE + SMALL_PADDING for each in more)


def _lines(text: str, measure: tuple[int, int]) -> int:
    letters, pixels = measure
    return ceil(len(text) / letters) * pixels


def _without_picture(teaser: Teaser) -> Teaser:
    return replace(teaser, picture=None)
