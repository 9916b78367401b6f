"""The recipe of the pages that every language has once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from handpress.edition.recipes.fixed import OWN_PAGES
from handpress.edition.recipes.front import FrontPageOfLanguage
from handpress.edition.recipes.own_page import OwnPage
from handpress.pages.pressroom import Pressroom
from handpress.pages.recipe import PageRecipe
from handpress.press.engine import Reading
from handpress.reading import places


class OwnPagesRecipe(PageRecipe):
    """Front page, archive, links, feeds, search and 404 of each language. Subject: `en/archive`."""

    name = "own"
    batch = 8

    def __init__(self, room: Pressroom | None = None) -> None:
        """Share `room`."""
        super().__init__(room)
        kinds: tuple[type[OwnPage], ...] = (FrontPageOfLanguage, *OWN_PAGES)
        self._pages = {page.name: page for page in (kind(self.room) for kind in kinds)}

    def subjects(self, key: str) -> Iterable[str]:
        """None: they always exist."""
        return ()

    def everything(self) -> Iterator[str]:
        """Each page in each language."""
        yield from (f"{language}/{name}" for language in places.languages() for name in self._pages)

    def readings(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """One reading for each; some thirty queries for a front page, a few for the others."""
        for subject in subjects:
            language, _, name = subject.partition("/")
            if name in self._pages and language in places.languages():
                yield replace(self._pages[name].reading(language), subject=subject)
