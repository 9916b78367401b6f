"""Whether a colour can be read, by the contrast of WCAG 2.2 (1.4.3)."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

READABLE = 4.5
_HEX = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})\Z")


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", from 0 (black) to 1 (white); ValueError for anything else."""
    if not (match := _HEX.match(colour)):
        raise ValueError(f"Not a colour: {colour!r}. Write #rrggbb.")
    red, green, blue = (_linear(int(part, 16) / 255) for part in match.groups())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def contrast_problem(accent: str, *, ground: str = "#ffffff") -> str | None:
    """What an editor is told of an accent too faint on its ground; None when it can be read (or is no colour)."""
    if not _HEX.match(accent):
        return None
    ratio = contrast(accent, ground)
    if ratio >= READABLE:
        return None
    return _("%(colour)s has a contrast of %(ratio).1f on white; links need 4.5. Choose a darker colour.") % {
        "colour": accent,
        "ratio": ratio,
    }


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
