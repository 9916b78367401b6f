"""Scenes of streets, roofs and stops."""

from __future__ import annotations

import math

from handpress.demo.prints import marks
from handpress.demo.prints.plate import Plate, Print


def roofs(
    p: Print,
    *,
    night: bool = False,
    rain: bool = False,
    flat: bool = False,
    white: int = 0,
    flock: int = 10,
    rows: int = 4,
) -> None:
    """Roofs behind roofs, gabled or flat, under a sun or a moon."""
    w, h = p.width, p.height
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    marks.sky(mid if night else light, w, 30, h, gap=28, strength=6)
    if night:
        light.box(0, 0, w, h)
    sx, sy, sr = w * (0.74 if night else 0.36), h * (0.2 if night else 0.27), h * (0.09 if night else 0.17)
    for plate in () if rain else (light, mid):
        plate.disc(sx, sy, sr * 1.04, on=False)
    if not night and not rain:
        marks.sun(accent, sx, sy, sr, rays=40 if flat else 0)
    if not rain:
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
            (_flat_house if flat else _town_house)(
                p, plate, light, accent, x, level - tall, wide, h, night=night, white=p.rng.random() < white / 10
            )
            x += wide + (0 if p.rng.random() < 0.7 else 6)
    if rain:
        for plate in (light, mid, dark):
            marks.rain(plate, w, h, strokes=170)
    elif flock:
        marks.birds(
            dark,
            w * 0.5 if not night else 80,
            w * 0.93 if not night else w * 0.55,
            h * 0.07,
            h * 0.34,
            count=flock,
            size=30,
        )


def _town_house(
    p: Print,
    plate: Plate,
    light: Plate,
    accent: Plate,
    x: float,
    top: float,
    wide: float,
    foot: float,
    *,
    night: bool,
    white: bool,
) -> None:
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
        for _ in range(columns * 2):
            bx = x + wide * p.rng.uniform(0.05, 0.95)
            plate.gouge([(bx - 8, y + 32), (bx, y + 31), (bx + 8, y + 32)], 3)
        y += 66


def _flat_house(
    p: Print,
    plate: Plate,
    light: Plate,
    accent: Plate,
    x: float,
    top: float,
    wide: float,
    foot: float,
    *,
    night: bool,
    white: bool,
) -> None:
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
            plate.line(
                [(x + wide * 0.25 - 17 + 3 * k, top - 60 + 10 * k), (x + wide * 0.25 + 17 - 3 * k, top - 60 + 10 * k)],
                2.6,
            )
    elif kind == 2:
        plate.line([(x + 12, top - 10), (x + 12, top - 48), (x + wide - 16, top - 44), (x + wide - 16, top - 10)], 3)
        for k in range(4):
            cx = x + 20 + (wide - 52) * k / 4
            (accent if k == 1 else plate).polygon(
                [(cx, top - 45), (cx + 21, top - 45), (cx + 19, top - 17), (cx + 2, top - 19)]
            )
    for _ in range(round(wide / 9)):
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
    dark.polygon(
        [(w * 0.28, ground + 30), (w * 0.315, h * 0.42), (w * 0.36, h * 0.42), (w * 0.385, ground + 30)], rough=4
    )
    for _ in range(60):
        y = p.rng.uniform(h * 0.5, ground + 10)
        x = w * p.rng.uniform(0.325, 0.372)
        dark.gouge([(x, y), (x + 3, y + 24), (x, y + 50)], 5)
    for _ in range(54):
        angle, reach = p.rng.uniform(0, math.tau), math.sqrt(p.rng.random())
        dark.disc(
            w * 0.335 + math.cos(angle) * reach * w * 0.25,
            h * 0.31 + math.sin(angle) * reach * h * 0.22,
            p.rng.uniform(50, 86),
        )
    for _ in range(760):
        angle, reach = p.rng.uniform(0, math.tau), math.sqrt(p.rng.random())
        x, y = w * 0.335 + math.cos(angle) * reach * w * 0.29, h * 0.31 + math.sin(angle) * reach * h * 0.285
        lean = p.rng.uniform(-0.4, 0.4) + angle
        size = p.rng.uniform(10, 19) * (0.7 + 0.5 * (math.cos(angle) > 0))
        dark.gouge(
            [
                (x, y),
                (x + math.cos(lean) * size, y + math.sin(lean) * size * 0.7),
                (x + math.cos(lean) * size * 2, y + math.sin(lean) * size * 1.7),
            ],
            size * 0.62,
        )
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
    dark.polygon(
        [(left, foot), (left + 6, top + 18), (left + 26, top), (right - 30, top), (right - 4, top + 60), (right, foot)]
    )
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
        plate.polygon(
            [(right - 6, foot - 52), (w + 20, foot - 110), (w + 20, foot + 60), (right - 6, foot - 22)], on=False
        )
    accent.polygon([(right - 6, foot - 48), (w + 20, foot - 70), (w + 20, foot + 30), (right - 6, foot - 24)])
    marks.water(mid, 0, w, road + 50, h, gap=11, width=7, length=90)
    for i in range(7):
        marks.glitter(accent, left + 90 + i * 124, road + 100, h - 20, 38)
    for y in range(8):
        dark.gouge(
            [(left - 20, foot + 56 + y * 12), (w * 0.5, foot + 60 + y * 12), (right + 40, foot + 56 + y * 12)],
            9 - y * 0.6,
            on=True,
        )
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
        dark.gouge(
            [
                (left + (w * 0.72 - left) * t, foot + (h * 0.97 - foot) * t),
                (w * 0.74 + 60 * t, foot + 8 + (h * 0.95 - foot) * t),
                (right + (w - right) * t, foot + (h * 0.92 - foot) * t),
            ],
            9,
            on=True,
        )
    for seat in (0.3, 0.62):
        px = left + (right - left) * seat
        dark.disc(px, foot - 196, 27, flat=1.15)
        dark.polygon([(px - 44, foot - 88), (px - 36, foot - 160), (px + 36, foot - 160), (px + 44, foot - 88)])
        dark.polygon(
            [
                (px - 34, foot - 92),
                (px + 30, foot - 92),
                (px + 18, foot),
                (px - 4, foot),
                (px - 2, foot - 56),
                (px - 30, foot - 56),
            ]
        )
