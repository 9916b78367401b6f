"""A date in pieces, one below the other as on the leaf of a calendar: "14", "Feb", "2004"."""

from __future__ import annotations

from handpress.extract.credits import Credits
from handpress.extract.line_reader import LineReader
from handpress.extract.model import TextBlock
from handpress.extract.nobodies import names_nobody

MOST_CHARACTERS = 14  # of one piece: "September 14th"
_OUTSIDE = ("nav", "footer", "aside", "form", "comments")


def boxed_date(blocks: list[TextBlock], places: range, lines: LineReader) -> dict[int, Credits]:
    """The first such date, at the place of its first piece, and nothing at the others; empty where there is none."""
    filled = [place for place in places if blocks[place].text]
    for count in (3, 2):
        for box in zip(*(filled[skip:] for skip in range(count)), strict=False):
            if credits := _date_of([blocks[place] for place in box], lines):
                return {place: credits if place == box[0] else Credits() for place in box}
    return {}


def _date_of(box: list[TextBlock], lines: LineReader) -> Credits:
    if any(len(block.text) > MOST_CHARACTERS or block.zone in _OUTSIDE for block in box):
        return Credits()
    text = " ".join(block.text.strip(" .,") for block in box)
    if all(lines.profile.is_repeated(block) for block in box) or not names_nobody(text):
        return Credits()
    credits = lines.read(text)
    return credits if credits.published and credits.published.day else Credits()
