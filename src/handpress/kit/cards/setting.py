"""Words set into a space: the largest size at which they fit, in lines of even length, cut at a word when too long."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from PIL import ImageDraw

from handpress.kit.cards.measure import Ruler
from handpress.kit.cards.runs import Unprintable, letters
from handpress.kit.cards.words import Line, bare, parts, shorter, words_of

TIGHT, CJK, TALL = 1.16, 1.3, 1.5  # line heights: letters with marks above and below need the most
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Space:
    """Where words go: its width and height in pixels, the sizes to try from large to small, and how many lines."""

    width: int
    height: int
    sizes: tuple[int, ...]
    most_lines: int = 6

    def lines_at(self, leading: int) -> int:
        """How many lines it has room for."""
        return max(1, min(self.most_lines, self.height // leading))


@dataclass(frozen=True, slots=True)
class Manner:
    """How a language is set: from which side, and how heavy."""

    language: str
    is_rtl: bool
    weight: int


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines at a size, ready to be drawn."""

    lines: tuple[Line, ...]
    ruler: Ruler
    leading: int
    is_rtl: bool

    @property
    def height(self) -> int:
        """Of all the lines."""
        return len(self.lines) * self.leading

    def draw(self, draw: ImageDraw.ImageDraw, left: int, right: int, top: int, fill: str) -> None:
        """Draw the lines, flush with the side on which reading begins."""
        first = top + round(self.leading / 2 + self.ruler.size * 0.34)
        for number, line in enumerate(self.lines):
            x = right - self.ruler.width(line) if self.is_rtl else float(left)
            self.ruler.draw(draw, line, x, first + number * self.leading, fill)


def fit(text: str, space: Space, manner: Manner) -> Setting:
    """The text at the largest size that fits, else at the smallest and cut. Raises Unprintable."""
    words = words_of(letters(text, manner.language, manner.weight, is_rtl=manner.is_rtl))
    if not words:
        raise Unprintable("There are no letters to set.")
    fitter = _Fitter(words, space, manner)
    place = bisect_left(space.sizes, True, key=fitter.fits)
    return fitter.at(space.sizes[place]) if place < len(space.sizes) else fitter.cut()


class _Fitter:
    """Tries words in a space."""

    def __init__(self, words: list[Line], space: Space, manner: Manner) -> None:
        self._words = words
        self._space = space
        self._manner = manner
        self._height_of_line = _line_height(words)

    def fits(self, size: int) -> bool:
        """Whether the words stand in the space at that size, none of them broken."""
        ruler = self._ruler(size)
        lines = _lines(self._words, self._space.width, ruler)
        return len(lines) <= self._room(size) and ruler.widest(lines) <= self._space.width

    def at(self, size: int) -> Setting:
        """The words at a size that fits: in the narrowest space with as many lines, so that none is left short."""
        ruler = self._ruler(size)
        number = len(_lines(self._words, self._space.width, ruler))
        low, high = self._space.width // (number + 1), self._space.width
        while high - low > 8:
            middle = (low + high) // 2
            lines = _lines(self._words, middle, ruler)
            fits = len(lines) <= number and ruler.widest(lines) <= middle
            low, high = (low, middle) if fits else (middle, high)
        return self._setting(_lines(self._words, high, ruler), ruler)

    def cut(self) -> Setting:
        """As many words as fit at the smallest size, and a mark where there were more."""
        size = self._space.sizes[-1]
        ruler, room = self._ruler(size), self._room(size)
        lines = _lines(parts(self._words, self._space.width, ruler), self._space.width, ruler)
        if len(lines) > room:
            lines = [*lines[: room - 1], self._ended(lines[room - 1], ruler)]
        return self._setting(lines, ruler)

    def _ended(self, line: Line, ruler: Ruler) -> Line:
        manner = self._manner
        mark = letters(ELLIPSIS, manner.language, manner.weight, is_rtl=manner.is_rtl)
        line = bare(line)
        while len(line) > 1 and ruler.width(line + mark) > self._space.width:
            line = shorter(line)
        return line + mark

    def _setting(self, lines: list[Line], ruler: Ruler) -> Setting:
        return Setting(tuple(lines), ruler, self._leading(ruler.size), self._manner.is_rtl)

    def _ruler(self, size: int) -> Ruler:
        return Ruler(size, self._manner.language, self._manner.is_rtl)

    def _leading(self, size: int) -> int:
        return round(size * self._height_of_line)

    def _room(self, size: int) -> int:
        return self._space.lines_at(self._leading(size))


def _lines(words: Iterable[Line], width: int, ruler: Ruler) -> list[Line]:
    """Words one after the other, in lines of at most that width where no word is wider."""
    lines: list[Line] = []
    filled = 0.0
    for word in words:
        alone = ruler.width(_unspaced(word))
        if lines and filled + alone <= width:
            lines[-1] = lines[-1] + word
        else:
            lines.append(word)
            filled = 0.0
        filled += ruler.width(word)
    return [_unspaced(line) for line in lines]


def _unspaced(line: Line) -> Line:
    return line[:-1] if line[-1].text == " " else line


def _line_height(words: Iterable[Line]) -> float:
    """By the tallest script that makes up some of the text."""
    text = [letter.text for word in words for letter in word if letter.text.isalpha()] or ["a"]
    wide = sum(unicodedata.east_asian_width(each) in "WF" for each in text)
    plain = sum(ord(each) < 0x0590 or 0x1E00 <= ord(each) < 0x2000 for each in text)
    return TALL if len(text) - wide - plain > len(text) / 8 else CJK if wide > len(text) / 8 else TIGHT
