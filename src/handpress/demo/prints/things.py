"""Things made and used: cloth, thread, tools, an oven."""

from __future__ import annotations

import math

from handpress.demo.prints import marks
from handpress.demo.prints.plate import Plate, Print


def weave(p: Print, *, cell: int = 44, pattern: str = "diamond") -> None:
    """A cloth close up: a geometric weave in three inks."""
    w, h = p.width, p.height
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    columns, rows = math.ceil(w / cell), math.ceil(h / cell)
    light.box(0, 0, w, h)
    for row in range(rows):
        for column in range(columns):
            a, b = column % 18, row % 18
            d = abs(a - 9) + abs(b - 9) if pattern == "diamond" else max(abs(a - 9), abs(b - 9)) + (a * b) % 2
            plate = {
                0: accent,
                1: accent,
                2: dark,
                3: light,
                4: mid,
                5: dark,
                6: light,
                7: dark,
                8: mid,
                9: accent,
                10: dark,
            }.get(d, (dark, mid, light)[(a + b) % 3])
            x, y = column * cell, row * cell
            if plate is not light:
                light.box(x, y, x + cell, y + cell, on=False)
                plate.box(x + 1.5, y + 1.5, x + cell - 1.5, y + cell - 1.5, rough=1)
            across = (row + column) % 2 == 0
            for k in range(3):
                s = cell * (k + 0.75) / 3.5
                wobble = p.rng.uniform(-1.5, 1.5)
                if across:
                    plate.gouge([(x + 2, y + s), (x + cell / 2, y + s + wobble), (x + cell - 2, y + s)], 4.5)
                else:
                    plate.gouge([(x + s, y + 2), (x + s + wobble, y + cell / 2), (x + s, y + cell - 2)], 4.5)


def spools(p: Print) -> None:
    """Threads running from a row of spools to a point, as on a warping frame."""
    w, h = p.width, p.height
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    light.box(0, 0, w, h)
    for k in range(40):
        marks.water(light, 0, w, k * h / 40, k * h / 40 + 20, gap=13, width=3.5, length=170)
    columns, rows = 9, 3
    to = (w * 0.5, h * 0.99)
    for row in range(rows):
        for column in range(columns):
            x, y = w * (column + 0.5 + (row % 2) * 0.0) / columns, h * (0.14 + 0.225 * row)
            ink = (accent, dark, mid)[(column * 2 + row) % 3]
            dark.line([(x, y + 40), (x + (to[0] - x) * 0.5, y + (to[1] - y) * 0.46 + 40), to], 2.6)
            for plate in (light, mid, accent, dark):
                plate.box(x - 46, y - 74, x + 46, y + 74, on=False)
            light.box(x - 46, y - 74, x + 46, y + 74)
            ink.polygon([(x - 40, y - 52), (x + 40, y - 52), (x + 40, y + 52), (x - 40, y + 52)], rough=1.5)
            for k in range(9):
                ty = y - 46 + k * 11.5
                ink.gouge([(x - 38, ty + 3), (x, ty - 2), (x + 38, ty + 4)], 4)
            for end in (-1, 1):
                dark.box(x - 50, y + end * 60 - 10, x + 50, y + end * 60 + 10, rough=1)


def tools(p: Print) -> None:
    """A board of tools, each on its outline."""
    w, h = p.width, p.height
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    light.box(0, 0, w, h)
    for row in range(round(h / 54) + 1):
        light.line([(0, row * 54), (w, row * 54)], 2.5, on=False)
    for column in range(30):
        for row in range(20):
            mid.disc(27 + column * 54, 27 + row * 54, 5)
    shapes = [_spanner, _hammer, _saw, _pliers, _driver, _scissors, _spanner, _driver, _hammer, _pliers]
    for i, shape in enumerate(shapes):
        x, y = w * (0.11 + 0.195 * (i % 5)), h * (0.28 + 0.45 * (i // 5))
        ghost = i == 7
        for under in (light, mid):
            shape(under, x, y, 1.06, False)
        if ghost:
            shape(mid, x, y, 1.05, True)
            shape(mid, x, y, 0.9, False)
        else:
            shape(accent if i in (1, 5) else dark, x, y, 1.0, True)
        dark.disc(x - 24, y - 186, 8)
        dark.disc(x + 24, y - 186, 8)


def _spanner(b: Plate, x: float, y: float, k: float, on: bool) -> None:
    b.box(x - 19 * k, y - 120, x + 19 * k, y + 120, on=on)
    for end in (-1, 1):
        b.disc(x, y + end * 132, 52 * k, on=on)
        if on:
            b.polygon(
                [(x - 19, y + end * 200), (x + 19, y + end * 200), (x + 15, y + end * 128), (x - 15, y + end * 128)],
                on=False,
            )
    if on:
        b.gouge([(x - 4, y - 84), (x - 5, y), (x - 4, y + 84)], 8)


def _hammer(b: Plate, x: float, y: float, k: float, on: bool) -> None:
    b.polygon(
        [(x - 15 * k, y - 130), (x + 15 * k, y - 130), (x + 22 * k, y + 178 * k), (x - 22 * k, y + 178 * k)], on=on
    )
    b.polygon(
        [
            (x - 92 * k, y - 176 * k),
            (x + 60 * k, y - 176 * k),
            (x + 98 * k, y - 128),
            (x + 40 * k, y - 118 * k),
            (x - 92 * k, y - 118 * k),
        ],
        on=on,
    )
    if on:
        for s in (-6, 3):
            b.gouge([(x + s, y - 90), (x + s - 3, y + 30), (x + s, y + 160)], 5)
        b.gouge([(x - 80, y - 164), (x - 20, y - 166), (x + 50, y - 163)], 6)


def _saw(b: Plate, x: float, y: float, k: float, on: bool) -> None:
    teeth = [(x + 50 * k + (0 if i % 2 else 13), y - 70 + i * 13) for i in range(20)]
    b.polygon([(x - 46 * k, y - 70), *teeth, (x - 16 * k, y + 190 * k)], on=on)
    b.polygon([(x - 66 * k, y - 66), (x + 66 * k, y - 66), (x + 50 * k, y - 180 * k), (x - 34 * k, y - 180 * k)], on=on)
    if on:
        b.polygon([(x - 26, y - 98), (x + 32, y - 98), (x + 24, y - 148), (x - 14, y - 148)], on=False)
        b.gouge([(x - 34, y - 50), (x - 26, y + 60), (x - 14, y + 160)], 7)


def _pliers(b: Plate, x: float, y: float, k: float, on: bool) -> None:
    for side in (-1, 1):
        b.polygon(
            [
                (x + side * 4, y - 180 * k),
                (x + side * 34 * k, y - 150),
                (x + side * 26 * k, y - 60),
                (x - side * 20, y - 30),
            ],
            on=on,
        )
        b.polygon(
            [
                (x - side * 24 * k, y - 60),
                (x + side * 26 * k, y - 50),
                (x + side * 74 * k, y + 80),
                (x + side * 52 * k, y + 184 * k),
                (x + side * 28, y + 180),
                (x + side * 42, y + 84),
            ],
            on=on,
        )
    if on:
        b.disc(x, y - 48, 14, on=False)
        b.disc(x, y - 48, 7)
        b.line([(x, y - 180), (x, y - 80)], 4, on=False)


def _driver(b: Plate, x: float, y: float, k: float, on: bool) -> None:
    b.polygon(
        [
            (x - 34 * k, y - 178 * k),
            (x + 34 * k, y - 178 * k),
            (x + 42 * k, y - 40),
            (x + 16 * k, y - 8),
            (x - 16 * k, y - 8),
            (x - 42 * k, y - 40),
        ],
        on=on,
    )
    b.box(x - 10 * k, y - 10, x + 10 * k, y + 150, on=on)
    b.polygon(
        [(x - 10 * k, y + 146), (x + 10 * k, y + 146), (x + 20 * k, y + 186 * k), (x - 20 * k, y + 186 * k)], on=on
    )
    if on:
        for s in (-20, 0, 20):
            b.gouge([(x + s, y - 166), (x + s * 1.2, y - 100), (x + s * 1.1, y - 44)], 9)


def _scissors(b: Plate, x: float, y: float, k: float, on: bool) -> None:
    for side in (-1, 1):
        b.polygon([(x - side * 16 * k, y + 30), (x + side * 14 * k, y + 20), (x + side * 44 * k, y - 184 * k)], on=on)
        b.line([(x, y + 20), (x + side * 44, y + 110)], 21 * k, on=on)
        b.disc(x + side * 52, y + 138, 48 * k, on=on, flat=1.15)
        if on:
            b.disc(x + side * 52, y + 138, 27, on=False, flat=1.2)
    if on:
        b.disc(x, y + 24, 8, on=False)


def oven(p: Print) -> None:
    """The mouth of a bread oven, loaves on the peel."""
    w, h = p.width, p.height
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    light.box(0, 0, w, h)
    mid.box(0, 0, w, h)
    for row in range(19):
        y = row * 60.0
        for k in range(13):
            x = w * (k + (row % 2) * 0.5) / 12
            mid.line([(x, y), (x, y + 60)], 5, on=False)
            for _ in range(2):
                sx, sy = x + p.rng.uniform(12, 90), y + p.rng.uniform(12, 48)
                mid.gouge([(sx, sy), (sx + 18, sy + 2), (sx + 36, sy)], 5)
        mid.line([(0, y), (w, y)], 5, on=False)
    x, foot, half = w * 0.5, h * 0.72, w * 0.24
    for k in range(17):
        a0, a1 = math.pi * k / 17 + 0.014, math.pi * (k + 1) / 17 - 0.014
        stone = [
            (x - math.cos(a) * half * r, foot - math.sin(a) * half * r * 0.98)
            for r, a in ((1.04, a0), (1.3, a0), (1.3, a1), (1.04, a1))
        ]
        for plate in (light, mid):
            plate.polygon(
                [
                    (x - math.cos(a) * half * r, foot - math.sin(a) * half * r * 0.98)
                    for r, a in ((1, a0 - 0.02), (1.34, a0 - 0.02), (1.34, a1 + 0.02), (1, a1 + 0.02))
                ],
                on=False,
            )
        dark.polygon(stone, rough=2)
        am = (a0 + a1) / 2
        dark.gouge(
            [(x - math.cos(am) * half * r, foot - math.sin(am) * half * r * 0.98) for r in (1.08, 1.16, 1.26)], 10
        )
    mouth = [
        (x - math.cos(math.pi * k / 24) * half, foot - math.sin(math.pi * k / 24) * half * 0.98) for k in range(25)
    ]
    for plate in (light, mid):
        plate.polygon(mouth, on=False)
    accent.polygon(mouth)
    dark.polygon(mouth)
    for _ in range(30):
        fx = x + p.rng.uniform(-0.72, 0.72) * half
        tall = half * p.rng.uniform(0.25, 0.7) * (1 - abs(fx - x) / half * 0.6)
        sway = p.rng.uniform(-20, 20)
        dark.gouge(
            [(fx, foot - 8), (fx + sway, foot - tall * 0.4), (fx - sway, foot - tall * 0.75), (fx + sway, foot - tall)],
            30,
        )
    for _ in range(40):
        angle, r = p.rng.uniform(0.2, math.pi - 0.2), half * p.rng.uniform(0.78, 0.96)
        ax, ay = x - math.cos(angle) * r, foot - math.sin(angle) * r * 0.98
        dark.gouge(
            [
                (ax, ay),
                (ax + math.cos(angle) * 20, ay + math.sin(angle) * 20),
                (ax + math.cos(angle) * 42, ay + math.sin(angle) * 42),
            ],
            5,
        )
    dark.box(0, foot, w, foot + 26, rough=2)
    for plate in (light, mid):
        plate.box(0, foot + 26, w, h, on=False)
    light.box(0, foot + 26, w, h)
    marks.water(light, 0, w, foot + 26, h, gap=15, width=6, length=150)
    for i, lx in enumerate((0.12, 0.31, 0.5, 0.69, 0.88)):
        _loaf(light, accent, dark, w * lx, foot + 156 + (i % 2) * 30, 118)


def _loaf(light: Plate, accent: Plate, dark: Plate, x: float, y: float, size: float) -> None:
    light.disc(x, y, size, on=False, flat=0.52)
    accent.disc(x, y, size, flat=0.52)
    dark.disc(x, y + 14, size * 1.02, flat=0.5)
    dark.disc(x, y - 8, size, on=False, flat=0.5)
    for k in (-1, 0, 1):
        accent.gouge(
            [(x + k * size * 0.42 - 26, y + 14), (x + k * size * 0.42, y - 10), (x + k * size * 0.42 + 26, y - 40)], 17
        )
        dark.gouge(
            [(x + k * size * 0.42 - 18, y + 18), (x + k * size * 0.42 + 8, y - 6), (x + k * size * 0.42 + 34, y - 36)],
            8,
            on=True,
        )
