"""What the desk's templates say of the magazine."""

from __future__ import annotations

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def magazine_name() -> str:
    """The publication's name."""
    return settings.PUBLICATION.name


@register.simple_tag
def magazine_mark() -> str:
    """The address of its mark, which the press makes of the logo, or of the accent where there is none."""
    return "/apple-touch-icon.png"
