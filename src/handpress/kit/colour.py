"""Colours as `#rrggbb`, and the contrast between two of them (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re

ACCENT = "#a3201d"  # press red: the accent of a magazine that has chosen none
HEX = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})\Z")


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, from 0 (black) to 1 (white); ValueError for anything else."""
    if not (match := HEX.match(colour)):
        raise ValueError(f"Not a colour: {colour!r}. Write #rrggbb.")
    red, green, blue = (_linear(int(part, 16) / 255) for part in match.groups())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
