"""The magazine's mark: a ferry, a sun and three lines of water."""

from __future__ import annotations

import math
from io import BytesIO

from PIL import Image, ImageDraw

_SIDE = 512
_INK = "#1e1d1b"
_RED = "#a3201d"
_PAPER = "#f3ede2"

_HULL = ((72, 286), (440, 286), (400, 348), (124, 348))
_BOXES = ((120, 232, 392, 272), (232, 178, 334, 232), (158, 140, 206, 232))
_FUNNEL_BAND = (158, 156, 206, 172)
_WINDOWS = tuple((138 + i * 50, 242, 166 + i * 50, 260) for i in range(5))
_SUN = (376, 110, 56)
_WAVES = ((384, 60, 452), (418, 104, 408), (450, 166, 346))


def mark_png(side: int = _SIDE) -> bytes:
    """The mark as a PNG on paper, `side` pixels square."""
    scale = side * 4 / _SIDE
    image = Image.new("RGB", (side * 4, side * 4), _PAPER)
    draw = ImageDraw.Draw(image)
    x, y, radius = _SUN
    draw.ellipse([(x - radius) * scale, (y - radius) * scale, (x + radius) * scale, (y + radius) * scale], fill=_RED)
    inked = (_HULL, *(_corners(box) for box in _BOXES), *(_wave(*wave) for wave in _WAVES))
    for points, ink in [*((p, _INK) for p in inked), *((_corners(box), _PAPER) for box in (*_WINDOWS, _FUNNEL_BAND))]:
        draw.polygon([(px * scale, py * scale) for px, py in points], fill=ink)
    file = BytesIO()
    image.reduce(4).save(file, "PNG", optimize=True)
    return file.getvalue()


def _corners(box: tuple[int, int, int, int]) -> tuple[tuple[float, float], ...]:
    left, top, right, bottom = box
    return (left, top), (right, top), (right, bottom), (left, bottom)


def _wave(y: float, left: float, right: float) -> tuple[tuple[float, float], ...]:
    """One gouged line of water: it swells to its middle and tapers at both ends."""
    steps = [i / 16 for i in range(17)]
    middle = [(left + (right - left) * t, y + 6 * math.sin(t * math.tau * 2)) for t in steps]
    swell = [9 * abs(math.sin(math.pi * t)) ** 0.6 for t in steps]
    upper = [(px, py - s) for (px, py), s in zip(middle, swell, strict=True)]
    return tuple(upper + [(px, py + s) for (px, py), s in zip(reversed(middle), reversed(swell), strict=True)])
