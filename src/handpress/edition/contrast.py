"""Contrast between colours, and the nearest shade of an accent that can be read on a paper (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import colorsys
import re
from functools import cache

HEX = re.compile(r"#[0-9a-fA-F]{6}")


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, of `#rrggbb` (WCAG 2.2, "relative luminance")."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@cache
def readable(accent: str, paper: str, *, at_least: float = 4.5, otherwise: str = "#a3201d") -> str:
    """`accent`, made darker on light paper or lighter on dark paper until it can be read there.

    Anything but `#rrggbb` counts as `otherwise`: the value ends in a style sheet.
    """
    colour = accent.lower() if HEX.fullmatch(accent) else otherwise
    step = -0.01 if luminance(paper) > 0.18 else 0.01
    hue, light, saturation = colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    while contrast(colour, paper) < at_least and 0 < light + step < 1:
        light += step
        rgb = colorsys.hls_to_rgb(hue, light, saturation)
        colour = "#" + "".join(f"{round(c * 255):02x}" for c in rgb)
    return colour
