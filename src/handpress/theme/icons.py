"""Favicon and icons: the logo on paper, or a mark in the magazine's accent where there is no logo."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageDraw, ImageOps

PAPER = (255, 255, 255)
MARGIN = 0.06  # of the side, around a logo


@lru_cache(maxsize=8)
def favicon(logo: bytes, accent: str) -> bytes:
    """`/favicon.ico` with the sizes browsers ask for."""
    image = _square(logo, accent, 256)
    out = io.BytesIO()
    image.save(out, "ICO", sizes=[(16, 16), (32, 32), (48, 48)])
    return out.getvalue()


@lru_cache(maxsize=8)
def apple_icon(logo: bytes, accent: str) -> bytes:
    """`/apple-touch-icon.png`, 180 pixels, which phones ask for by that name."""
    return _png(_square(logo, accent, 180))


@lru_cache(maxsize=8)
def large_icon(logo: bytes, accent: str) -> bytes:
    """`/icon-512.png`, for feeds and whoever shows the magazine among others."""
    return _png(_square(logo, accent, 512))


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _square(logo: bytes, accent: str, side: int) -> Image.Image:
    return _of_logo(logo, side) if logo else mark(accent, side)


def _of_logo(logo: bytes, side: int) -> Image.Image:
    with Image.open(io.BytesIO(logo)) as opened:
        picture = opened.convert("RGBA")
    room = round(side * (1 - 2 * MARGIN))
    picture = ImageOps.contain(picture, (room, room), Image.Resampling.LANCZOS)
    square = Image.new("RGB", (side, side), PAPER)
    place = ((side - picture.width) // 2, (side - picture.height) // 2)
    square.paste(picture, place, picture)
    return square


def mark(accent: str, side: int) -> Image.Image:
    """Lines of type under a bar: a sheet as it leaves the press."""
    square = Image.new("RGB", (side, side), accent)
    draw = ImageDraw.Draw(square)
    unit = side / 16
    for top, width, height in ((3, 10, 2.5), (7, 10, 1), (9.5, 10, 1), (12, 6, 1)):
        draw.rectangle((3 * unit, top * unit, (3 + width) * unit - 1, (top + height) * unit - 1), fill=PAPER)
    return square
