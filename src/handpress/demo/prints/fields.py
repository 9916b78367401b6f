"""Scenes of worked ground: furrows, terraces, salt pans, a stone wall."""

from __future__ import annotations

import math

from handpress.demo.prints import marks
from handpress.demo.prints.plate import Curve, Plate, Print


def furrows(p: Print, *, vanish: float = 0.62, crop: bool = False) -> None:
    """A ploughed field running to a vanishing point under a large sun."""
    w, h, horizon = p.width, p.height, p.height * 0.44
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    vx = w * vanish
    marks.sky(light, w, 40, horizon, gap=26)
    radius = h * 0.2
    light.disc(vx, horizon - 30, radius * 1.05, on=False)
    marks.sun(accent, vx, horizon - 30, radius)
    marks.halo(light, vx, horizon - 30, radius * 1.12, radius * 1.3, rings=6, width=9)
    for plate in (accent, light):
        plate.box(0, horizon, w, h, on=False)
    mid.box(0, horizon, w, h)
    for i in range(-34, 35):
        x = vx + i * w * 0.075
        foot = [
            (vx + i * 9.0, horizon + 4),
            (vx + (x - vx) * 0.45 + i * 5, horizon + (h - horizon) * 0.42),
            (x, h + 20),
        ]
        mid.gouge([foot[0], foot[1], foot[2]], 17)
        dark.gouge([(fx + 10, fy) for fx, fy in foot], 20, on=True)
    level = marks.ridge(p.rng, horizon - 14, 26, w)
    dark.polygon([(i * w / 30, level(i * w / 30)) for i in range(31)] + [(w, horizon + 7), (0, horizon + 7)], rough=3)
    for x in (0.06, 0.1, 0.13, 0.17, 0.24, 0.88, 0.93, 0.97):
        marks.poplar(dark, dark, w * x, horizon + 4, p.rng.uniform(90, 190))
    if crop:
        for _ in range(46):
            x = p.rng.uniform(-40, w + 40)
            _ear(dark, x, h + 30, p.rng.uniform(200, 430))


def _ear(plate: Plate, x: float, foot: float, height: float) -> None:
    lean = plate.rng.uniform(-0.16, 0.24)
    tip_x, tip_y = x + lean * height, foot - height
    plate.gouge([(x, foot), (x + lean * height * 0.4, foot - height * 0.6), (tip_x, tip_y + 20)], 7, on=True)
    for i in range(7):
        cx, cy = tip_x - lean * i * 15, tip_y + i * 16
        for side in (-1, 1):
            plate.gouge([(cx, cy + 12), (cx + side * 13, cy - 2), (cx + side * 15, cy - 22)], 10, on=True)
        plate.gouge([(cx + 8, cy - 18), (cx + 20 + lean * 30, cy - 70)], 2.6, on=True)


def terraces(p: Print, *, steps: int = 9) -> None:
    """Stepped fields winding round a hill, with standing water in them."""
    w, h = p.width, p.height
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    marks.sky(light, w, 40, h * 0.42, gap=28)
    light.disc(w * 0.76, h * 0.17, 82, on=False)
    marks.sun(accent, w * 0.76, h * 0.17, 78)
    back = marks.ridge(p.rng, h * 0.3, 120, w)
    mid.polygon(marks.below(back, w, h * 0.6))
    marks.contours(mid, back, 0, w, depth=200, first=14, gap=15, length=80, width=5)
    for step in range(steps):
        near = step / steps
        phase = p.rng.uniform(-0.5, 0.5)
        level = h * (0.4 + 0.62 * near**1.3)
        depth = 34 + 90 * near

        def edge(x: float, level: float = level, phase: float = phase, near: float = near) -> float:
            return (
                level
                + (26 + 44 * near) * math.sin(x / w * 5.2 + phase + near * 2.2)
                + 14 * math.sin(x / 130 + phase * 4)
            )

        top = marks.below(edge, w, h)
        for plate in (light, mid):
            plate.polygon(top, on=False)
        light.polygon(top)
        marks.contours(
            light, edge, 0, w, depth=depth, first=8, gap=9 + 9 * near, length=90 + 80 * near, width=4 + 5 * near
        )
        lip = lambda x, edge=edge, depth=depth: edge(x) + depth * 0.74  # noqa: E731
        mid_band = [(i * w / 44, lip(i * w / 44)) for i in range(45)] + [
            (i * w / 44, lip(i * w / 44) + 300) for i in range(44, -1, -1)
        ]
        mid.polygon(mid_band)
        for _ in range(round(60 - 20 * near)):
            x = p.rng.uniform(0, w)
            y = lip(x)
            mid.gouge([(x, y + 6), (x - 3, y + 14 + 18 * near), (x - 2, y + 24 + 34 * near)], 6 + 4 * near)
        dark.line([(i * w / 60, lip(i * w / 60)) for i in range(61)], 3 + 5 * near)
        for _ in range(round(26 - 14 * near)):
            x = p.rng.uniform(0, w)
            y = lip(x)
            for blade in (-0.4, 0.0, 0.4):
                dark.gouge(
                    [(x, y), (x + blade * 14, y - 10 - 18 * near), (x + blade * 30, y - 18 - 34 * near)],
                    4 + 3 * near,
                    on=True,
                )
    marks.birds(dark, w * 0.15, w * 0.5, h * 0.07, h * 0.2, count=6)


def salt_pans(p: Print) -> None:
    """A grid of salt pans in perspective, cones of salt, and a mill far off."""
    w, h, horizon = p.width, p.height, p.height * 0.38
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    marks.sky(light, w, 40, horizon, gap=24)
    light.disc(w * 0.3, horizon - 130, 92, on=False)
    marks.sun(accent, w * 0.3, horizon - 130, 88, rays=36)
    mid.box(0, horizon, w, h)
    rows = [horizon + (h - horizon) * t**1.8 for t in (0.16, 0.3, 0.44, 0.6, 0.78, 1.02)]
    previous = horizon + 4
    for row, y in enumerate(rows):
        for i in range(-9, 10):

            def at(n: float, yy: float) -> float:
                return w * 0.55 + n * (yy - horizon + 40) * 0.62

            corners = [
                (at(i, previous) + 4, previous + 2),
                (at(i + 0.92, previous), previous + 2),
                (at(i + 0.92, y), y - 4 - row * 2),
                (at(i, y) + 4, y - 4 - row * 2),
            ]
            kind = p.rng.random()
            if kind < 0.45:
                mid.polygon(corners, on=False, rough=1.5)
                light.polygon(corners)
                marks.water(
                    light,
                    corners[3][0],
                    corners[2][0],
                    previous,
                    y - 6,
                    gap=8 + row * 2,
                    width=4 + row,
                    length=40 + row * 20,
                )
            elif kind < 0.8:
                marks.water(
                    mid,
                    min(corners[0][0], corners[3][0]),
                    max(corners[1][0], corners[2][0]),
                    previous,
                    y - 6,
                    gap=8 + row * 2,
                    width=4 + row,
                    length=30 + row * 16,
                )
            else:
                mid.polygon(corners, on=False, rough=1.5)
            dark.line([corners[1], corners[2]], 3 + row * 2)
        dark.line([(0, y), (w, y)], 3 + row * 2.4)
        previous = y
    for x, y, size in ((0.14, 0.62, 60), (0.24, 0.66, 74), (0.72, 0.7, 96), (0.86, 0.9, 170), (0.08, 0.93, 190)):
        _salt_heap(light, mid, dark, w * x, h * y, size)
    x, foot = w * 0.8, horizon + 6
    dark.polygon([(x - 26, foot), (x - 17, foot - 96), (x + 17, foot - 96), (x + 26, foot)])
    dark.polygon([(x - 22, foot - 94), (x, foot - 124), (x + 22, foot - 94)])
    for k in range(4):
        a = k * math.pi / 2 + 0.5
        dark.line([(x, foot - 98), (x + math.cos(a) * 84, foot - 98 + math.sin(a) * 84)], 7)


def _salt_heap(light: Plate, mid: Plate, dark: Plate, x: float, foot: float, size: float) -> None:
    cone = [
        (x - size, foot),
        (x - size * 0.1, foot - size * 1.15),
        (x + size * 0.1, foot - size * 1.15),
        (x + size, foot),
    ]
    for plate in (light, mid, dark):
        plate.polygon(cone, on=False, rough=2)
    light.polygon([cone[2], cone[3], (x + size * 0.15, foot)], rough=2)
    for i in range(7):
        t = (i + 1) / 8
        dark.gouge(
            [
                (x + size * 0.1, foot - size * 1.1 * (1 - t * 0.2)),
                (x + size * t * 0.6, foot - size * 0.5),
                (x + size * t, foot - 2),
            ],
            4,
            on=True,
        )
    dark.line([(x - size * 1.1, foot), (x + size * 1.2, foot)], 5)


def stone_wall(p: Print) -> None:
    """A dry stone wall running up a fell, with a gap in it and the stones laid out."""
    w, h = p.width, p.height
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    marks.sky(light, w, 40, h * 0.62, gap=28)
    marks.sun(accent, w * 0.7, h * 0.2, 84)
    marks.halo(light, w * 0.7, h * 0.2, 92, 170, rings=5)
    back = marks.ridge(p.rng, h * 0.34, 110, w)
    light.polygon(marks.below(back, w, h))
    marks.contours(light, back, 0, w, depth=170, first=14, gap=15, length=90, width=5)
    fell = lambda x: h * (0.66 - 0.2 * (x / w) ** 1.4)  # noqa: E731
    mid.polygon(marks.below(fell, w, h))
    marks.contours(mid, fell, 0, w, depth=h * 0.6, first=14, gap=18, length=110, width=7, grow=1.05)
    _stones(p, (light, mid), dark, 0, w * 0.53, lambda x: h * (0.86 - 0.2 * x / w), lambda x: 330 - 175 * x / w)
    _stones(p, (light, mid), dark, w * 0.66, w, lambda x: h * (0.86 - 0.2 * x / w), lambda x: 330 - 175 * x / w)
    for _ in range(26):
        x = w * p.rng.uniform(0.5, 0.72)
        y = h * (0.87 - 0.2 * x / w) + p.rng.uniform(-10, 130)
        _stone(p, (light, mid), dark, x, y, p.rng.uniform(26, 50), p.rng.uniform(14, 24))
    for x in (0.86, 0.91, 0.94):
        marks.tree(dark, dark, w * x, fell(w * x) + 6, p.rng.uniform(90, 150))
    marks.birds(dark, w * 0.12, w * 0.46, h * 0.08, h * 0.24, count=6)


def _stones(
    p: Print, under: tuple[Plate, ...], dark: Plate, left: float, right: float, foot: Curve, tall: Curve
) -> None:
    """Courses of stones between two ends, flat ones below and cope stones on edge above."""
    dark.polygon(
        [(left, foot(left)), (left, foot(left) - tall(left)), (right, foot(right) - tall(right)), (right, foot(right))],
        rough=5,
    )
    courses = 8
    for course in range(courses):
        x = left - p.rng.uniform(0, 40)
        while x < right:
            size = tall(min(max(x, left), right)) / courses
            wide = size * p.rng.uniform(1.1, 2.5)
            middle = x + wide / 2
            if left + 6 < middle < right - 6:
                y = foot(middle) - tall(middle) * (course + 0.5) / courses
                _stone(p, under, dark, middle, y, wide / 2 - 3, size / 2 - 2.5)
            x += wide
    x = left
    while x < right - 10:
        size = tall(x) / courses
        top = foot(x) - tall(x)
        cope = [
            (x, top + 4),
            (x + size * 0.2, top - size * 1.1),
            (x + size * 0.66, top - size * p.rng.uniform(0.9, 1.3)),
            (x + size * 0.8, top + 4),
        ]
        dark.polygon(cope, rough=2)
        dark.gouge(
            [(x + size * 0.36, top), (x + size * 0.42, top - size * 0.5), (x + size * 0.4, top - size * 0.9)],
            size * 0.16,
        )
        x += size * p.rng.uniform(0.8, 1.0)


def _stone(p: Print, under: tuple[Plate, ...], dark: Plate, x: float, y: float, half: float, tall: float) -> None:
    """One stone: its face cut clear of the dark, a shade of another ink left on some."""
    bend = p.rng.uniform(0.75, 1.0)
    face = [
        (x - half, y - tall * 0.4),
        (x - half * 0.6, y - tall),
        (x + half * bend * 0.7, y - tall * 0.94),
        (x + half, y - tall * 0.3),
        (x + half * 0.94, y + tall * 0.6),
        (x + half * 0.4, y + tall),
        (x - half * 0.7, y + tall * 0.96),
        (x - half * 1.0, y + tall * 0.5),
    ]
    dark.polygon([(fx + (fx - x) * 0.12 + 2, fy + (fy - y) * 0.2 + 2) for fx, fy in face])
    dark.polygon(face, on=False, rough=1)
    light, mid = under
    tone = p.rng.random()
    mid.polygon(face, on=tone > 0.72)
    light.polygon(face, on=tone > 0.3)
    for _ in range(2):
        sx, sy = x + p.rng.uniform(-0.2, 0.5) * half, y + p.rng.uniform(0, 0.7) * tall
        dark.gouge([(sx, sy), (sx + half * 0.2, sy + 2), (sx + half * 0.42, sy)], 3, on=True)
