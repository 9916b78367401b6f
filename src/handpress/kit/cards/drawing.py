"""The cards themselves, as the magazine's pages look: ink on paper, one rule in the accent, the headline large."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageOps

from handpress.kit.cards.faces import BOLD, REGULAR
from handpress.kit.cards.runs import Unprintable
from handpress.kit.cards.setting import Manner, Setting, Space, fit

WIDTH, HEIGHT = 1200, 630
LOOK = 1  # raise it when cards are drawn otherwise: those of articles are then made anew
PAPER, INK, MUTED, RULE = "#fdfcf9", "#1a1714", "#57514a", "#d8d2c6"  # as in theme/tokens.css
BAR, HEAD, FOOT = 20, 132, HEIGHT - 22  # the accent's rule, the hairline under the name, where a headline ends
TOP = HEAD + 18
LEFT, RIGHT = 84, WIDTH - 84
HEADLINES = tuple(range(112, 43, -4))
COLOURS = 48  # two inks on paper with their edges: a third of the bytes, and no difference to be seen


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose card it is: the magazine's name in a language, how that is read, and the accent as `#rrggbb`."""

    name: str
    language: str
    is_rtl: bool
    accent: str


def article_card(voice: Voice, headline: str, kicker: str = "") -> bytes:
    """A PNG with the magazine's name, the headline, and the section where it can be set; the same bytes each time.

    Raises Unprintable.
    """
    image, draw = _sheet(voice)
    name = _fit(voice, voice.name, Space(RIGHT - LEFT, 70, (38, 34, 30, 26), 1), BOLD)
    name.draw(draw, LEFT, RIGHT, (BAR + HEAD - name.height) // 2, INK)
    draw.rectangle((LEFT, HEAD, RIGHT - 1, HEAD + 1), RULE)
    above = _kicker(voice, kicker) if kicker else None
    gap = above.height + 10 if above else 0
    setting = _fit(voice, headline, Space(RIGHT - LEFT, FOOT - TOP - gap, HEADLINES), BOLD)
    top = TOP + (FOOT - TOP - gap - setting.height) // 2
    if above:
        above.draw(draw, LEFT, RIGHT, top, voice.accent)
    setting.draw(draw, LEFT, RIGHT, top + gap, INK)
    return _png(image)


def magazine_card(voice: Voice, motto: str = "") -> bytes:
    """A PNG with the magazine's name and motto. Raises Unprintable; the same bytes each time."""
    image, draw = _sheet(voice)
    name = _fit(voice, voice.name, Space(RIGHT - LEFT, 330, tuple(range(132, 59, -6)), 3), BOLD)
    line = _fit(voice, motto, Space(RIGHT - LEFT, 130, (44, 40, 36, 32), 2), REGULAR) if motto else None
    height = name.height + (line.height + 30 if line else 0)
    top = (HEIGHT - height) // 2
    name.draw(draw, LEFT, RIGHT, top, INK)
    if line:
        line.draw(draw, LEFT, RIGHT, top + name.height + 30, MUTED)
    return _png(image)


def wordless_card(accent: str, mark: Image.Image) -> bytes:
    """A PNG with a logo or mark in the middle, whole: for names that this machine has no letters for."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    ImageDraw.Draw(image).rectangle((0, 0, WIDTH - 1, BAR - 1), accent)
    small = ImageOps.contain(mark.convert("RGBA"), (WIDTH // 2, HEIGHT // 2), Image.Resampling.LANCZOS)
    image.paste(small, ((WIDTH - small.width) // 2, (HEIGHT - small.height) // 2), small)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _kicker(voice: Voice, kicker: str) -> Setting | None:
    """The section's name; None where this machine has no letters for it: the headline still makes a card."""
    try:
        return _fit(voice, kicker, Space(RIGHT - LEFT, 60, (34, 30), 1), BOLD)
    except Unprintable:
        return None


def _fit(voice: Voice, text: str, space: Space, weight: int) -> Setting:
    return fit(text, space, Manner(voice.language, voice.is_rtl, weight))


def _sheet(voice: Voice) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH - 1, BAR - 1), voice.accent)
    return image, draw


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
