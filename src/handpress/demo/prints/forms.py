"""Things seen as forms: seed heads, a sprig, contour lines, a stepwell, umbrellas, a mast."""

from __future__ import annotations

import math

from handpress.demo.prints import marks
from handpress.demo.prints.plate import Plate, Print


def heads(p: Print, *, stems: int = 9, kind: str = "millet") -> None:
    """Heavy seed heads against a disc of sun."""
    w, h = p.width, p.height
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    light.box(0, 0, w, h)
    light.disc(w * 0.5, h * 0.42, h * 0.34, on=False)
    accent.disc(w * 0.5, h * 0.42, h * 0.335)
    marks.halo(light, w * 0.5, h * 0.42, h * 0.37, h * 0.6, rings=9, width=10)
    for plate, share in ((mid, 0.5), (dark, 1.0)):
        count = round(stems * (0.8 if share < 1 else 1))
        for i in range(count):
            x = w * (i + p.rng.uniform(0.2, 0.8)) / count
            _head(plate, x, h + 20, h * p.rng.uniform(0.6, 0.92) * (0.8 + 0.2 * share), kind)


def _head(plate: Plate, x: float, foot: float, tall: float, kind: str) -> None:
    rng, lean = plate.rng, plate.rng.uniform(-0.14, 0.14)

    def stem(t: float) -> tuple[float, float]:
        return x + lean * tall * t * t * 1.4, foot - tall * t

    plate.line([stem(t / 12) for t in range(13)], 9)
    for t, side in ((0.2, -1), (0.34, 1), (0.48, -1)):
        sx, sy = stem(t)
        reach = tall * rng.uniform(0.3, 0.42)
        bow = [(sx + side * reach * u, sy - reach * (1.75 * u - 1.9 * u * u)) for u in (i / 12 for i in range(13))]
        plate.gouge(bow, 30, on=True)
        plate.gouge(bow[1:10], 4)
    head = tall * 0.42
    for i in range(46 if kind == "millet" else 26):
        t = i / (46 if kind == "millet" else 26)
        sx, sy = stem(1 - 0.4 * t)
        half = head * 0.155 * math.sin(math.pi * (0.08 + 0.88 * t)) ** 0.6
        for k in range(5):
            u = (k - 2) / 2
            if kind == "millet":
                plate.disc(sx + u * half + rng.uniform(-3, 3), sy + abs(u) * 9, 10.5)
                plate.disc(sx + u * half + 3, sy + abs(u) * 9 - 3, 3.4, on=False)
            elif k % 2 == 0:
                spread = u or 0.2
                plate.gouge(
                    [(sx, sy + 14), (sx + spread * half * 1.5, sy - 6), (sx + spread * half * 2.1, sy - 46)],
                    16,
                    on=True,
                )


def sprig(p: Print, *, pairs: int = 9) -> None:
    """A branch with paired leaves and fruit, as in an old herbal."""
    w, h = p.width, p.height
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    light.box(0, 0, w, h)
    for k in range(44):
        marks.water(light, 0, w, k * h / 44, k * h / 44 + 18, gap=12, width=3.5, length=200)

    def stem(t: float) -> tuple[float, float]:
        return w * (0.5 + 0.07 * math.sin(t * 4.5)), h * (0.97 - 0.9 * t)

    dark.line([stem(i / 30) for i in range(31)], 13)
    for i in range(pairs):
        t = 0.12 + 0.82 * i / pairs
        for side in (-1, 1):
            sx, sy = stem(t)
            reach = min(w, h) * (0.44 - 0.24 * t) * p.rng.uniform(0.9, 1.1)
            rise = reach * p.rng.uniform(0.35, 0.6)
            leaf = [
                (sx, sy),
                (sx + side * reach * 0.3, sy - rise * 0.55),
                (sx + side * reach * 0.7, sy - rise * 0.9),
                (sx + side * reach, sy - rise * 0.8),
            ]
            for under in (light, mid):
                under.gouge(leaf, reach * 0.36, on=False)
            block = mid if (i + (side > 0)) % 3 == 0 else dark
            block.gouge(leaf, reach * 0.33, on=True)
            block.gouge(leaf, reach * 0.03)
            for k in range(1, 7):
                f = 0.16 + k * 0.11
                vx, vy = sx + side * reach * f, sy - rise * 1.05 * math.sin(f * 1.45)
                for dy in (-1, 1):
                    block.gouge(
                        [
                            (vx, vy),
                            (vx + side * reach * 0.08, vy + dy * reach * 0.06 - 6),
                            (vx + side * reach * 0.13, vy + dy * reach * 0.1 - 8),
                        ],
                        4.4,
                    )
            if i % 2 == 0:
                fx, fy = sx + side * 46, sy + 40
                for under in (light, mid, dark):
                    under.disc(fx, fy, 31, on=False)
                accent.disc(fx, fy, 27)
                accent.gouge([(fx - 12, fy - 12), (fx - 4, fy - 17), (fx + 6, fy - 16)], 7)
                dark.line([(sx, sy), (fx, fy - 26)], 4)


def chart(p: Print, *, lines: int = 19) -> None:
    """Contour lines, as on the map of something that has no edges."""
    w, h, rng = p.width, p.height, p.rng
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    light.box(0, 0, w, h)
    centres = [(w * 0.32, h * 0.42), (w * 0.72, h * 0.62)]
    for index, (cx, cy) in enumerate(centres):
        waves = [(n, rng.uniform(0, math.tau), rng.uniform(0.05, 0.15) / n) for n in (1, 2, 3, 5)]
        for ring in range(lines, 0, -1):
            r = 26 + ring * 25
            outline = []
            for i in range(73):
                a = math.tau * i / 72
                stretch = 1 + sum(s * math.sin(n * a + ph + ring * 0.05) for n, ph, s in waves) * (0.6 + ring / lines)
                outline.append((cx + math.cos(a) * r * stretch * 1.22, cy + math.sin(a) * r * stretch * 0.86))
            plate = mid if ring > 5 else accent
            if ring in (15, 9):
                light.polygon(outline, on=ring == 9)
            if ring == 5:
                light.polygon(outline, on=False)
            (dark if ring % 5 == 0 else plate).line(outline, 5 if ring % 5 == 0 else 3.4)
        (accent if index == 0 else dark).disc(cx, cy, 17)
    for i in range(1, 8):
        dark.line([(w * i / 8, 0), (w * i / 8, h)], 1.4)
        dark.line([(0, h * i / 8), (w, h * i / 8)], 1.4)


def steps(p: Print, *, tiers: int = 9) -> None:
    """A stepwell seen from above: tier within tier down to the water."""
    w, h = p.width, p.height
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    cx, cy = w * 0.5, h * 0.56
    light.box(0, 0, w, h)
    for tier in range(tiers):
        t, u = 1 - tier / tiers, 1 - (tier + 0.62) / tiers
        half, tall = w * 0.56 * t, h * 0.6 * t
        inner, low = w * 0.56 * u, h * 0.6 * u
        y = cy + tier * 5
        corners = [(cx - half, y - tall), (cx + half, y - tall), (cx + half, y + tall), (cx - half, y + tall)]
        inside = [(cx - inner, y - low), (cx + inner, y - low), (cx + inner, y + low), (cx - inner, y + low)]
        dark.polygon([corners[0], corners[3], inside[3], inside[0]])
        mid.polygon([corners[1], corners[2], inside[2], inside[1]])
        mid.polygon([corners[0], corners[1], inside[1], inside[0]])
        light.polygon(inside)
        count = max(2, round(9 * t))
        for i in range(count):
            f = (i + 0.5) / count
            for plate, a, b, c, d in (
                (mid, corners[0], corners[1], inside[0], inside[1]),
                (dark, corners[0], corners[3], inside[0], inside[3]),
                (mid, corners[1], corners[2], inside[1], inside[2]),
            ):
                ox, oy = a[0] + (b[0] - a[0]) * f, a[1] + (b[1] - a[1]) * f
                ix, iy = c[0] + (d[0] - c[0]) * f, c[1] + (d[1] - c[1]) * f
                along = ((b[0] - a[0]) / count * 0.36, (b[1] - a[1]) / count * 0.36)
                plate.polygon([(ox, oy), (ix - along[0], iy - along[1]), (ix + along[0], iy + along[1])], on=False)
                for k in (0.4, 0.66, 0.9):
                    mx, my = ox + (ix - ox) * k, oy + (iy - oy) * k
                    dark.line([(mx - along[0] * k, my - along[1] * k), (mx + along[0] * k, my + along[1] * k)], 3)
        dark.line([*corners, corners[0]], 4)
        marks.water(light, cx - half, cx + half, y + low, y + tall, gap=9, width=4, length=70)
    for plate in (light, mid):
        plate.box(cx - w * 0.075, cy - 16, cx + w * 0.075, cy + h * 0.13, on=False)
    accent.box(cx - w * 0.07, cy - 10, cx + w * 0.07, cy + h * 0.115, rough=2)
    marks.water(accent, cx - w * 0.07, cx + w * 0.07, cy - 6, cy + h * 0.11, gap=10, width=4, length=40)


def drizzle(p: Print) -> None:
    """Umbrellas from above in small rain."""
    w, h = p.width, p.height
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    light.box(0, 0, w, h)
    for row in range(16):
        for column in range(14):
            x, y = w * (column + (row % 2) * 0.5) / 13, h * row / 15
            light.line([(x - 64, y), (x, y - 36), (x + 64, y)], 3, on=False)
    spots = [
        (0.17, 0.27, 150),
        (0.44, 0.2, 120),
        (0.73, 0.3, 165),
        (0.3, 0.66, 170),
        (0.6, 0.62, 135),
        (0.88, 0.74, 150),
        (0.07, 0.86, 110),
    ]
    for i, (fx, fy, r) in enumerate(spots):
        x, y, ink = w * fx, h * fy, (dark, mid, accent, dark, dark, mid, accent)[i]
        mid.disc(x + 40, y + 62, r * 0.96, flat=0.8)
        for under in (light, mid, dark):
            under.disc(x, y, r * 1.07, on=False)
        turn = p.rng.uniform(0, 1)
        rim = []
        for k in range(8):
            a = turn + k * math.tau / 8
            rim += [
                (x + math.cos(a) * r, y + math.sin(a) * r),
                (x + math.cos(a + math.tau / 16) * r * 0.88, y + math.sin(a + math.tau / 16) * r * 0.88),
            ]
        ink.polygon(rim)
        for k in range(8):
            a = turn + k * math.tau / 8
            ink.line([(x, y), (x + math.cos(a) * r, y + math.sin(a) * r)], 4.4, on=False)
            for f in (0.36, 0.54, 0.72, 0.86):
                b = a + math.tau / 16
                cuts = [
                    (
                        x + math.cos(b + d) * r * f * (1 - 0.03 * (d == 0)),
                        y + math.sin(b + d) * r * f * (1 - 0.03 * (d == 0)),
                    )
                    for d in (-0.22, 0, 0.22)
                ]
                ink.gouge(cuts, 6 if k % 2 else 3.5)
        dark.disc(x, y, 8)
    for plate in (mid, dark, accent):
        marks.rain(plate, w, h, strokes=150, slant=0.2, size=34)
    marks.rain(dark, w, h, strokes=150, slant=0.2, size=34, on=True)


def mast(p: Print) -> None:
    """A small radio mast on a roof, its waves in rings."""
    w, h = p.width, p.height
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    light.box(0, 0, w, h)
    x, top, foot = w * 0.5, h * 0.24, h * 0.82
    for ring in range(13):
        r = 90 + ring * 66
        angle = p.rng.uniform(0, 0.4)
        while angle < math.tau:
            sweep = p.rng.uniform(0.1, 0.3)
            light.gouge(
                [
                    (x + math.cos(angle + sweep * t) * r, top + math.sin(angle + sweep * t) * r)
                    for t in (0, 0.33, 0.67, 1)
                ],
                15 - ring * 0.6,
            )
            angle += sweep + 0.04
    accent.disc(x, top, 60)
    fell = marks.ridge(p.rng, h * 0.76, 90, w)
    mid.polygon(marks.below(fell, w, h))
    marks.contours(mid, fell, 0, w, depth=320, first=14, gap=18, length=110, width=7)
    for side in (-1, 1):
        dark.line([(x + side * 84, foot), (x + side * 10, top)], 9)
    for k in range(9):
        t0, t1 = k / 9, (k + 1) / 9
        a, b = 84 - 74 * t0, 84 - 74 * t1
        y0, y1 = foot + (top - foot) * t0, foot + (top - foot) * t1
        dark.line([(x - a, y0), (x + b, y1)], 5)
        dark.line([(x + a, y0), (x - b, y1)], 5)
        dark.line([(x - b, y1), (x + b, y1)], 5)
    dark.line([(x, top), (x, top - 90)], 7)
    for i in range(14):
        hx = w * (i + 0.2) / 14
        marks.house(dark, hx, h, p.rng.uniform(90, 130), p.rng.uniform(70, 170), lit=accent, chance=0.25)
