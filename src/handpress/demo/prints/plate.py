"""The bench of a printmaker: plates that are cut, and the sheet that they are pulled on.

Lengths are in pixels of the finished print. A plate is drawn at twice that size and reduced, which
is all the smoothing there is. Inks multiply where they overlap, as on paper; each plate is set down
a pixel or two off its mark, and neither roller nor paper is quite even. All chance comes from the
print's own seeded generator, so that a print is the same picture wherever and whenever it is pulled.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from random import Random

from PIL import Image, ImageChops, ImageDraw

Point = tuple[float, float]
Curve = Callable[[float], float]
Ink = tuple[int, int, int]

SCALE = 2
MARGIN = 26


def _inks(hexes: str) -> dict[str, Ink]:
    """Paper, light, mid, dark and accent of a palette, from their five hexadecimal colours."""
    names = ("paper", "light", "mid", "dark", "accent")
    return {name: tuple(bytes.fromhex(colour)) for name, colour in zip(names, hexes.split(), strict=True)}  # type: ignore[misc]


PALETTES: dict[str, dict[str, Ink]] = {
    "tide": _inks("f4ecdb b0cbc0 487c80 1a2a32 d45432"),
    "ember": _inks("f6ead2 f0c884 ce6e3a 301c1a b22c22"),
    "moss": _inks("f3eedc c8ce98 748a54 20281e de9234"),
    "night": _inks("eee6d4 96a2b8 46567c 141828 ecb248"),
    "clay": _inks("f5eada e8c6a6 be7050 32201e 347476"),
    "press": _inks("f3ede2 d0c9bc 8c867a 1e1c1b a8221e"),
    "brick": _inks("f6ecda eccca8 c46846 34201e e8a438"),
    "plum": _inks("f4eae0 d6b8be 865870 2a1a2a da843c"),
}


class Plate:
    """One ink's block. What is drawn with `on=True` prints; with `on=False` it is cut away."""

    def __init__(self, size: tuple[int, int], ink: Ink, rng: Random) -> None:
        self.ink = ink
        self.rng = rng
        self.block = Image.new("L", (size[0] * SCALE, size[1] * SCALE), 0)
        self._draw = ImageDraw.Draw(self.block)

    def polygon(self, points: Sequence[Point], *, on: bool = True, rough: float = 0.0) -> None:
        """Fill an outline; `rough` is how far, at most, the knife strays from it."""
        if rough:
            points = self._strayed(points, rough)
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=255 * on)

    def box(self, left: float, top: float, right: float, bottom: float, *, on: bool = True, rough: float = 0.0) -> None:
        """Fill an upright rectangle."""
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], on=on, rough=rough)

    def disc(self, x: float, y: float, radius: float, *, on: bool = True, flat: float = 1.0) -> None:
        """Fill a circle, or an ellipse whose height is `flat` times its width."""
        box = [(x - radius) * SCALE, (y - radius * flat) * SCALE, (x + radius) * SCALE, (y + radius * flat) * SCALE]
        self._draw.ellipse(box, fill=255 * on)

    def line(self, points: Sequence[Point], width: float, *, on: bool = True) -> None:
        """Draw a line of even width."""
        self._draw.line(
            [(x * SCALE, y * SCALE) for x, y in points], fill=255 * on, width=round(width * SCALE), joint="curve"
        )

    def gouge(self, points: Sequence[Point], width: float, *, on: bool = False) -> None:
        """One stroke of the gouge along the points: it bites, widens to `width`, and lifts."""
        last = len(points) - 1
        (x0, y0), (x1, y1) = points[0], points[-1]
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        across_x, across_y = -(y1 - y0) / length * width / 2, (x1 - x0) / length * width / 2
        swell = _SWELL[last]
        one = [
            ((x + across_x * s) * SCALE, (y + across_y * s) * SCALE) for (x, y), s in zip(points, swell, strict=True)
        ]
        other = [
            ((x - across_x * s) * SCALE, (y - across_y * s) * SCALE) for (x, y), s in zip(points, swell, strict=True)
        ]
        self._draw.polygon(one + other[::-1], fill=255 * on)

    def gouges_along(
        self,
        curve: Curve,
        left: float,
        right: float,
        *,
        length: float,
        width: float,
        gap: float = 0.35,
        on: bool = False,
    ) -> None:
        """A broken row of strokes along a curve, from `left` to `right`, each of uneven length."""
        uniform = self.rng.uniform
        x = left + uniform(-length, 0)
        while x < right:
            reach = length * uniform(0.5, 1.3)
            start, end = max(x, left), min(x + reach, right)
            if end - start > 4:
                points = [(start + (end - start) * t, curve(start + (end - start) * t)) for t in (0, 0.33, 0.67, 1)]
                self.gouge(points, width * uniform(0.6, 1.1), on=on)
            x += reach * (1 + gap * uniform(0.4, 1.6))

    def mask(self, grain: Image.Image) -> Image.Image:
        """What the plate leaves on the sheet: its drawing, less what the roller missed."""
        return ImageChops.multiply(self.block.reduce(SCALE), grain)

    def _strayed(self, points: Sequence[Point], rough: float) -> list[Point]:
        uniform = self.rng.uniform
        strayed: list[Point] = []
        for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
            pieces = max(1, min(12, round(math.hypot(x1 - x0, y1 - y0) / 40)))
            for piece in range(pieces):
                t = piece / pieces
                strayed.append(
                    (x0 + (x1 - x0) * t + uniform(-rough, rough), y0 + (y1 - y0) * t + uniform(-rough, rough))
                )
        return strayed


_SWELL = {last: [max(0.04, abs(math.sin(math.pi * i / last)) ** 0.7) for i in range(last + 1)] for last in range(1, 16)}
_SWELL[1] = [1.0, 0.15]


class Print:
    """A sheet of paper and the plates that will be pulled on it, first to last."""

    def __init__(self, seed: str, palette: str, size: tuple[int, int]) -> None:
        self.rng = Random(seed)
        self.inks = PALETTES[palette]
        self.width, self.height = size
        self._plates: list[Plate] = []

    def plate(self, ink: str) -> Plate:
        """A new, uncut plate in one of the palette's inks, to be pulled after the earlier ones."""
        plate = Plate((self.width, self.height), self.inks[ink], self.rng)
        self._plates.append(plate)
        return plate

    def pull(self) -> Image.Image:
        """The finished print."""
        size = (self.width, self.height)
        sheet = ImageChops.multiply(Image.new("RGB", size, self.inks["paper"]), _paper(size))
        edge = self._edge()
        for plate in self._plates:
            slip = (self.rng.randint(-2, 2), self.rng.randint(-2, 2))
            grain = ImageChops.offset(_grain(size), self.rng.randrange(self.width), self.rng.randrange(self.height))
            mask = ImageChops.offset(ImageChops.multiply(plate.mask(grain), edge), *slip)
            inked = ImageChops.multiply(sheet, Image.new("RGB", size, plate.ink))
            sheet.paste(inked, mask=mask)
        return sheet

    def _edge(self) -> Image.Image:
        block = Plate((self.width, self.height), (0, 0, 0), self.rng)
        block.box(MARGIN, MARGIN, self.width - MARGIN, self.height - MARGIN, rough=2.2)
        return block.block.reduce(SCALE)


@cache
def _grain(size: tuple[int, int]) -> Image.Image:
    """How evenly a roller inks: mostly full, mottled softly, with fine salt where it skipped."""
    salt = _noise("salt", size).point([150 + v * 4 if v < 26 else 255 for v in range(256)])
    cloud = _noise("cloud", (size[0] // 9, size[1] // 9)).resize(size, Image.Resampling.BICUBIC)
    return ImageChops.multiply(salt, cloud.point([222 + v // 8 for v in range(256)]))


@cache
def _paper(size: tuple[int, int]) -> Image.Image:
    """The tooth of the paper, as a grey that multiplies it."""
    tooth = _noise("tooth", (size[0] // 2, size[1] // 2)).resize(size, Image.Resampling.BILINEAR)
    return tooth.point([244 + v // 24 for v in range(256)]).convert("RGB")


def _noise(seed: str, size: tuple[int, int]) -> Image.Image:
    return Image.frombytes("L", size, Random(seed).randbytes(size[0] * size[1]))
