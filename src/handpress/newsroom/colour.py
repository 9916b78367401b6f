"""What an editor is told of an accent that cannot be read."""

from __future__ import annotations

from django.utils.translation import gettext as _

from handpress.kit.colour import HEX, contrast

READABLE = 4.5


def contrast_problem(accent: str, *, ground: str = "#ffffff") -> str | None:
    """What an editor is told of an accent too faint on its ground; None when it can be read (or is no colour)."""
    if not HEX.match(accent):
        return None
    ratio = contrast(accent, ground)
    if ratio >= READABLE:
        return None
    return _("%(colour)s has a contrast of %(ratio).1f on white; links need 4.5. Choose a darker colour.") % {
        "colour": accent,
        "ratio": ratio,
    }
