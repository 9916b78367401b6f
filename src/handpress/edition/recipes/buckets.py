"""The months and years of lists, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from handpress.edition import lists, places
from handpress.edition.fingerprints import calendar_rows, fingerprint, year_rows
from handpress.edition.keys import MONTHLY, UNDATED, Group, list_key, parse_group, parse_list
from handpress.edition.lists import Calendar, around, parts_around
from handpress.edition.reading.teasers import Teasers, teasers
from handpress.edition.recipes.base import PageRecipe
from handpress.edition.recipes.calendars import calendar_years, days_of, month_of, period
from handpress.edition.recipes.heads import Head, heads
from handpress.edition.recipes.newest import ListRecipe
from handpress.edition.records import Link
from handpress.press.engine import Notes, Reading

Pair = tuple[Group, str]
GROUPS_AT_ONCE = 200


class BucketRecipe(PageRecipe):
    """The buckets of one family of lists. Subject: `author/5/en:2013`, `section/7:2013-06`, `tag/9:undated`."""

    template = "bucket.html"
    kind = "month"
    batch = 20  # a month of a busy list holds hundreds of articles

    def __init__(self, of: ListRecipe) -> None:
        """Press the buckets of the lists that `of` makes."""
        super().__init__(of.room)
        self._of = of
        self.family = of.family
        self.name = f"{of.family}-{'month' if of.family in MONTHLY else 'year'}"

    def concerns(self, key: str) -> Iterable[str]:
        """`list:section/7:2013-06` → `section/7:2013-06`."""
        found = parse_list(key)
        if found is None or found[0].family != self.family:
            return ()
        group, part = found
        return (f"{group}:{part}",) if part == UNDATED or part[0].isdigit() else ()

    def everything(self) -> Iterator[str]:
        """Every bucket of every list of the family, list by list."""
        for some in lists.chunks(sorted(self._of.groups()), GROUPS_AT_ONCE):
            for group, calendar in lists.calendars(some).items():
                yield from (f"{group}:{bucket}" for bucket in calendar if self.is_mine(bucket))

    def is_mine(self, bucket: str) -> bool:
        """Whether the recipe presses such buckets."""
        return True

    def readings(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """One reading for each bucket that holds an article."""
        pairs = [pair for subject in subjects if (pair := self._pair(subject))]
        found = heads({group for group, _ in pairs}, self.room.words)
        members = lists.buckets([pair for pair in pairs if pair[0] in found])
        calendars = lists.calendars(found)
        shown = teasers({id for ids in members.values() for id in ids}, with_pictures=False)
        for pair in pairs:
            if pair[0] in found and self.exists(pair, members.get(pair, []), calendars.get(pair[0], {})):
                yield self._reading(pair, found[pair[0]], members.get(pair, []), calendars[pair[0]], shown)

    def exists(self, pair: Pair, ids: list[int], calendar: Calendar) -> bool:
        """Whether the bucket has a page: when it holds an article."""
        return bool(ids)

    def _pair(self, subject: str) -> Pair | None:
        name, _, bucket = subject.rpartition(":")
        group = parse_group(name)
        return (group, bucket) if group and self.is_mine(bucket) else None

    def _reading(self, pair: Pair, head: Head, ids: list[int], calendar: Calendar, shown: Teasers) -> Reading:
        group, bucket = pair
        notes = self.notes(self.template, head.language)
        notes.keys |= head.keys
        notes.list(list_key(group, bucket), fingerprint(self.rows(pair, ids, calendar)))
        newer, older = self._neighbours(pair, head, calendar, notes)
        address = head.address(bucket)
        title = self.room.words(head.language).period(*period(bucket))
        context = {
            "title": title,
            "parent": Link(head.name, head.address()),
            "days": days_of(shown.shown(ids, notes)),
            "newer": newer,
            "older": older,
            **self.more(pair, head, calendar),
        }
        page = self.page(address, self.full_title(head, title), feeds=head.feeds(head.name))
        sheet = self.sheet(head.language, page, teasers=(), calendar=(), **context)
        return Reading(f"{group}:{bucket}", places.file_of(address), sheet, notes.trace())

    def rows(self, pair: Pair, ids: list[int], calendar: Calendar) -> list[object]:
        """What the bucket's key stands for."""
        return list(ids)

    def full_title(self, head: Head, title: str) -> str:
        """The title with the list's name before it."""
        return f"{head.name}: {title}"

    def more(self, pair: Pair, head: Head, calendar: Calendar) -> dict[str, object]:
        """What the template is given beside the articles."""
        return {}

    def sequence(self, calendar: Calendar) -> list[str]:
        """The buckets among which the page has neighbours."""
        return [bucket for bucket in calendar if self.is_mine(bucket)]

    def _neighbours(self, pair: Pair, head: Head, calendar: Calendar, notes: Notes) -> tuple[Link | None, Link | None]:
        group, bucket = pair
        newer, older = around(self.sequence(calendar), bucket)
        for part in parts_around(group, bucket, newer, older):
            notes.list(list_key(group, part), fingerprint(calendar_rows(group, calendar, part) or []))
        return self._link(head, newer), self._link(head, older)

    def _link(self, head: Head, bucket: str) -> Link | None:
        if not bucket:
            return None
        return Link(self.room.words(head.language).period(*period(bucket)), head.address(bucket))


class ArchiveLists(ListRecipe):
    """The whole magazine as a family of lists; its own page is the archive's."""

    name = "archive"
    family = "all"
    template = "archive.html"
    kind = "archive"
    is_permanent = True

    def concerns(self, key: str) -> Iterable[str]:
        """The calendar of a language."""
        found = parse_list(key)
        return [str(found[0])] if found and found[0].family == "all" and found[1] == "calendar" else []

    def groups(self) -> set[Group]:
        """One in every language."""
        return {Group("all", "", language) for language in places.languages()}

    def readings(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """The archive of each language: its calendar."""
        found = heads([group for subject in subjects if (group := parse_group(subject))], self.room.words)
        calendars = lists.calendars(found)
        for group, head in found.items():
            calendar = calendars.get(group, {})
            notes = self.notes(self.template, head.language)
            notes.list(list_key(group, "calendar"), fingerprint(calendar_rows(group, calendar, "calendar") or []))
            words = self.room.words(head.language)
            dated = {bucket: count for bucket, count in calendar.items() if bucket != UNDATED}
            undated = Link(words.title("undated"), head.address(UNDATED)) if UNDATED in calendar else None
            years = calendar_years(dated, head.address, has_year_pages=True)
            alternates = [(code, places.own_page(code, "archive")) for code in places.languages()]
            page = self.page(head.address(), head.name, alternates=alternates, feeds=head.feeds(head.name))
            sheet = self.sheet(head.language, page, teasers=(), calendar=years, undated=undated)
            yield Reading(str(group), places.file_of(head.address()), sheet, notes.trace())


class MonthRecipe(BucketRecipe):
    """The months of the whole magazine, and what has no date."""

    template = "month.html"

    def is_mine(self, bucket: str) -> bool:
        """Months; years have a template of their own."""
        return "-" in bucket or bucket == UNDATED

    def sequence(self, calendar: Calendar) -> list[str]:
        """Months, and last what is undated."""
        return [bucket for bucket in calendar if self.is_mine(bucket)]

    def full_title(self, head: Head, title: str) -> str:
        """The month alone: it is a page of the magazine."""
        return title

    def more(self, pair: Pair, head: Head, calendar: Calendar) -> dict[str, object]:
        """The year above the month."""
        year = pair[1][:4]
        above = (
            Link(self.room.words(head.language).period(int(year), 0), head.address(year)) if year.isdigit() else None
        )
        return {"parent": above} if above else {}


class YearRecipe(BucketRecipe):
    """The years of the whole magazine: their months, and what is known to the year only."""

    template = "year.html"
    kind = "year"

    def __init__(self, of: ListRecipe) -> None:
        """Press the years of `of`."""
        super().__init__(of)
        self.name = "all-year"

    def is_mine(self, bucket: str) -> bool:
        """Years."""
        return bucket.isdigit()

    def everything(self) -> Iterator[str]:
        """Every year of every language that holds an article."""
        for group, calendar in lists.calendars(self._of.groups()).items():
            yield from (f"{group}:{year}" for year in _years(calendar))

    def exists(self, pair: Pair, ids: list[int], calendar: Calendar) -> bool:
        """When any of its months holds an article, or an article is known to the year only."""
        return any(bucket[:4] == pair[1] for bucket in calendar)

    def rows(self, pair: Pair, ids: list[int], calendar: Calendar) -> list[object]:
        """Its months with their numbers, and the articles known to the year only."""
        return year_rows(calendar, pair[1], ids)

    def full_title(self, head: Head, title: str) -> str:
        """The year alone."""
        return title

    def sequence(self, calendar: Calendar) -> list[str]:
        """Every year."""
        return _years(calendar)

    def more(self, pair: Pair, head: Head, calendar: Calendar) -> dict[str, object]:
        """Its number and its months."""
        months = tuple(
            month_of(bucket, head.address(bucket), count)
            for bucket, count in calendar.items()
            if bucket.startswith(f"{pair[1]}-")
        )
        return {"year": int(pair[1]), "months": months}


def _years(calendar: Calendar) -> list[str]:
    return list(dict.fromkeys(bucket[:4] for bucket in calendar if bucket != UNDATED))
