"""How wide letters are at a size, and how they are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from PIL import ImageDraw, ImageFont, features

from handpress.kit.cards.faces import Face
from handpress.kit.cards.runs import Letter, pieces

NASKH = 1.16  # its letters are small for their size beside Latin ones


class Ruler:
    """Measures and draws at one size, in one language."""

    def __init__(self, size: int, language: str, is_rtl: bool) -> None:
        """`is_rtl`: whether lines begin at the right."""
        self.size = size
        self._language = language
        self._is_rtl = is_rtl
        self._known: dict[str, float] = {}

    def width(self, letters: Sequence[Letter]) -> float:
        """Of letters that stand together; of each word once, whatever is tried with it."""
        text = "".join(each.text for each in letters)
        if text not in self._known:
            self._known[text] = sum(
                _font(each.face, self.size).getlength(each.text, **_told(each.is_rtl, self._language))
                for each in pieces(letters, is_rtl=self._is_rtl)
            )
        return self._known[text]

    def widest(self, lines: Iterable[Sequence[Letter]]) -> float:
        """The width of the longest line."""
        return max(map(self.width, lines), default=0)

    def draw(self, draw: ImageDraw.ImageDraw, line: Sequence[Letter], x: float, baseline: int, fill: str) -> None:
        """Draw a line whose left end stands at `x`."""
        for piece in pieces(line, is_rtl=self._is_rtl):
            font, told = _font(piece.face, self.size), _told(piece.is_rtl, self._language)
            draw.text((x, baseline), piece.text, fill, font, anchor="ls", **told)
            x += font.getlength(piece.text, **told)


@lru_cache(maxsize=64)
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(face.file, round(size * NASKH) if "Naskh" in face.family else size, face.index)


def _told(is_rtl: bool, language: str) -> Any:
    """What raqm is told; without it letters stand side by side."""
    return {"direction": "rtl" if is_rtl else "ltr", "language": language} if features.check("raqm") else {}
