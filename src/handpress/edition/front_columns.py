"""How many of the latest stand beside the lead, so that both columns end together; heights reckoned in CSS pixels."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from handpress.theme.records import Teaser

FEWEST, MOST = 3, 10
PICTURE, KICKER, BYLINE, UNDER = 560, 32, 26, 45
BARE, BESIDE_PICTURE, SECOND, STANDFIRST = (24, 76), (30, 58), (34, 27), (70, 29)  # letters a line, pixels a line
ITEM = 80  # one of the latest: its day, a line or two, the space around them


def latest_beside(leading: Sequence[Teaser]) -> int:
    """As many as reach down to the end of the lead and what stands under it."""
    if not leading:
        return MOST
    first, *under = leading
    tall = KICKER + BYLINE + _lines(first.headline, BESIDE_PICTURE if first.picture else BARE)
    tall += (PICTURE if first.picture else 0) + _lines(first.standfirst, STANDFIRST)
    tall += UNDER + max((KICKER + BYLINE + _lines(each.headline, SECOND) for each in under), default=-UNDER)
    return min(MOST, max(FEWEST, tall // ITEM))


def _lines(text: str, measure: tuple[int, int]) -> int:
    letters, pixels = measure
    return ceil(len(text) / letters) * pixels
