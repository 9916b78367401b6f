"""What recurs from print to print: suns, skies, water, hills, trees, houses, boats, birds, rain."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

from handpress.demo.prints.plate import Curve, Plate, Point


def ridge(rng: Random, level: float, swing: float, width: float) -> Curve:
    """A skyline: a smooth curve around `level`, straying at most about `swing` from it."""
    waves = [(rng.uniform(0.6, 1.4) * n, rng.uniform(0, math.tau), swing / (n + 0.6)) for n in (1, 2, 3.3)]
    return lambda x: level + sum(s * math.sin(f * x / width * math.tau * 0.7 + p) for f, p, s in waves) * 0.62


def below(curve: Curve, width: float, height: float, step: float = 40) -> list[Point]:
    """The outline of everything under a skyline, down to the foot of the sheet."""
    count = round(width / step)
    return [(i * width / count, curve(i * width / count)) for i in range(count + 1)] + [(width, height), (0, height)]


def sun(plate: Plate, x: float, y: float, radius: float, *, rays: int = 0) -> None:
    """A disc, with `rays` gouge strokes standing around it."""
    plate.disc(x, y, radius)
    for ray in range(rays):
        angle = math.tau * ray / rays + plate.rng.uniform(-0.03, 0.03)
        near, far = radius * 1.18, radius * plate.rng.uniform(1.45, 1.95)
        points = [(x + math.cos(angle) * r, y + math.sin(angle) * r) for r in (near, (near + far) / 2, far)]
        plate.gouge(points, radius * 0.09, on=True)


def sky(plate: Plate, width: float, top: float, bottom: float, *, gap: float = 26, strength: float = 5) -> None:
    """An inked sky with level cuts in it, closer and finer towards the horizon."""
    plate.box(0, 0, width, bottom)
    y = top
    while y < bottom:
        near = (y - top) / (bottom - top)
        drift = plate.rng.uniform(-5, 5)
        plate.gouges_along(
            _swell(y, drift), 0, width, length=150 + 120 * near, width=strength * (1.2 - 0.6 * near), gap=1.6 - near,
        )  # fmt: skip
        y += gap * (1.3 - 0.7 * near)


def _swell(level: float, drift: float) -> Curve:
    return lambda x: level + drift * math.sin(x / 310)


def halo(plate: Plate, x: float, y: float, radius: float, reach: float, *, rings: int = 6, width: float = 7) -> None:
    """Rings of cuts around a sun or moon."""
    for ring in range(rings):
        r = radius + reach * (ring + 0.8) / rings
        angle = plate.rng.uniform(0, 1)
        while angle < math.tau + 0.6:
            sweep = plate.rng.uniform(0.16, 0.42)
            arc = [
                (x + math.cos(angle + sweep * t) * r, y + math.sin(angle + sweep * t) * r)
                for t in (0, 0.25, 0.5, 0.75, 1)
            ]
            plate.gouge(arc, width * (1.1 - 0.6 * ring / rings))
            angle += sweep + plate.rng.uniform(0.05, 0.16)


def contours(
    plate: Plate, curve: Curve, left: float, right: float, *, depth: float, first: float = 14, gap: float = 18,
    length: float = 110, width: float = 5, grow: float = 1.0,
) -> None:  # fmt: skip
    """Cuts that follow a hill's skyline down its flank, wider apart as they come nearer."""
    down, step = first, gap
    while down < depth:
        share = 1 - 0.35 * down / depth
        plate.gouges_along(
            _flank(curve, (left + right) / 2, share, down), left, right, length=length, width=width, gap=0.5,
        )  # fmt: skip
        step *= grow
        down += step


def _flank(curve: Curve, middle: float, share: float, down: float) -> Curve:
    """The skyline further down, flattened towards its height at `middle`."""
    return lambda x: curve(x) * share + curve(middle) * (1 - share) + down


def water(
    plate: Plate, left: float, right: float, top: float, bottom: float, *, gap: float = 11, width: float = 5,
    length: float = 60, on: bool = False, within: Callable[[float], tuple[float, float]] | None = None,
) -> None:  # fmt: skip
    """Level ripples, short and close far off, long and open near by."""
    y, step = top + gap, gap
    while y < bottom:
        near = (y - top) / (bottom - top)
        start, end = within(y) if within else (left, right)
        plate.gouges_along(
            _ripple(y), start, end, length=length * (0.5 + 2 * near), width=width * (0.5 + 1.1 * near), gap=0.7, on=on,
        )  # fmt: skip
        step = gap * (1 + 1.6 * near)
        y += step


def _ripple(level: float) -> Curve:
    return lambda x: level + 2 * math.sin(x / 37 + level)


def glitter(plate: Plate, x: float, top: float, bottom: float, half: float, *, on: bool = True) -> None:
    """The broken path of a sun or a lamp on water."""
    y = top + 6
    while y < bottom:
        near = (y - top) / (bottom - top)
        reach = half * (0.5 + 0.9 * near) * plate.rng.uniform(0.5, 1.15)
        shift = plate.rng.uniform(-0.35, 0.35) * half
        plate.gouge([(x + shift - reach, y), (x + shift, y + 1), (x + shift + reach, y)], 5 + 7 * near, on=on)
        y += 9 + 16 * near


def tree(plate: Plate, cuts: Plate, x: float, foot: float, height: float, *, spread: float = 0.34) -> None:
    """A round-headed tree: trunk and crown printed, leaves cut out of the crown towards the light."""
    rng, crown = plate.rng, height * spread
    top = foot - height + crown
    plate.polygon(
        [(x - height * 0.035, foot), (x - height * 0.02, top), (x + height * 0.02, top), (x + height * 0.04, foot)]
    )
    for _ in range(9):
        angle, reach = rng.uniform(0, math.tau), crown * rng.uniform(0.25, 0.6)
        plate.disc(x + math.cos(angle) * reach, top + math.sin(angle) * reach * 0.8, crown * rng.uniform(0.45, 0.62))
    leaves = max(14, round(crown * 0.55))
    for _ in range(leaves):
        angle, reach = rng.uniform(-2.9, 0.5), crown * math.sqrt(rng.random()) * 0.98
        lx, ly, size = (
            x + math.cos(angle) * reach,
            top + math.sin(angle) * reach * 0.85,
            rng.uniform(0.07, 0.13) * crown + 2,
        )
        cuts.gouge([(lx - size, ly + size * 0.6), (lx, ly - size * 0.2), (lx + size, ly - size * 0.3)], size * 0.55)


def poplar(plate: Plate, cuts: Plate, x: float, foot: float, height: float) -> None:
    """A tall narrow tree, with upward cuts on its lit side."""
    rng, half = plate.rng, height * 0.11
    outline = [(x + half * s * abs(math.sin(math.pi * t)) ** 0.7, foot - height * (0.08 + 0.92 * t)) for s, ts in
               ((-1, (0, 0.15, 0.35, 0.6, 0.85, 1)), (1, (0.85, 0.6, 0.35, 0.15, 0))) for t in ts]  # fmt: skip
    plate.polygon(outline, rough=height * 0.012)
    plate.box(x - 2, foot - height * 0.1, x + 2, foot)
    for _ in range(round(height / 9)):
        t = rng.uniform(0.12, 0.92)
        reach = half * abs(math.sin(math.pi * t)) ** 0.7 * rng.uniform(0.1, 0.8)
        y = foot - height * (0.08 + 0.92 * t)
        cuts.gouge([(x + reach * 0.5, y + height * 0.04), (x + reach, y), (x + reach * 0.9, y - height * 0.04)], 3)


def house(
    plate: Plate,
    x: float,
    foot: float,
    width: float,
    height: float,
    *,
    pitch: float = 0.42,
    lit: Plate | None = None,
    chance: float = 0.3,
) -> None:
    """A gabled house in silhouette: rows of windows cut out, some of them lit in another ink."""
    rng, eaves = plate.rng, foot - height
    apex = x + width * rng.uniform(0.35, 0.65)
    plate.polygon(
        [(x, foot), (x, eaves), (apex, eaves - width * pitch), (x + width, eaves), (x + width, foot)], rough=1.5
    )
    chimney = x + width * rng.uniform(0.62, 0.8)
    plate.box(chimney, eaves - width * pitch * 0.95, chimney + width * 0.1, eaves)
    columns, rows = max(1, round(width / 62)), max(1, round(height / 84))
    for row in range(rows):
        for column in range(columns):
            if rng.random() < 0.12:
                continue
            wx, wy = x + width * (column + 0.5) / columns, eaves + height * (row + 0.42) / rows
            pane(plate, wx, wy, width / columns * 0.4, height / rows * 0.46, lit=lit if rng.random() < chance else None)


def pane(plate: Plate, x: float, y: float, width: float, height: float, *, lit: Plate | None = None) -> None:
    """A window with its glazing bars left standing."""
    plate.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2, on=False, rough=1)
    if lit:
        lit.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    plate.line([(x, y - height / 2), (x, y + height / 2)], 2.4)
    plate.line([(x - width / 2, y), (x + width / 2, y)], 2.4)


def rain(
    plate: Plate,
    width: float,
    height: float,
    *,
    strokes: int = 420,
    slant: float = 0.3,
    on: bool = False,
    size: float = 70,
) -> None:
    """Slanting strokes over the whole sheet."""
    uniform = plate.rng.uniform
    for _ in range(strokes):
        x, y, reach = uniform(-60, width + 60), uniform(-60, height), size * uniform(0.5, 1.3)
        plate.gouge(
            [(x, y), (x - reach * slant / 2, y + reach / 2), (x - reach * slant, y + reach)], uniform(2.6, 4.6), on=on
        )


def birds(
    plate: Plate,
    left: float,
    right: float,
    top: float,
    bottom: float,
    *,
    count: int = 9,
    size: float = 26,
    on: bool = True,
) -> None:
    """Birds far off: two strokes each."""
    uniform = plate.rng.uniform
    for _ in range(count):
        x, y, s, tilt = uniform(left, right), uniform(top, bottom), size * uniform(0.6, 1.3), uniform(-0.35, 0.35)
        for side in (-1, 1):
            wing = [
                (x, y),
                (x + side * s * 0.55, y - s * 0.42 + side * tilt * s * 0.5),
                (x + side * s, y - s * 0.1 + side * tilt * s),
            ]
            plate.gouge(wing, s * 0.24, on=on)
        plate.disc(x, y, s * 0.12, on=on)


def reeds(
    plate: Plate, left: float, right: float, foot: float, *, height: float = 190, count: int = 60, on: bool = True
) -> None:
    """Reeds leaning in one wind, some with a head."""
    uniform = plate.rng.uniform
    for _ in range(count):
        x, tall, lean = uniform(left, right), height * uniform(0.55, 1.15), uniform(0.05, 0.28)
        tip = (x + tall * lean, foot - tall)
        plate.gouge([(x, foot), (x + tall * lean * 0.35, foot - tall * 0.55), tip], 6, on=on)
        if uniform(0, 1) < 0.3:
            plate.gouge([(tip[0] - 3, tip[1] + 34), tip, (tip[0] + 7, tip[1] - 30)], 13, on=on)
