"""What pages that every language has once have in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handpress.edition.fingerprints import calendar_rows
from handpress.pages.recipe import PageRecipe, every_translation
from handpress.press.engine import Notes, Reading
from handpress.press.fingerprint import fingerprint
from handpress.reading import places
from handpress.reading.keys import CALENDAR, Group, list_key
from handpress.reading.lists import Calendar
from handpress.theme.records import Page


class OwnPage(PageRecipe):
    """One page in each language, at the address of its name."""

    def reading(self, language: str) -> Reading:
        """The page's reading; its subject is the language."""
        notes = self.notes(self.template, language, *self.frame_keys(language))
        page = self.own_page(language)
        context = {"teasers": (), "calendar": (), **self.context(language, notes)}
        return Reading(language, self.file(page), self.page_data(language, page, **context), notes.trace())

    def everything(self) -> Iterator[str]:
        """One in each language."""
        yield from places.languages()

    def calendar(self, language: str, notes: Notes) -> Calendar:
        """How many articles each month of the language holds, noted."""
        group = Group("all", "", language)
        calendar = self.room.memory.calendars([group]).get(group, {})
        notes.list(list_key(group, CALENDAR), fingerprint(calendar_rows(group, calendar, CALENDAR) or []))
        return calendar

    def frame_keys(self, language: str) -> tuple[str, ...]:
        """Further keys of the page's frame."""
        return ()

    def own_page(self, language: str) -> Page:
        """The page, titled by the theme."""
        return self.page(
            places.own_page(language, self.name),
            self.room.words(language).title(self.name),
            alternates=every_translation(self.name),
        )

    def file(self, page: Page) -> str:
        """Where it lies."""
        return places.file_of(page.address)

    def context(self, language: str, notes: Notes) -> dict[str, Any]:
        """What its template is given."""
        return {}
