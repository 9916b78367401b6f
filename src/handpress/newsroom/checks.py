"""System checks: a machine without type for a language would share its articles with the magazine's mark alone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Info, register

from handpress.kit.cards.faces import BOLD, FontsUnknown
from handpress.kit.cards.runs import Unprintable, letters

PACKAGES = "Install Debian's packages fontconfig, libfribidi0, fonts-noto-core and fonts-noto-cjk, and start again."


def languages_without_type() -> list[str]:
    """The names of the magazine's languages whose own names cannot be set with the fonts of this machine."""
    return [each.name for each in settings.PUBLICATION.languages if not _can_be_set(each.name, each.code)]


def _can_be_set(name: str, language: str) -> bool:
    try:
        return bool(letters(name, language, BOLD, is_rtl=False))
    except Unprintable:
        return False
    except FontsUnknown:  # nothing can be said
        return True


@register()
def cards_can_be_set(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """This machine has type for every language of the magazine."""
    missing = languages_without_type()
    if not missing:
        return []
    told = f"No font of this machine has the letters of {', '.join(missing)}: share cards have no words there."
    return [Info(told, hint=PACKAGES, id="newsroom.I001")]
