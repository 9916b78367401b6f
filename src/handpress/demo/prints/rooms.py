"""Windows and shelves."""

from __future__ import annotations

import math

from handpress.demo.prints.plate import Plate, Print


def arches(p: Print, *, columns: int = 3, lattice: int = 0, lit: int = 1) -> None:
    """Pointed windows in a wall, with their lattice."""
    w, h = p.width, p.height
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    light.box(0, 0, w, h)
    mid.box(0, 0, w, h)
    course = 62.0
    for row in range(round(h / course) + 1):
        y = row * course
        mid.line([(0, y), (w, y)], 4, on=False)
        for k in range(12):
            bx = w * (k + (row % 2) * 0.5) / 11
            mid.line([(bx, y), (bx, y + course)], 4, on=False)
            for _ in range(3):
                sx, sy = bx + p.rng.uniform(10, 110), y + p.rng.uniform(10, 52)
                mid.gouge([(sx, sy), (sx + 16, sy + 2), (sx + 34, sy)], 4)
    for column in range(columns):
        x, half = w * (column + 0.5) / columns, w / columns * 0.34
        for plate, grow, on in ((mid, 1.28, False), (dark, 1.2, True), (dark, 1.06, False), (dark, 1.0, True)):
            plate.polygon(_arch(x, h * 0.93, half * grow, h * (0.82 + 0.06 * (grow - 1))), on=on)
        if column % 3 == lit:
            accent.polygon(_arch(x, h * 0.93, half, h * 0.82))
            light.polygon(_arch(x, h * 0.93, half, h * 0.82), on=False)
        mid.polygon(_arch(x, h * 0.93, half, h * 0.82), on=False)
        _lattice(dark, x, h, half, (lattice + column) % 3)
    dark.box(0, h * 0.93, w, h * 0.955)
    mid.box(0, h * 0.955, w, h)


def _arch(x: float, foot: float, half: float, tall: float) -> list[tuple[float, float]]:
    spring = foot - tall + half * 1.25
    left = [
        (x - half + half * (1 - math.cos(t)), spring - math.sin(t) * half * 1.25 * 1.0)
        for t in [i * math.pi / 24 for i in range(13)]
    ]
    right = [(2 * x - px, py) for px, py in reversed(left)]
    return [(x - half, foot), *left, *right, (x + half, foot)]


def _lattice(plate: Plate, x: float, h: float, half: float, kind: int) -> None:
    cell = half / (3.0 if kind else 2.5)
    top, foot = h * 0.93 - h * 0.82, h * 0.93
    y, row = foot - cell * 0.6, 0
    while y > top + cell:
        room = half - cell * 0.35
        spring = top + half * 1.25
        if y < spring:
            room = half * math.cos(math.asin(min(1, (spring - y) / (half * 1.25)))) - cell * 0.5
        k = -6
        while k <= 6:
            cx = x + (k + (0.5 if row % 2 else 0)) * cell * 1.02
            if abs(cx - x) < room - cell * 0.3:
                if kind == 0:
                    star = [
                        (
                            cx + math.cos(i * math.pi / 8) * cell * (0.46 if i % 2 else 0.3),
                            y + math.sin(i * math.pi / 8) * cell * (0.46 if i % 2 else 0.3),
                        )
                        for i in range(16)
                    ]
                    plate.polygon(star, on=False)
                elif kind == 1:
                    plate.polygon(
                        [(cx, y - cell * 0.46), (cx + cell * 0.42, y), (cx, y + cell * 0.46), (cx - cell * 0.42, y)],
                        on=False,
                    )
                    plate.disc(cx, y, cell * 0.12)
                else:
                    plate.disc(cx, y, cell * 0.4, on=False)
                    plate.disc(cx, y, cell * 0.17)
            k += 1
        y -= cell * (0.92 if kind != 1 else 0.6)
        row += 1


def shelves(p: Print, *, rows: int = 4, gap: int = 2) -> None:
    """Shelves of books with empty places, and a lamp."""
    w, h = p.width, p.height
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    light.box(0, 0, w, h)
    lamp = (w * 0.5, h * 0.3)
    tall = h / rows
    for row in range(rows):
        foot = (row + 1) * tall - 16
        mid.box(0, foot - tall + 20, w, foot + 2)
        x = 14.0
        while x < w - 20:
            wide, height = p.rng.uniform(20, 52), tall * p.rng.uniform(0.6, 0.84)
            if p.rng.random() < gap * 0.022:
                x += p.rng.uniform(60, 150)
                continue
            lean = wide * 0.9 if p.rng.random() < 0.05 else 0.0
            book = [(x + lean, foot - height), (x + wide + lean, foot - height), (x + wide, foot), (x, foot)]
            plate = p.rng.choices((dark, accent, light, dark), (5, 1.4, 3, 1))[0]
            for other in (mid, dark, accent):
                other.polygon(book, on=False)
            light.polygon(book, on=plate is light)
            plate.polygon(book, rough=1)
            _spine(p, dark if plate is light else plate, plate is light, x, foot, wide, height, lean)
            x += wide + lean + p.rng.uniform(2, 5)
        dark.box(0, foot, w, foot + 17, rough=1.2)
        dark.gouge([(0, foot + 7), (w / 2, foot + 8), (w, foot + 7)], 4)
    for ring in range(5):
        for _ in range(26):
            angle = p.rng.uniform(0.25, 2.9)
            r = 150 + ring * 70
            x, y = lamp[0] + math.cos(angle) * r, lamp[1] + math.sin(angle) * r
            mid.gouge(
                [
                    (x, y),
                    (x + math.cos(angle) * 24, y + math.sin(angle) * 24),
                    (x + math.cos(angle) * 46, y + math.sin(angle) * 46),
                ],
                8,
            )
    dark.line([(lamp[0], 0), (lamp[0], lamp[1] - 60)], 5)
    shade = [
        (lamp[0] - 30, lamp[1] - 66),
        (lamp[0] + 30, lamp[1] - 66),
        (lamp[0] + 118, lamp[1] + 26),
        (lamp[0] - 118, lamp[1] + 26),
    ]
    for plate in (light, mid, accent, dark):
        plate.polygon([(x + (6 if x > lamp[0] else -6), y + (6 if y > lamp[1] else -6)) for x, y in shade], on=False)
        plate.disc(lamp[0], lamp[1] + 30, 44, on=False)
    accent.polygon(shade)
    dark.line([*shade, shade[0]], 5)
    for k in range(9):
        t = k / 8
        dark.gouge([(lamp[0] - 26 + 52 * t, lamp[1] - 60), (lamp[0] - 108 + 216 * t, lamp[1] + 22)], 5, on=True)


def _spine(p: Print, plate: Plate, on: bool, x: float, foot: float, wide: float, height: float, lean: float) -> None:
    kind = p.rng.randrange(4)
    for t in ((0.15, 0.2, 0.8), (0.12, 0.88), (0.3, 0.34, 0.38), (0.2,))[kind]:
        shift = lean * t
        plate.line([(x + shift + 2, foot - height * t), (x + wide + shift - 2, foot - height * t)], 4, on=on)
    if kind % 2 == 0 and wide > 28:
        y = foot - height * 0.62
        plate.line([(x + wide / 2 + lean * 0.6, y), (x + wide / 2 + lean * 0.4, y + height * 0.2)], wide * 0.2, on=on)
