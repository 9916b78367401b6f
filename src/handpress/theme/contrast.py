"""The nearest shade of an accent that can be read on a paper (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import colorsys
from functools import cache

from handpress.kit.colour import ACCENT, HEX, contrast, luminance


@cache
def readable(accent: str, paper: str, *, at_least: float = 4.5, otherwise: str = ACCENT) -> str:
    """`accent`, made darker on light paper or lighter on dark paper until it can be read there.

    Anything but `#rrggbb` counts as `otherwise`: the value ends in a style sheet.
    """
    colour = accent.lower() if HEX.match(accent) else otherwise
    step = -0.01 if luminance(paper) > 0.18 else 0.01
    hue, light, saturation = colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    while contrast(colour, paper) < at_least and 0 < light + step < 1:
        light += step
        rgb = colorsys.hls_to_rgb(hue, light, saturation)
        colour = "#" + "".join(f"{round(c * 255):02x}" for c in rgb)
    return colour
