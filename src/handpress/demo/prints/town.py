"""Scenes of streets, roofs, stops and rooms."""

from __future__ import annotations

import math

from handpress.demo.prints import marks
from handpress.demo.prints.plate import Plate, Print


def roofs(p: Print, *, night: bool = False, rain: bool = False, flat: bool = False, white: int = 0, flock: int = 10, rows: int = 4) -> None:
    """Roofs behind roofs, gabled or flat, under a sun or a moon."""
    w, h = p.width, p.height
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    marks.sky(mid if night else light, w, 30, h, gap=28, strength=6)
    if night:
        light.box(0, 0, w, h)
    sx, sy, sr = w * (0.74 if night else 0.36), h * (0.2 if night else 0.27), h * (0.09 if night else 0.17)
    for plate in (light, mid):
        plate.disc(sx, sy, sr * 1.04, on=False)
    if not night:
        marks.sun(accent, sx, sy, sr, rays=40 if flat else 0)
    marks.halo(mid if night else light, sx, sy, sr * (1.1 if night or not flat else 2), sr * 1.9, rings=6)
    for row in range(rows):
        near = row / max(1, rows - 1)
        level, plate = h * (0.52 + 0.42 * near), (mid, dark)[row % 2] if row < rows - 1 else dark
        x = -p.rng.uniform(10, 60)
        while x < w:
            wide, tall = p.rng.uniform(90, 180) * (0.75 + 0.7 * near), p.rng.uniform(60, 190) * (0.8 + 0.5 * near)
            for under in (light, mid, dark, accent):
                if under is not plate:
                    under.box(x + 1, level - tall, x + wide - 1, h, on=under is light)
            plate.box(x, level - tall, x + wide, h, on=False)
            (_flat_house if flat else _town_house)(p, plate, light, accent, x, level - tall, wide, h, night=night, white=p.rng.random() < white / 10)
            x += wide + (0 if p.rng.random() < 0.7 else 6)
    if rain:
        for plate in (light, mid, dark):
            marks.rain(plate, w, h, strokes=170)
    elif flock:
        marks.birds(dark, w * 0.5 if not night else 80, w * 0.93 if not night else w * 0.55, h * 0.07, h * 0.34, count=flock, size=30)


def _town_house(p: Print, plate: Plate, light: Plate, accent: Plate, x: float, top: float, wide: float, foot: float, *, night: bool, white: bool) -> None:
    pitch = wide * p.rng.uniform(0.3, 0.5)
    plate.polygon([(x, foot), (x, top), (x + wide / 2, top - pitch), (x + wide, top), (x + wide, foot)], rough=1.4)
    for i in range(5):
        t = (i + 0.5) / 5
        for side in (-1, 1):
            a = (x + wide / 2 + side * wide * 0.46 * t, top - pitch * (1 - t) + 6)
            plate.gouge([a, (a[0] - side * 3, a[1] + 12), (a[0] - side * 2, min(top - 4, a[1] + 24) + 2)], 4.4)
    chimney = x + wide * p.rng.choice((0.2, 0.7))
    plate.box(chimney, top - pitch * 0.95, chimney + 17, top - 6)
    plate.line([(x - 3, top + 1), (x + wide + 3, top + 1)], 3, on=False)
    columns = max(1, round(wide / 54))
    y = top + 38
    while y < foot - 10:
        for column in range(columns):
            wx = x + wide * (column + 0.5) / columns
            lit = accent if p.rng.random() < (0.34 if night else 0.1) else None
            marks.pane(plate, wx, y, wide / columns * 0.42, 36, lit=lit)
        for k in range(columns * 2):
            bx = x + wide * p.rng.uniform(0.05, 0.95)
            plate.gouge([(bx - 8, y + 32), (bx, y + 31), (bx + 8, y + 32)], 3)
        y += 66


def _flat_house(p: Print, plate: Plate, light: Plate, accent: Plate, x: float, top: float, wide: float, foot: float, *, night: bool, white: bool) -> None:
    plate.box(x, top, x + wide, foot, rough=1.4)
    plate.box(x - 4, top - 10, x + wide + 4, top + 2)
    if white:
        plate.box(x + 5, top - 4, x + wide * 0.92, top + 20, on=False)
        light.box(x + 5, top - 4, x + wide * 0.92, top + 20, on=False)
    kind = p.rng.randrange(4)
    if kind == 0:
        plate.disc(x + wide * 0.3, top - 32, 21, flat=1.1)
        plate.box(x + wide * 0.3 - 16, top - 20, x + wide * 0.3 + 16, top - 8)
    elif kind == 1:
        plate.line([(x + wide * 0.25, top - 8), (x + wide * 0.25, top - 62)], 3.4)
        for k in range(4):
            plate.line([(x + wide * 0.25 - 17 + 3 * k, top - 60 + 10 * k), (x + wide * 0.25 + 17 - 3 * k, top - 60 + 10 * k)], 2.6)
    elif kind == 2:
        plate.line([(x + 12, top - 10), (x + 12, top - 48), (x + wide - 16, top - 44), (x + wide - 16, top - 10)], 3)
        for k in range(4):
            cx = x + 20 + (wide - 52) * k / 4
            (accent if k == 1 else plate).polygon([(cx, top - 45), (cx + 21, top - 45), (cx + 19, top - 17), (cx + 2, top - 19)])
    for k in range(round(wide / 9)):
        sx = x + wide * 0.72 + p.rng.uniform(0, wide * 0.27)
        sy = p.rng.uniform(top + 8, foot)
        plate.gouge([(sx, sy), (sx + 2, sy + 20), (sx, sy + 44)], 4)
    y = top + 46
    while y < foot - 10:
        for column in range(max(1, round(wide / 62))):
            wx = x + 30 + column * 56
            if wx < x + wide * 0.72:
                plate.box(wx - 12, y - 18, wx + 12, y + 18, on=False, rough=1)
                plate.disc(wx, y - 18, 12, on=False)
                plate.line([(wx, y - 26), (wx, y + 18)], 2.4)
        y += 82


def bench(p: Print) -> None:
    """An empty bench under a great tree."""
    w, h, ground = p.width, p.height, p.height * 0.8
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    marks.sky(light, w, 30, ground, gap=30)
    marks.sun(accent, w * 0.82, h * 0.42, 84)
    marks.halo(light, w * 0.82, h * 0.42, 92, 190, rings=6)
    for i in range(9):
        marks.house(mid, w * (0.4 + i * 0.075), ground, 110, p.rng.uniform(60, 150))
    light.box(0, ground, w, h)
    mid.box(0, ground + 8, w, h)
    marks.water(mid, 0, w, ground + 8, h, gap=13, width=7, length=130)
    dark.polygon([(w * 0.28, ground + 30), (w * 0.315, h * 0.42), (w * 0.36, h * 0.42), (w * 0.385, ground + 30)], rough=4)
    for _ in range(60):
        y = p.rng.uniform(h * 0.5, ground + 10)
        x = w * p.rng.uniform(0.325, 0.372)
        dark.gouge([(x, y), (x + 3, y + 24), (x, y + 50)], 5)
    for _ in range(54):
        angle, reach = p.rng.uniform(0, math.tau), math.sqrt(p.rng.random())
        dark.disc(w * 0.335 + math.cos(angle) * reach * w * 0.25, h * 0.31 + math.sin(angle) * reach * h * 0.22, p.rng.uniform(50, 86))
    for _ in range(760):
        angle, reach = p.rng.uniform(0, math.tau), math.sqrt(p.rng.random())
        x, y = w * 0.335 + math.cos(angle) * reach * w * 0.29, h * 0.31 + math.sin(angle) * reach * h * 0.285
        lean = p.rng.uniform(-0.4, 0.4) + angle
        size = p.rng.uniform(10, 19) * (0.7 + 0.5 * (math.cos(angle) > 0))
        dark.gouge([(x, y), (x + math.cos(lean) * size, y + math.sin(lean) * size * 0.7), (x + math.cos(lean) * size * 2, y + math.sin(lean) * size * 1.7)], size * 0.62)
    _bench(dark, w * 0.5, ground + 40, w * 0.27)
    for i in range(16):
        y = ground + 60 + i * 10
        dark.gouge([(w * 0.4 - i * 14, y), (w * 0.56, y + 3), (w * 0.8 - i * 3, y)], 8, on=True)
    marks.birds(dark, w * 0.66, w * 0.95, h * 0.08, h * 0.26, count=5)


def _bench(plate: Plate, x: float, foot: float, wide: float) -> None:
    seat, back = foot - wide * 0.24, foot - wide * 0.46
    for lx in (x + wide * 0.06, x + wide * 0.94):
        plate.box(lx - 8, back - 8, lx + 8, foot)
        plate.box(lx - 34, seat + 2, lx - 20, foot + 16)
        plate.box(lx - 44, seat - 62, lx + 6, seat - 50)
        plate.box(lx - 42, seat - 54, lx - 32, seat)
    for k in range(4):
        plate.box(x, back + k * wide * 0.052, x + wide, back + k * wide * 0.052 + wide * 0.034, rough=1)
    for k in range(3):
        plate.box(x - 30 + k * 10, seat + 8 - k * 13, x + wide - 30 + k * 12, seat + 18 - k * 13, rough=1)


def bus(p: Print, *, rain: bool = True) -> None:
    """A lit bus on a wet street at night."""
    w, h, road = p.width, p.height, p.height * 0.74
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    light.box(0, 0, w, h)
    marks.sky(mid, w, 30, road, gap=30, strength=5)
    x = -20.0
    while x < w:
        wide = p.rng.uniform(120, 210)
        _town_house(p, dark, light, accent, x, road - p.rng.uniform(330, 560), wide, road, night=True, white=False)
        x += wide
    mid.box(0, road, w, h)
    dark.box(0, road, w, road + 14)
    left, right, top, foot = w * 0.2, w * 0.78, road - 262, road + 46
    for plate in (light, mid, dark, accent):
        plate.box(left, top, right, foot, on=False)
    dark.polygon([(left, foot), (left + 6, top + 18), (left + 26, top), (right - 30, top), (right - 4, top + 60), (right, foot)])
    accent.box(left, top, right, foot)
    for i in range(6):
        wx = left + 34 + i * 132
        wide = 112 if i < 5 else 130
        dark.box(wx, top + 40, wx + wide, top + 152, on=False, rough=1)
        if i in (1, 2, 4):
            for seat in (0.32, 0.72) if i == 2 else (0.5,):
                px = wx + wide * seat
                dark.disc(px, top + 104, 17, flat=1.15)
                dark.polygon([(px - 32, top + 153), (px - 24, top + 128), (px + 24, top + 128), (px + 32, top + 153)])
    dark.box(left + 60, top + 12, left + 330, top + 32, on=False)
    dark.box(left + 14, top + 180, right - 16, top + 190, on=False)
    for wx in (left + 170, right - 190):
        for plate, radius in ((accent, 62), (dark, 56)):
            plate.disc(wx, foot, radius, on=plate is dark)
        dark.disc(wx, foot, 28, on=False)
        dark.disc(wx, foot, 15)
    for plate in (mid, dark, light):
        plate.polygon([(right - 6, foot - 52), (w + 20, foot - 110), (w + 20, foot + 60), (right - 6, foot - 22)], on=False)
    accent.polygon([(right - 6, foot - 48), (w + 20, foot - 70), (w + 20, foot + 30), (right - 6, foot - 24)])
    marks.water(mid, 0, w, road + 50, h, gap=11, width=7, length=90)
    for i in range(7):
        marks.glitter(accent, left + 90 + i * 124, road + 100, h - 20, 38)
    for y in range(8):
        dark.gouge([(left - 20, foot + 56 + y * 12), (w * 0.5, foot + 60 + y * 12), (right + 40, foot + 56 + y * 12)], 9 - y * 0.6, on=True)
    if rain:
        for plate in (light, mid, dark):
            marks.rain(plate, w, h, strokes=150)


def stop(p: Print) -> None:
    """A shelter and its long shadow at the hottest hour."""
    w, h, ground = p.width, p.height, p.height * 0.66
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    marks.sky(light, w, 30, ground, gap=30)
    light.disc(w * 0.24, h * 0.25, 150, on=False)
    marks.sun(accent, w * 0.24, h * 0.25, 142, rays=44)
    for i in range(13):
        marks.house(mid, w * (i * 0.08), ground, p.rng.uniform(90, 130), p.rng.uniform(50, 130), pitch=0.1)
    light.box(0, ground, w, h, on=False)
    marks.water(light, 0, w, ground + 8, h, gap=18, width=4, length=150, on=True)
    dark.box(0, ground - 3, w, ground + 5)
    left, right, top, foot = w * 0.44, w * 0.8, h * 0.3, h * 0.78
    dark.polygon([(left - 50, top), (right + 60, top - 34), (right + 60, top - 6), (left - 50, top + 26)])
    for lx in (left, (left + right) / 2, right):
        dark.box(lx - 8, top, lx + 8, foot)
    for k in range(7):
        y = top + 60 + k * 34
        dark.box(left, y, right, y + 15, rough=1.4)
    dark.box(left + 30, foot - 96, right - 30, foot - 78)
    for lx in (left + 60, right - 60):
        dark.box(lx - 7, foot - 80, lx + 7, foot)
    pole = w * 0.36
    dark.box(pole - 6, h * 0.34, pole + 6, foot + 10)
    dark.disc(pole, h * 0.33, 44)
    dark.disc(pole, h * 0.33, 32, on=False)
    accent.disc(pole, h * 0.33, 31)
    shadow = [(left - 30, foot), (right + 40, foot - 6), (w + 30, h * 0.92), (w * 0.72, h * 0.97)]
    mid.polygon(shadow, rough=4)
    for k in range(15):
        t = k / 15
        dark.gouge([(left + (w * 0.72 - left) * t, foot + (h * 0.97 - foot) * t), (w * 0.74 + 60 * t, foot + 8 + (h * 0.95 - foot) * t), (right + (w - right) * t, foot + (h * 0.92 - foot) * t)], 9, on=True)
    for seat in (0.3, 0.62):
        px = left + (right - left) * seat
        dark.disc(px, foot - 196, 27, flat=1.15)
        dark.polygon([(px - 44, foot - 88), (px - 36, foot - 160), (px + 36, foot - 160), (px + 44, foot - 88)])
        dark.polygon([(px - 34, foot - 92), (px + 30, foot - 92), (px + 18, foot), (px - 4, foot), (px - 2, foot - 56), (px - 30, foot - 56)])


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
    left = [(x - half + half * (1 - math.cos(t)) , spring - math.sin(t) * half * 1.25 * 1.0) for t in [i * math.pi / 24 for i in range(13)]]
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
                    star = [(cx + math.cos(i * math.pi / 8) * cell * (0.46 if i % 2 else 0.3), y + math.sin(i * math.pi / 8) * cell * (0.46 if i % 2 else 0.3)) for i in range(16)]
                    plate.polygon(star, on=False)
                elif kind == 1:
                    plate.polygon([(cx, y - cell * 0.46), (cx + cell * 0.42, y), (cx, y + cell * 0.46), (cx - cell * 0.42, y)], on=False)
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
            mid.gouge([(x, y), (x + math.cos(angle) * 24, y + math.sin(angle) * 24), (x + math.cos(angle) * 46, y + math.sin(angle) * 46)], 8)
    dark.line([(lamp[0], 0), (lamp[0], lamp[1] - 60)], 5)
    shade = [(lamp[0] - 30, lamp[1] - 66), (lamp[0] + 30, lamp[1] - 66), (lamp[0] + 118, lamp[1] + 26), (lamp[0] - 118, lamp[1] + 26)]
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
