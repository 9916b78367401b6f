"""The names of an article's writers as one phrase, linked where the magazine has a page for them."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from handpress.edition.records import Byline
from handpress.edition.typography import typography

LINK = Markup('<a href="{}">{}</a>')


@lru_cache(maxsize=4096)
def linked_names(bylines: tuple[Byline, ...], language: str) -> Markup:
    """ "A, B and C" in the language's own manner. The same few authors fill a list: results are remembered."""
    return typography(language).join(
        [LINK.format(line.address, line.name) if line.address else line.name for line in bylines]
    )
