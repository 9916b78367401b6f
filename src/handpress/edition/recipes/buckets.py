"""The months and years of lists, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from handpress.edition.fingerprints import calendar_rows, year_rows
from handpress.edition.recipes.calendars import days_of, month_of, period
from handpress.edition.recipes.families import FAMILIES
from handpress.edition.recipes.heads import Head, heads, portraits, share_image
from handpress.kit.batches import batched
from handpress.kit.own_words import UNDATED
from handpress.pages.recipe import PageData, PageRecipe
from handpress.press.engine import STATE, Notes, Reading
from handpress.press.fingerprint import fingerprint
from handpress.reading import lists, places
from handpress.reading.keys import Group, list_key, parse_group, parse_list
from handpress.reading.lists import Calendar, around, is_paged, parts_around
from handpress.reading.teasers import Teasers
from handpress.theme.records import Link, ShareImage

GROUPS_AT_ONCE = 200


class Bucket(NamedTuple):
    """One month or year of one list, as read."""

    head: Head
    name: str  # 2013-06, 2013, undated
    ids: list[int]
    calendar: Calendar

    @property
    def is_whole_year(self) -> bool:
        """Whether it is a year of the whole magazine, which shows its months and not their articles."""
        return is_whole_year(self.head.group, self.name)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show, or nothing that the list's own page does not show already."""
        if not is_paged(self.head.group, self.calendar):
            return True
        if self.is_whole_year:
            return not any(bucket.startswith(self.name) for bucket in self.calendar)
        return not self.ids


class BucketRecipe(PageRecipe):
    """The buckets of all lists. Subject: `author/5/en:2013`, `section/7:2013-06`, `tag/9:undated`."""

    name = "bucket"
    batch = 40  # a month of a busy list holds hundreds of articles

    def subjects(self, key: str) -> Iterable[str]:
        """`list:section/7:2013-06` → `section/7:2013-06`; all of a list that begins or ceases to be paged."""
        if key.startswith(STATE) and (group := parse_group(key.removeprefix(STATE))):
            return [f"{group}:{bucket}" for bucket in self.room.memory.calendars([group]).get(group, {})]
        found = parse_list(key)
        if found is None:
            return ()
        group, part = found
        return (f"{group}:{part}",) if part == UNDATED or part[0].isdigit() else ()

    def everything(self) -> Iterator[str]:
        """Every bucket of every list, list by list."""
        for family in FAMILIES.values():
            for some in batched(sorted(family.groups()), GROUPS_AT_ONCE):
                for group, calendar in lists.calendars(some).items():
                    if not is_paged(group, calendar):
                        continue
                    years = whole_years(calendar) if group.family == "all" else []
                    yield from (f"{group}:{bucket}" for bucket in dict.fromkeys([*calendar, *years]))

    def readings(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """One reading for each bucket with something in it."""
        pairs = [(group, bucket) for group, bucket in map(_parse, subjects) if group]
        found = heads(self.room, {group for group, _ in pairs})
        pairs = [(group, bucket) for group, bucket in pairs if group in found]
        members, calendars = self.room.memory.buckets(pairs), self.room.memory.calendars(found)
        shown = self.room.teasers({id for ids in members.values() for id in ids})
        seen: dict[tuple[Group, str], str] = {}
        pictures = portraits(found.values())
        for group, name in pairs:
            bucket = Bucket(found[group], name, members.get((group, name), []), calendars.get(group, {}))
            if not bucket.is_empty:
                yield self._reading(bucket, shown, seen, share_image(bucket.head, pictures))

    def _reading(
        self, bucket: Bucket, shown: Teasers, seen: dict[tuple[Group, str], str], picture: ShareImage | None
    ) -> Reading:
        head, group, name = bucket.head, bucket.head.group, bucket.name
        template = _template(group, name)
        notes = self.notes(template, head.language)
        notes.keys |= head.keys
        rows = year_rows(bucket.calendar, name, bucket.ids) if bucket.is_whole_year else bucket.ids
        notes.list(list_key(group, name), fingerprint(rows))
        if group.family != "all":
            notes.record(f"{STATE}{group}")  # whether there are such pages at all
        newer, older = self._neighbours(bucket, notes, seen)
        title = self._period(head, name)
        context = {
            "title": title,
            "parent": self._parent(bucket),
            "days": days_of(shown.shown(bucket.ids, notes, with_pictures=False)),
            "newer": newer,
            "older": older,
            "year": period(name)[0],
            "months": _months(bucket) if bucket.is_whole_year else (),
            "teasers": (),
            "calendar": (),
        }
        address = head.address(name)
        full_title = title if group.family == "all" else f"{head.name}: {title}"
        kind = "year" if bucket.is_whole_year else "month"
        about = self.room.words(head.language).about_period(head.name, title)
        page = self.page(
            address, full_title, description=about, kind=kind, feeds=head.feeds(head.name), picture=picture
        )
        data = PageData(template, self.room.reading(head.language).site, page, context)
        return Reading(f"{group}:{name}", places.file_of(address), data, notes.trace())

    def _parent(self, bucket: Bucket) -> Link:
        """The year above a month of the magazine; the list's own page above anything else."""
        head, name = bucket.head, bucket.name
        if head.group.family == "all" and "-" in name:
            return Link(self._period(head, name[:4]), head.address(name[:4]))
        return Link(head.name, head.address())

    def _neighbours(
        self, bucket: Bucket, notes: Notes, seen: dict[tuple[Group, str], str]
    ) -> tuple[Link | None, Link | None]:
        head, group = bucket.head, bucket.head.group
        newer, older = around(_sequence(bucket), bucket.name)
        for part in parts_around(group, bucket.name, newer, older):
            if (group, part) not in seen:
                seen[group, part] = fingerprint(calendar_rows(group, bucket.calendar, part) or [])
            notes.list(list_key(group, part), seen[group, part])
        return self._link(head, newer), self._link(head, older)

    def _link(self, head: Head, name: str) -> Link | None:
        return Link(self._period(head, name), head.address(name)) if name else None

    def _period(self, head: Head, name: str) -> str:
        return self.room.words(head.language).period(*period(name))


def is_whole_year(group: Group, name: str) -> bool:
    """Whether a bucket is a year of the whole magazine."""
    return group.family == "all" and name.isdigit()


def whole_years(calendar: Calendar) -> list[str]:
    """The years in which there is anything, newest first."""
    return list(dict.fromkeys(bucket[:4] for bucket in calendar if bucket != UNDATED))


def _sequence(bucket: Bucket) -> list[str]:
    """The buckets among which one has neighbours: months among months, years among years."""
    if bucket.is_whole_year:
        return whole_years(bucket.calendar)
    if bucket.head.group.family != "all":
        return list(bucket.calendar)
    return [name for name in bucket.calendar if not name.isdigit()]


def _months(bucket: Bucket) -> tuple[object, ...]:
    start = f"{bucket.name}-"
    found = ((name, count) for name, count in bucket.calendar.items() if name.startswith(start))
    return tuple(month_of(name, bucket.head.address(name), count) for name, count in found)


def _template(group: Group, name: str) -> str:
    if group.family != "all":
        return "bucket.html"
    return "year.html" if name.isdigit() else "month.html"


def _parse(subject: str) -> tuple[Group | None, str]:
    name, _, bucket = subject.rpartition(":")
    return parse_group(name), bucket
