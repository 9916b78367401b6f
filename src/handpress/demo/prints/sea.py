"""Scenes of the sea, the harbour and the ferry."""

from __future__ import annotations

import math

from handpress.demo.prints import marks
from handpress.demo.prints.plate import Plate, Print


def boat(plate: Plate, cuts: Plate, x: float, level: float, size: float, kind: str) -> None:
    """A boat on the waterline at `level`: a ferry, a punt, a lateen sail or a trawler."""
    hull = [
        (x - size, level - size * 0.2),
        (x - size * 0.82, level + size * 0.1),
        (x + size * 0.8, level + size * 0.1),
        (x + size * 1.05, level - size * 0.24),
    ]
    plate.polygon(hull, rough=1.5)
    cuts.gouge(
        [(x - size * 0.86, level - size * 0.1), (x, level - size * 0.08), (x + size * 0.9, level - size * 0.13)],
        size * 0.05,
    )
    if kind == "ferry":
        _ferry_house(plate, x, level, size)
    elif kind == "sail":
        mast, top = x - size * 0.1, level - size * 2.1
        plate.line([(mast, level), (mast, top + size * 0.2)], max(3, size * 0.04))
        plate.polygon(
            [(x - size * 0.75, level - size * 0.34), (x + size * 0.5, top), (x + size * 0.72, level - size * 0.42)],
            rough=2,
        )
        for i in range(1, 6):
            t = i / 6
            start = (x - size * 0.75 + size * 1.25 * t, level - size * 0.34 - (size * 1.76) * t)
            cuts.gouge(
                [
                    start,
                    (x + size * (0.1 + 0.5 * t), level - size * (0.6 + 0.75 * t)),
                    (x + size * 0.64, level - size * (0.5 + 1.0 * t)),
                ],
                size * 0.045,
            )
    elif kind == "trawler":
        plate.box(x + size * 0.25, level - size * 0.62, x + size * 0.65, level - size * 0.18)
        cuts.box(x + size * 0.33, level - size * 0.54, x + size * 0.57, level - size * 0.42, on=False)
        for mx, reach in ((x - size * 0.2, -0.65), (x + size * 0.45, 0.35)):
            plate.line([(mx, level - size * 0.2), (mx, level - size * 1.35)], max(3, size * 0.045))
            plate.line([(mx, level - size * 0.5), (mx + reach * size, level - size * 1.15)], max(2.5, size * 0.03))
            plate.line([(mx, level - size * 1.35), (mx + reach * size, level - size * 1.15)], 2.4)
    else:
        plate.line([(x + size * 0.3, level - size * 0.1), (x + size * 0.5, level - size * 1.1)], max(3, size * 0.04))
        _rower(plate, x + size * 0.26, level - size * 0.15, size * 0.42)
        _rower(plate, x - size * 0.4, level - size * 0.15, size * 0.34)


def _ferry_house(plate: Plate, x: float, level: float, size: float) -> None:
    plate.box(x - size * 0.7, level - size * 0.5, x + size * 0.72, level - size * 0.18)
    plate.box(x - size * 0.8, level - size * 0.56, x + size * 0.82, level - size * 0.49)
    plate.box(x + size * 0.18, level - size * 0.86, x + size * 0.56, level - size * 0.5)
    plate.polygon(
        [
            (x - size * 0.24, level - size * 0.55),
            (x - size * 0.2, level - size * 1.15),
            (x + size * 0.02, level - size * 1.15),
            (x + size * 0.02, level - size * 0.55),
        ]
    )
    plate.box(x - size * 0.24, level - size * 1.04, x + size * 0.04, level - size * 0.95, on=False)
    for i in range(7):
        wx = x - size * 0.58 + i * size * 0.18
        plate.box(wx, level - size * 0.42, wx + size * 0.1, level - size * 0.28, on=False)
    for i in range(2):
        wx = x + size * 0.24 + i * size * 0.15
        plate.box(wx, level - size * 0.78, wx + size * 0.1, level - size * 0.64, on=False)


def _rower(plate: Plate, x: float, foot: float, tall: float) -> None:
    plate.polygon(
        [
            (x - tall * 0.2, foot),
            (x - tall * 0.14, foot - tall * 0.7),
            (x + tall * 0.14, foot - tall * 0.7),
            (x + tall * 0.2, foot),
        ]
    )
    plate.disc(x, foot - tall * 0.88, tall * 0.16)


def smoke(plate: Plate, x: float, y: float, size: float) -> None:
    """Smoke from a funnel, blown one way."""
    for i in range(9):
        t = i / 9
        plate.disc(
            x - size * (0.15 + 2.1 * t),
            y - size * (0.1 + 0.5 * t) + plate.rng.uniform(-6, 6),
            size * (0.1 + 0.15 * t),
            flat=0.7,
        )


def crossing(
    p: Print,
    *,
    kind: str = "ferry",
    sun_at: float = 0.3,
    low: float = 0.0,
    rain: bool = False,
    reeds: bool = False,
    night: bool = False,
    steep: bool = False,
    size: float = 0.17,
    at: float = 0.58,
) -> None:
    """A boat crossing a wide water below a far bank."""
    w, h, shore = p.width, p.height, p.height * 0.47
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    marks.sky(light, w, 40, shore, gap=26)
    sx, sy, sr = w * sun_at, shore * (0.52 + low), h * 0.105
    light.disc(sx, sy, sr * 1.05, on=False)
    marks.sun(accent, sx, sy, sr, rays=0 if night or rain else 30)
    marks.halo(light, sx, sy, sr * (1.2 if night or rain else 2.0), sr * 1.7, rings=5)
    bank = marks.ridge(p.rng, shore - (150 if steep else 34), 200 if steep else 54, w)
    for plate in (light, accent):
        plate.polygon([(i * w / 30, bank(i * w / 30)) for i in range(31)] + [(w, h), (0, h)], on=False)
    mid.polygon(marks.below(bank, w, shore + 4))
    marks.contours(mid, bank, 0, w, depth=240 if steep else 70, first=11, gap=13, length=70, width=5)
    for _ in range(9):
        x = p.rng.uniform(0, w)
        marks.poplar(dark, dark, x, min(bank(x) + 16, shore), p.rng.uniform(40, 100))
    for i in range(4):
        marks.house(dark, w * (0.78 + 0.05 * i), shore + 3, p.rng.uniform(46, 64), p.rng.uniform(34, 60))
    light.box(0, shore, w, h)
    mid.box(0, shore, w, h)
    marks.water(mid, 0, w, shore, h, gap=8, width=7, length=62)
    marks.glitter(light, sx, shore, h, 70, on=False)
    marks.glitter(mid, sx, shore, h, 60, on=False)
    marks.glitter(accent, sx, shore, h, 56)
    level, half = shore + (h - shore) * 0.42, w * size
    x = w * at
    for i in range(20):
        y = level + half * 0.12 + i * 13
        reach = half * (0.95 - 0.035 * i) * p.rng.uniform(0.6, 1.05)
        dark.gouge(
            [(x - reach + p.rng.uniform(-40, 40), y), (x, y + 2), (x + reach + p.rng.uniform(-40, 40), y)],
            9 - i * 0.3,
            on=True,
        )
    boat(dark, dark, x, level, half, kind)
    if kind == "ferry":
        smoke(dark if not night else mid, x - half * 0.1, level - half * 1.2, half * 0.62)
    if night:
        _lighthouse(light, dark, w * 0.12, shore + 8, 240)
    if reeds:
        marks.reeds(dark, -40, w * 0.36, h + 14, height=360, count=60)
        marks.reeds(dark, w * 0.74, w + 20, h + 14, height=250, count=34)
    if rain:
        for plate in (light, mid, dark):
            marks.rain(plate, w, h, strokes=170)
        marks.rain(dark, w, h, strokes=90, on=True)
    else:
        marks.birds(dark, w * 0.45, w * 0.9, h * 0.07, h * 0.24, count=7)


def _lighthouse(light: Plate, dark: Plate, x: float, foot: float, tall: float) -> None:
    dark.polygon(
        [
            (x - tall * 0.13, foot),
            (x - tall * 0.08, foot - tall),
            (x + tall * 0.08, foot - tall),
            (x + tall * 0.13, foot),
        ]
    )
    for band in (0.2, 0.52):
        dark.polygon(
            [
                (x - tall * 0.12, foot - tall * band),
                (x - tall * 0.11, foot - tall * (band + 0.15)),
                (x + tall * 0.11, foot - tall * (band + 0.15)),
                (x + tall * 0.12, foot - tall * band),
            ],
            on=False,
        )
    dark.box(x - tall * 0.07, foot - tall * 1.16, x + tall * 0.07, foot - tall)
    dark.polygon([(x - tall * 0.1, foot - tall * 1.14), (x, foot - tall * 1.28), (x + tall * 0.1, foot - tall * 1.14)])
    light.polygon(
        [(x, foot - tall * 1.08), (x + tall * 4.4, foot - tall * 1.7), (x + tall * 4.4, foot - tall * 1.25)], on=False
    )


def bay(p: Print, *, boats: int = 7) -> None:
    """A round bay seen from a hill, small boats drawn up and afloat."""
    w, h = p.width, p.height
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    horizon = h * 0.24
    marks.sky(light, w, 30, horizon, gap=22)
    marks.sun(accent, w * 0.7, horizon - 54, 60)
    light.box(0, horizon, w, h)
    mid.box(0, horizon, w, h)
    marks.water(mid, 0, w, horizon, h * 0.86, gap=8, width=7, length=70)
    marks.glitter(accent, w * 0.7, horizon, h * 0.62, 40)
    arms = (
        [
            (0, h * 0.2),
            (w * 0.12, h * 0.2),
            (w * 0.3, h * 0.275),
            (w * 0.2, h * 0.33),
            (w * 0.13, h * 0.5),
            (w * 0.2, h * 0.74),
            (w * 0.42, h * 0.9),
            (w * 0.4, h),
            (0, h),
        ],
        [
            (w, h * 0.27),
            (w * 0.9, h * 0.28),
            (w * 0.84, h * 0.36),
            (w * 0.9, h * 0.55),
            (w * 0.82, h * 0.76),
            (w * 0.6, h * 0.88),
            (w * 0.38, h * 0.9),
            (w * 0.36, h),
            (w, h),
        ],
    )
    for arm in arms:
        for plate in (light, mid, accent):
            plate.polygon(arm, on=False)
        dark.polygon(arm, rough=8)
    for _ in range(330):
        x, y = p.rng.uniform(0, w), p.rng.uniform(h * 0.22, h)
        lean = 30 if x < w / 2 else -30
        dark.gouge([(x, y), (x + lean, y + 12), (x + lean * 1.8, y + 34)], 7)
    beach = [(w * (0.16 + 0.68 * t), h * (0.72 + 0.175 * math.sin(math.pi * t))) for t in [i / 24 for i in range(25)]]
    dark.line(beach, 26, on=False)
    for i in range(boats):
        near = p.rng.uniform(0.15, 0.75)
        boat(
            dark,
            dark,
            w * p.rng.uniform(0.3, 0.74),
            horizon + (h * 0.6) * near,
            22 + 56 * near,
            p.rng.choice(("sail", "punt", "trawler")) if i else "sail",
        )
    for i in range(2, 7):
        marks.house(dark, w * (0.05 + 0.055 * i), h * (0.71 + 0.03 * i), 64, 56, lit=accent, chance=0.5)
    marks.birds(dark, w * 0.2, w * 0.6, h * 0.06, h * 0.18, count=6)


def harbour(p: Print, *, cranes: int = 4, night: bool = True, ship: bool = True) -> None:
    """Quay cranes over a dark basin, their lamps on the water."""
    w, h, quay = p.width, p.height, p.height * 0.62
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    marks.sky(mid if night else light, w, 30, quay, gap=28, strength=6)
    if night:
        light.box(0, 0, w, quay)
    for plate in (light, mid):
        plate.disc(w * 0.82, h * 0.16, 54, on=False)
    light.box(0, quay, w, h)
    mid.box(0, quay, w, h)
    marks.water(mid, 0, w, quay, h, gap=9, width=7, length=60)
    if ship:
        _freighter(dark, accent, w * 0.1, quay + 34, w * 0.5)
    for i in range(cranes):
        x = w * (0.3 + 0.68 * i / cranes) + p.rng.uniform(-30, 30)
        _crane(dark, accent, x, quay + 8, h * p.rng.uniform(0.36, 0.5), p.rng.choice((-1, 1)))
    for i in range(9):
        marks.house(
            dark, w * (0.55 + 0.05 * i), quay + 10, w * 0.06, p.rng.uniform(30, 80), pitch=0.2, lit=accent, chance=0.4
        )
    dark.box(0, quay + 4, w, quay + 18)
    for i in range(11):
        x = w * (i + 0.5) / 11 + p.rng.uniform(-30, 30)
        for plate in (light, mid):
            plate.disc(x, quay - 34, 17, on=False)
        accent.disc(x, quay - 34, 9)
        dark.line([(x, quay + 6), (x, quay - 26)], 3)
        marks.glitter(mid, x, quay + 22, quay + 270, 17, on=False)
        marks.glitter(accent, x, quay + 22, quay + 240, 15)


def _crane(dark: Plate, accent: Plate, x: float, foot: float, tall: float, side: int) -> None:
    half = tall * 0.13
    for leg in (-1, 1):
        dark.line([(x + leg * half * 1.3, foot), (x + leg * half * 0.7, foot - tall * 0.62)], 9)
    for k in range(5):
        y0, y1 = foot - tall * 0.62 * k / 5, foot - tall * 0.62 * (k + 1) / 5
        dark.line([(x - half, y0), (x + half, y1)], 4)
        dark.line([(x + half, y0), (x - half, y1)], 4)
    dark.box(x - half * 1.1, foot - tall * 0.76, x + half * 1.1, foot - tall * 0.6)
    accent.box(x - half * 0.5, foot - tall * 0.72, x + half * 0.2, foot - tall * 0.65)
    dark.box(x - half * 0.5, foot - tall * 0.72, x + half * 0.2, foot - tall * 0.65, on=False)
    tip = (x + side * tall * 0.62, foot - tall * 1.12)
    dark.line([(x, foot - tall * 0.72), tip], 9)
    dark.line([(x - side * half, foot - tall * 0.76), (x, foot - tall), tip], 4)
    dark.line([tip, (tip[0], foot - tall * 0.5)], 3)
    dark.box(tip[0] - 15, foot - tall * 0.5, tip[0] + 15, foot - tall * 0.43)


def _freighter(dark: Plate, accent: Plate, x: float, level: float, size: float) -> None:
    dark.polygon(
        [
            (x - size * 0.1, level - size * 0.17),
            (x + size * 0.02, level),
            (x + size * 0.95, level),
            (x + size, level - size * 0.19),
        ],
        rough=2,
    )
    dark.box(x + size * 0.76, level - size * 0.4, x + size * 0.92, level - size * 0.15)
    for row in range(3):
        for column in range(3):
            wx, wy = x + size * (0.785 + column * 0.045), level - size * (0.37 - row * 0.065)
            dark.box(wx, wy, wx + size * 0.027, wy + size * 0.032, on=False)
            accent.box(wx, wy, wx + size * 0.027, wy + size * 0.032)
    for i in range(6):
        for stack in range(dark.rng.randint(1, 3)):
            bx, by = x + size * (0.06 + i * 0.112), level - size * (0.235 + stack * 0.055)
            dark.box(bx, by, bx + size * 0.1, by + size * 0.05, rough=1)
            for k in range(5):
                dark.line(
                    [(bx + size * (0.015 + k * 0.018), by + 5), (bx + size * (0.015 + k * 0.018), by + size * 0.045)],
                    2,
                    on=False,
                )
    dark.gouge(
        [(x, level - size * 0.12), (x + size * 0.5, level - size * 0.1), (x + size * 0.96, level - size * 0.13)], 6
    )


def shoal(p: Print, *, fish: int = 56) -> None:
    """A shoal turning: rows of fish along one great curve, one of them in another ink."""
    w, h = p.width, p.height
    light, accent, mid, dark = p.plate("light"), p.plate("accent"), p.plate("mid"), p.plate("dark")
    light.box(0, 0, w, h)
    for k in range(26):
        marks.water(light, 0, w, k * h / 26, k * h / 26 + 24, gap=14, width=4, length=150)
    odd = p.rng.randrange(fish // 3, fish * 2 // 3)
    columns = 8
    for i in range(fish):
        column, row = i % columns, i // columns
        t = (column + (row % 2) * 0.5) / columns
        x = w * (-0.02 + 1.06 * t)
        y = h * ((row + 0.5) / (fish / columns)) + 70 * math.sin(t * 4.4 + 0.4)
        slope = math.atan2(70 * 4.4 * math.cos(t * 4.4 + 0.4), w)
        body = accent if i == odd else (dark if (i * 7 + row) % 5 else mid)
        _fish(body, light, x, y, 84 + 6 * math.sin(i), slope)


def _fish(plate: Plate, ground: Plate, x: float, y: float, size: float, slope: float) -> None:
    cos, sin = math.cos(slope), math.sin(slope)

    def at(u: float, v: float) -> tuple[float, float]:
        return x + size * (u * cos - v * sin), y + size * (u * sin + v * cos)

    back = [at(1 - 1.7 * i / 12, -0.34 * math.sin(math.pi * (i / 12) ** 0.75)) for i in range(13)]
    belly = [at(1 - 1.7 * i / 12, 0.3 * math.sin(math.pi * (i / 12) ** 0.75)) for i in range(12, -1, -1)]
    tail = [at(-0.64, 0), at(-1.02, -0.3), at(-0.9, 0), at(-1.02, 0.3)]
    for block, on in ((ground, False), (plate, True)):
        block.polygon(back + belly, on=on)
        block.polygon(tail, on=on)
    plate.disc(*at(0.74, -0.06), size * 0.05, on=False)
    plate.gouge([at(0.52, -0.2), at(0.45, 0), at(0.52, 0.2)], size * 0.05)
    for row in range(3):
        for k in range(4):
            u, v = 0.3 - 0.24 * k - row * 0.03, -0.14 + 0.14 * row
            plate.gouge([at(u, v - 0.05), at(u - 0.06, v), at(u, v + 0.05)], size * 0.045)
