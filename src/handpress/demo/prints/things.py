"""Things close up: seed, cloth, tools, ovens, wells, masts, leaves, maps."""

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
        leaf = [(sx, sy), (sx + side * reach * 0.35, sy - reach * 0.5), (sx + side * reach * 0.8, sy - reach * 0.42), (sx + side * reach, sy + reach * 0.05)]
        plate.gouge(leaf, 42, on=True)
        plate.gouge([(a + (side * 2), b) for a, b in leaf], 5)
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
                side = u or 0.2
                plate.gouge([(sx, sy + 14), (sx + side * half * 1.5, sy - 6), (sx + side * half * 2.1, sy - 46)], 16, on=True)


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
            plate = {0: accent, 1: accent, 2: dark, 3: light, 4: mid, 5: dark, 6: light, 7: dark, 8: mid, 9: accent, 10: dark}.get(d, (dark, mid, light)[(a + b) % 3])
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
            b.polygon([(x - 19, y + end * 200), (x + 19, y + end * 200), (x + 15, y + end * 128), (x - 15, y + end * 128)], on=False)
    if on:
        b.gouge([(x - 4, y - 84), (x - 5, y), (x - 4, y + 84)], 8)


def _hammer(b: Plate, x: float, y: float, k: float, on: bool) -> None:
    b.polygon([(x - 15 * k, y - 130), (x + 15 * k, y - 130), (x + 22 * k, y + 178 * k), (x - 22 * k, y + 178 * k)], on=on)
    b.polygon([(x - 92 * k, y - 176 * k), (x + 60 * k, y - 176 * k), (x + 98 * k, y - 128), (x + 40 * k, y - 118 * k), (x - 92 * k, y - 118 * k)], on=on)
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
        b.polygon([(x + side * 4, y - 180 * k), (x + side * 34 * k, y - 150), (x + side * 26 * k, y - 60), (x - side * 20, y - 30)], on=on)
        b.polygon([(x - side * 24 * k, y - 60), (x + side * 26 * k, y - 50), (x + side * 74 * k, y + 80), (x + side * 52 * k, y + 184 * k), (x + side * 28, y + 180), (x + side * 42, y + 84)], on=on)
    if on:
        b.disc(x, y - 48, 14, on=False)
        b.disc(x, y - 48, 7)
        b.line([(x, y - 180), (x, y - 80)], 4, on=False)


def _driver(b: Plate, x: float, y: float, k: float, on: bool) -> None:
    b.polygon([(x - 34 * k, y - 178 * k), (x + 34 * k, y - 178 * k), (x + 42 * k, y - 40), (x + 16 * k, y - 8), (x - 16 * k, y - 8), (x - 42 * k, y - 40)], on=on)
    b.box(x - 10 * k, y - 10, x + 10 * k, y + 150, on=on)
    b.polygon([(x - 10 * k, y + 146), (x + 10 * k, y + 146), (x + 20 * k, y + 186 * k), (x - 20 * k, y + 186 * k)], on=on)
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
        stone = [(x - math.cos(a) * half * r, foot - math.sin(a) * half * r * 0.98) for r, a in ((1.04, a0), (1.3, a0), (1.3, a1), (1.04, a1))]
        for plate in (light, mid):
            plate.polygon([(x - math.cos(a) * half * r, foot - math.sin(a) * half * r * 0.98) for r, a in ((1, a0 - 0.02), (1.34, a0 - 0.02), (1.34, a1 + 0.02), (1, a1 + 0.02))], on=False)
        dark.polygon(stone, rough=2)
        am = (a0 + a1) / 2
        dark.gouge([(x - math.cos(am) * half * r, foot - math.sin(am) * half * r * 0.98) for r in (1.08, 1.16, 1.26)], 10)
    mouth = [(x - math.cos(math.pi * k / 24) * half, foot - math.sin(math.pi * k / 24) * half * 0.98) for k in range(25)]
    for plate in (light, mid):
        plate.polygon(mouth, on=False)
    accent.polygon(mouth)
    dark.polygon(mouth)
    for _ in range(30):
        fx = x + p.rng.uniform(-0.72, 0.72) * half
        tall = half * p.rng.uniform(0.25, 0.7) * (1 - abs(fx - x) / half * 0.6)
        sway = p.rng.uniform(-20, 20)
        dark.gouge([(fx, foot - 8), (fx + sway, foot - tall * 0.4), (fx - sway, foot - tall * 0.75), (fx + sway, foot - tall)], 30)
    for k in range(40):
        angle, r = p.rng.uniform(0.2, math.pi - 0.2), half * p.rng.uniform(0.78, 0.96)
        ax, ay = x - math.cos(angle) * r, foot - math.sin(angle) * r * 0.98
        dark.gouge([(ax, ay), (ax + math.cos(angle) * 20, ay + math.sin(angle) * 20), (ax + math.cos(angle) * 42, ay + math.sin(angle) * 42)], 5)
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
        accent.gouge([(x + k * size * 0.42 - 26, y + 14), (x + k * size * 0.42, y - 10), (x + k * size * 0.42 + 26, y - 40)], 17)
        dark.gouge([(x + k * size * 0.42 - 18, y + 18), (x + k * size * 0.42 + 8, y - 6), (x + k * size * 0.42 + 34, y - 36)], 8, on=True)


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
            for plate, a, b, c, d in ((mid, corners[0], corners[1], inside[0], inside[1]), (dark, corners[0], corners[3], inside[0], inside[3]), (mid, corners[1], corners[2], inside[1], inside[2])):
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
            light.gouge([(x + math.cos(angle + sweep * t) * r, top + math.sin(angle + sweep * t) * r) for t in (0, 0.33, 0.67, 1)], 15 - ring * 0.6)
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
            leaf = [(sx, sy), (sx + side * reach * 0.3, sy - rise * 0.55), (sx + side * reach * 0.7, sy - rise * 0.9), (sx + side * reach, sy - rise * 0.8)]
            for under in (light, mid):
                under.gouge(leaf, reach * 0.36, on=False)
            block = mid if (i + (side > 0)) % 3 == 0 else dark
            block.gouge(leaf, reach * 0.33, on=True)
            block.gouge(leaf, reach * 0.03)
            for k in range(1, 7):
                f = 0.16 + k * 0.11
                vx, vy = sx + side * reach * f, sy - rise * 1.05 * math.sin(f * 1.45)
                for dy in (-1, 1):
                    block.gouge([(vx, vy), (vx + side * reach * 0.08, vy + dy * reach * 0.06 - 6), (vx + side * reach * 0.13, vy + dy * reach * 0.1 - 8)], 4.4)
            if i % 2 == 0:
                fx, fy = sx + side * 46, sy + 40
                for under in (light, mid, dark):
                    under.disc(fx, fy, 31, on=False)
                accent.disc(fx, fy, 27)
                accent.gouge([(fx - 12, fy - 12), (fx - 4, fy - 17), (fx + 6, fy - 16)], 7)
                dark.line([(sx, sy), (fx, fy - 26)], 4)


def drizzle(p: Print) -> None:
    """Umbrellas from above in small rain."""
    w, h = p.width, p.height
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    light.box(0, 0, w, h)
    for row in range(16):
        for column in range(14):
            x, y = w * (column + (row % 2) * 0.5) / 13, h * row / 15
            light.line([(x - 64, y), (x, y - 36), (x + 64, y)], 3, on=False)
    spots = [(0.17, 0.27, 150), (0.44, 0.2, 120), (0.73, 0.3, 165), (0.3, 0.66, 170), (0.6, 0.62, 135), (0.88, 0.74, 150), (0.07, 0.86, 110)]
    for i, (fx, fy, r) in enumerate(spots):
        x, y, ink = w * fx, h * fy, (dark, mid, accent, dark, dark, mid, accent)[i]
        mid.disc(x + 40, y + 62, r * 0.96, flat=0.8)
        for under in (light, mid, dark):
            under.disc(x, y, r * 1.07, on=False)
        turn = p.rng.uniform(0, 1)
        rim = []
        for k in range(8):
            a = turn + k * math.tau / 8
            rim += [(x + math.cos(a) * r, y + math.sin(a) * r), (x + math.cos(a + math.tau / 16) * r * 0.88, y + math.sin(a + math.tau / 16) * r * 0.88)]
        ink.polygon(rim)
        for k in range(8):
            a = turn + k * math.tau / 8
            ink.line([(x, y), (x + math.cos(a) * r, y + math.sin(a) * r)], 4.4, on=False)
            for f in (0.36, 0.54, 0.72, 0.86):
                b = a + math.tau / 16
                cuts = [(x + math.cos(b + d) * r * f * (1 - 0.03 * (d == 0)), y + math.sin(b + d) * r * f * (1 - 0.03 * (d == 0))) for d in (-0.22, 0, 0.22)]
                ink.gouge(cuts, 6 if k % 2 else 3.5)
        dark.disc(x, y, 8)
    for plate in (mid, dark, accent):
        marks.rain(plate, w, h, strokes=150, slant=0.2, size=34)
    marks.rain(dark, w, h, strokes=150, slant=0.2, size=34, on=True)
