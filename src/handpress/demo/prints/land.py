"""Scenes of open land: rivers, hills, woods, a dam."""

from __future__ import annotations

import math
from itertools import pairwise

from handpress.demo.prints import marks
from handpress.demo.prints.plate import Plate, Print


def river(p: Print, *, bends: float = 3.1, swing: float = 0.3, sun_at: float = 0.68, trees: int = 15) -> None:
    """A river in loops across fields towards a low sun."""
    w, h, horizon = p.width, p.height, p.height * 0.36
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    marks.sky(light, w, 60, horizon + 8, gap=30)
    sx, sy, sr = w * sun_at, horizon - 70, 96
    light.disc(sx, sy, sr * 1.12, on=False)
    marks.sun(accent, sx, sy, sr)
    marks.halo(light, sx, sy, sr * 1.25, 130, rings=4)
    far = marks.ridge(p.rng, horizon - 26, 60, w)
    light.polygon(marks.below(lambda x: horizon, w, h))
    mid.polygon([*marks.below(far, w, horizon + 20)[:-2], (w, horizon + 14), (0, horizon + 14)])
    marks.contours(mid, far, 0, w, depth=60, first=12, gap=13, length=60, width=3.5)

    def bank(y: float) -> tuple[float, float]:
        near = (y - horizon) / (h - horizon)
        middle = w * 0.5 + w * swing * (0.25 + near) * math.sin(bends * math.tau * near**0.55 + 0.9)
        half = 9 + 190 * near**1.45
        return middle - half, middle + half

    _fields(p, light, mid, bank, horizon)
    steps = [horizon + (h - horizon) * i / 70 for i in range(71)]
    shape = [(bank(y)[0], y) for y in steps] + [(bank(y)[1], y) for y in reversed(steps)]
    for plate in (light, mid):
        plate.polygon(shape, on=False)
    mid.polygon(shape)
    marks.water(mid, 0, w, horizon, h, gap=8, width=6, length=52, within=bank)
    marks.glitter(accent, bank(horizon + 90)[0] + 40, horizon + 20, horizon + 150, 24)
    for side in (0, 1):
        dark.gouge([(bank(y)[side], y) for y in steps[:11]], 4, on=True)
        for i in range(10, 66, 8):
            dark.gouge([(bank(y)[side], y) for y in steps[i : i + 8]], 5 + i * 0.2, on=True)
    placed = sorted((horizon + (h - horizon) * p.rng.uniform(0.03, 0.62) ** 1.5, p.rng.random()) for _ in range(trees))
    for y, across in placed:
        near = (y - horizon) / (h - horizon)
        x = across * w
        if bank(y)[0] - 60 < x < bank(y)[1] + 60:
            continue
        size = 46 + 520 * near
        (marks.poplar if p.rng.random() < 0.45 else marks.tree)(dark, dark, x, y + 6, size)
    marks.reeds(dark, -20, bank(h)[0] + 30, h + 10, height=210, count=34)
    marks.birds(dark, w * 0.1, w * 0.5, 90, horizon - 90, count=8)


def _fields(p: Print, light: Plate, mid: Plate, bank: object, horizon: float) -> None:
    w, h, rng = p.width, p.height, p.rng
    rows = [0.0, 0.035, 0.085, 0.16, 0.27, 0.43, 0.66, 1.02]
    for top, bottom in pairwise(rows):
        y0, y1 = horizon + (h - horizon) * top, horizon + (h - horizon) * bottom
        x = -rng.uniform(0, 200)
        while x < w:
            wide = rng.uniform(150, 320) * (0.6 + 1.5 * top)
            lean0, lean1 = (x - w / 2) * 0.02, (x - w / 2) * 0.1
            corners = [(x + lean0, y0), (x + wide + lean0, y0), (x + wide + lean1 * 1.5, y1), (x + lean1 * 1.5, y1)]
            light.line([corners[0], corners[3]], 2 + 6 * top, on=False)
            light.line([corners[2], corners[3]], 2 + 7 * top, on=False)
            kind = rng.random()
            if kind < 0.3:
                _furrows(light, corners, round(wide / (13 + 30 * top)), False, 2.4 + 7 * top)
            elif kind < 0.68:
                mid.polygon([(cx, cy) for cx, cy in corners], rough=2)
                _furrows(mid, corners, round(wide / (15 + 26 * top)), False, 3 + 8 * top)
            elif kind < 0.88:
                marks.water(
                    light,
                    corners[3][0] + 8,
                    corners[2][0] - 8,
                    y0,
                    y1,
                    gap=9 + 16 * top,
                    width=4 + 4 * top,
                    length=36 + 60 * top,
                )
            x += wide


def _furrows(plate: Plate, corners: list[tuple[float, float]], count: int, on: bool, width: float) -> None:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    for i in range(1, max(2, count)):
        t = i / max(2, count)
        top, foot = (ax + (bx - ax) * t, ay + (by - ay) * t), (dx + (cx - dx) * t, dy + (cy - dy) * t)
        middle = ((top[0] + foot[0]) / 2, (top[1] + foot[1]) / 2)
        plate.gouge([top, middle, foot], width * plate.rng.uniform(0.7, 1.1), on=on)


def hills(
    p: Print, *, rows: int = 5, sun_at: float = 0.3, high: float = 0.3, trees: int = 14, tower: bool = False
) -> None:
    """Range behind range of hills under a risen sun, trees on the nearest."""
    w, h = p.width, p.height
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    marks.sky(light, w, 50, h * 0.6, gap=30)
    sx, sy, sr = w * sun_at, h * high, min(w, h) * 0.13
    light.disc(sx, sy, sr * 1.06, on=False)
    marks.sun(accent, sx, sy, sr)
    marks.halo(light, sx, sy, sr * 1.15, sr * 1.9, rings=6)
    curves = []
    for row in range(rows):
        near = (row + 1) / rows
        level = h * (0.4 + 0.46 * near**1.15)
        curve = marks.ridge(p.rng, level, 150 - 40 * near, w)
        curves.append(curve)
        outline = marks.below(curve, w, h)
        if row == 0:
            light.polygon(outline)
            marks.contours(light, curve, 0, w, depth=190, first=16, gap=16, length=90, width=5)
        elif row < rows - 1:
            mid.polygon(outline, on=False)
            mid.polygon(outline)
            marks.contours(
                mid,
                curve,
                0,
                w,
                depth=230,
                first=10,
                gap=13 + 5 * near,
                length=80 + 60 * near,
                width=4 + 4 * near,
                grow=1.06,
            )
        else:
            dark.polygon(outline)
            marks.contours(dark, curve, 0, w, depth=260, first=16, gap=20, length=150, width=8, grow=1.12)
        if 0 < row < rows - 1:
            for _ in range(trees // 3):
                x = p.rng.uniform(0, w)
                marks.tree(dark, dark, x, curve(x) + 8, 34 + 60 * near)
    if tower:
        x = w * 0.6
        foot = curves[-2](x) + 26
        dark.box(x, foot - 120, x + 44, foot)
        dark.polygon([(x - 4, foot - 118), (x + 22, foot - 210), (x + 48, foot - 118)])
        dark.polygon([(x + 40, foot), (x + 40, foot - 60), (x + 90, foot - 96), (x + 140, foot - 60), (x + 140, foot)])
        for wx in (62, 92, 118):
            dark.box(x + wx, foot - 44, x + wx + 9, foot - 18, on=False)
    for _ in range(trees):
        x = p.rng.uniform(0, w) ** 1.0
        if sx - 120 < x < sx + 120:
            continue
        size = p.rng.uniform(110, 230)
        (marks.poplar if p.rng.random() < 0.5 else marks.tree)(dark, dark, x, curves[-1](x) + 12, size)
    marks.birds(dark, w * 0.5, w * 0.9, h * 0.1, h * 0.3, count=7)


def forest(p: Print, *, trunks: int = 17, frost: bool = False) -> None:
    """Upright trunks with a low sun behind them, and their shadows."""
    w, h = p.width, p.height
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    floor = h * 0.72
    marks.sky(light, w, 20, floor, gap=24, strength=6)
    marks.sun(accent, w * 0.56, floor - h * 0.16, min(w, h) * 0.15)
    marks.halo(light, w * 0.56, floor - h * 0.16, min(w, h) * 0.16, 240, rings=8)
    mid.polygon(marks.below(marks.ridge(p.rng, floor, 30, w), w, h))
    marks.contours(
        mid, marks.ridge(p.rng, floor, 30, w), 0, w, depth=h - floor, first=12, gap=15, length=120, width=6, grow=1.1
    )
    for i in range(trunks):
        near = (i / trunks) ** 1.4
        x, half = p.rng.uniform(0, w), 7 + 34 * near
        plate = mid if near < 0.25 else dark
        foot = floor + 14 + (h - floor) * 0.8 * near
        plate.polygon(
            [
                (x - half * 0.8, 0),
                (x + half * 0.8, 0),
                (x + half, foot - 20),
                (x + half * 1.7, foot),
                (x - half * 1.6, foot),
                (x - half, foot - 20),
            ],
            rough=2,
        )
        for _ in range(round(9 + 46 * near)):
            y, reach = p.rng.uniform(0, foot - 40), p.rng.uniform(20, 76)
            bx = x + half * p.rng.uniform(-0.2, 0.85)
            plate.gouge([(bx, y), (bx + 2, y + reach / 2), (bx, y + reach)], 3 + 5 * near)
        if near > 0.2:
            for _ in range(3):
                y, side = p.rng.uniform(20, h * 0.5), p.rng.choice((-1, 1))
                reach = p.rng.uniform(90, 260) * (0.4 + near)
                dark.gouge(
                    [(x, y + 30), (x + side * reach * 0.5, y - 14), (x + side * reach, y - 70)],
                    13 * (0.5 + near),
                    on=True,
                )
                for k in (0.4, 0.6, 0.8):
                    dark.gouge(
                        [(x + side * reach * k, y - 40 * k), (x + side * reach * (k + 0.2), y - 40 * k - 60)],
                        6,
                        on=True,
                    )
    if frost:
        marks.rain(light, w, h, strokes=160, slant=0.06, size=18)


def dam(p: Print) -> None:
    """A curved wall between two hills, and the valley below it."""
    w, h = p.width, p.height
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    marks.sky(light, w, 40, h * 0.34, gap=26)
    marks.sun(accent, w * 0.5, h * 0.16, 66)
    back = marks.ridge(p.rng, h * 0.27, 80, w)
    light.polygon(marks.below(back, w, h))
    marks.contours(light, back, 0, w, depth=130, first=14, gap=14, length=90, width=5)
    wall = [
        (w * 0.2, h * 0.36),
        *((w * (0.2 + 0.6 * t), h * (0.36 + 0.045 * math.sin(math.pi * t))) for t in [i / 20 for i in range(21)]),
    ]
    foot = [(w * (0.64 - 0.28 * t), h * (0.74 + 0.05 * math.sin(math.pi * t))) for t in [i / 20 for i in range(21)]]
    light.polygon(wall + foot, on=False)
    mid.polygon(wall + foot)
    for i in range(1, 16):
        t = i / 16
        course = [
            (w * (0.2 + 0.16 * t + (0.6 - 0.32 * t) * s), h * (0.36 + 0.38 * t + 0.047 * math.sin(math.pi * s)))
            for s in [k / 16 for k in range(17)]
        ]
        for start in range(0, 16, 2):
            mid.gouge(course[start : start + 3], 6)
    dark.line(wall[1:], 14)
    for t in (0.24, 0.37, 0.5, 0.63, 0.76):
        x, y = w * (0.2 + 0.6 * t), h * (0.36 + 0.045 * math.sin(math.pi * t))
        dark.box(x - 13, y - 34, x + 13, y)
    left = [
        (0, h * 0.2),
        (w * 0.11, h * 0.26),
        (w * 0.2, h * 0.34),
        (w * 0.3, h * 0.6),
        (w * 0.4, h * 0.8),
        (w * 0.3, h),
        (0, h),
    ]
    right = [
        (w, h * 0.16),
        (w * 0.9, h * 0.24),
        (w * 0.8, h * 0.34),
        (w * 0.71, h * 0.58),
        (w * 0.6, h * 0.79),
        (w * 0.72, h),
        (w, h),
    ]
    for side, outline in ((1, left), (-1, right)):
        dark.polygon(outline, rough=6)
        for _ in range(170):
            y = p.rng.uniform(h * 0.3, h)
            edge = 0.2 + 0.24 * (y / h - 0.34) / 0.46
            x = p.rng.uniform(0, max(0.02, min(edge, 0.36))) * w
            x = x if side == 1 else w - x
            dark.gouge([(x, y), (x + side * 26, y + 30), (x + side * 40, y + 74)], 6.5)
    stream = [(w * 0.49, h * 0.77), (w * 0.51, h * 0.77), (w * 0.6, h), (w * 0.42, h)]
    mid.polygon([(w * 0.38, h * 0.77), (w * 0.62, h * 0.77), (w * 0.74, h), (w * 0.28, h)])
    mid.polygon(stream, on=False)
    marks.water(light, w * 0.42, w * 0.6, h * 0.78, h, gap=9, width=6, length=50)
