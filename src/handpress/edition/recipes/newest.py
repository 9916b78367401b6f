"""A list's own page: its head, its thirty newest, its calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from handpress.edition.fingerprints import calendar_rows
from handpress.edition.recipes.calendars import calendar_years
from handpress.edition.recipes.families import FAMILIES
from handpress.edition.recipes.heads import Head, heads, portraits, share_image
from handpress.pages.recipe import PageData, PageRecipe
from handpress.press.engine import Reading
from handpress.press.fingerprint import fingerprint
from handpress.reading import places
from handpress.reading.keys import CALENDAR, NEWEST, Group, every_language, list_key, parse_group, parse_list
from handpress.reading.lists import Calendar, is_paged
from handpress.reading.media import Pictures
from handpress.reading.teasers import Teasers


class Contents(NamedTuple):
    """What a batch of lists holds."""

    newest: dict[Group, list[int]]
    calendars: dict[Group, Calendar]
    teasers: Teasers
    more: dict[str, Any]  # by family
    pictures: Pictures


class NewestRecipe(PageRecipe):
    """The own page of each list but the archive. Subject: the group, as in `author/5/en`."""

    name = "list"
    batch = 50

    def subjects(self, key: str) -> Iterable[str]:
        """A list whose newest articles changed, or the lists of a record in every language."""
        found = parse_list(key)
        if found:
            group, part = found
            return [str(group)] if part == NEWEST and group.family != "all" else []
        return map(str, lists_of(key))

    def everything(self) -> Iterator[str]:
        """Every list that has a page."""
        for name, family in FAMILIES.items():
            if name != "all":
                yield from map(str, sorted(family.groups()))

    def readings(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """One reading for each list with a page."""
        groups = [group for subject in subjects if (group := parse_group(subject)) and group.family != "all"]
        found = heads(self.room, groups)
        newest = self.room.memory.newest(found)
        shown = {group: head for group, head in found.items() if group in newest or FAMILIES[group.family].is_permanent}
        teasers = self.room.teasers({id for ids in newest.values() for id in ids})
        contents = Contents(
            newest, self.room.memory.calendars(shown), teasers, _more(shown.values()), portraits(shown.values())
        )
        for head in shown.values():
            yield self._reading(head, contents)

    def _reading(self, head: Head, contents: Contents) -> Reading:
        group, family = head.group, FAMILIES[head.group.family]
        more, words = contents.more[group.family], self.room.words(head.language)
        notes = self.notes(family.template, head.language)
        notes.keys |= head.keys
        ids, calendar = contents.newest.get(group, []), contents.calendars.get(group, {})
        notes.list(list_key(group, NEWEST), fingerprint(ids))
        notes.list(list_key(group, CALENDAR), fingerprint(calendar_rows(group, calendar, CALENDAR) or []))
        if is_paged(group, calendar):  # told when it becomes so, and when it is no more: its buckets come or go
            notes.state(str(group))
        context = {
            **family.context(head, more, words, notes),
            "teasers": family.arranged(head, more, contents.teasers.shown(ids, notes)),
            "calendar": calendar_years(calendar, head.address) if is_paged(group, calendar) else (),
        }
        page = self.page(
            head.address(),
            head.name,
            description=family.description(head, words),
            kind=family.page_kind(head),
            alternates=family.alternates(head, more, notes),
            feeds=head.feeds(head.name),
            picture=share_image(head, contents.pictures),
            is_indexed=bool(ids),
        )
        data = PageData(family.template, self.room.reading(head.language).site, page, context)
        return Reading(str(group), places.file_of(head.address()), data, notes.trace())


def lists_of(key: str) -> Iterable[Group]:
    """The lists of a record, in every language: `author:5` → `author/5/en`, `author/5/es` …"""
    kind, _, id = key.partition(":")
    family = FAMILIES.get(kind)
    if family is None or family.record != kind or not id.isdigit():
        return ()
    return every_language(kind, id, places.languages())


def _more(found: Iterable[Head]) -> dict[str, Any]:
    """What each family's pages show beside the articles."""
    by_family: dict[str, list[Head]] = defaultdict(list)
    for head in found:
        by_family[head.group.family].append(head)
    return {name: FAMILIES[name].more(some) for name, some in by_family.items()}
