"""The languages an editor can choose for the desk, whatever languages the magazine is written in."""

from __future__ import annotations

from wagtail.admin.localization import WAGTAILADMIN_PROVIDED_LANGUAGES

# In these every word of the house is translated; `make words` keeps their catalogues.
WHOLE = [("en", "English"), ("es", "Spanish"), ("ar", "Arabic"), ("hi", "Hindi")]


def desk_languages() -> list[tuple[str, str]]:
    """Code and English name: the house's four, then those that Wagtail brings, in which the house speaks English."""
    whole = {code for code, _name in WHOLE}
    return [*WHOLE, *((code, name) for code, name in WAGTAILADMIN_PROVIDED_LANGUAGES if code not in whole)]
