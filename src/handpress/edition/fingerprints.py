"""Fingerprints of list reads: a page is pressed again only when what it read would read differently now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from handpress.pages.pressroom import pressroom
from handpress.press.fingerprint import fingerprint
from handpress.reading import keys, magazine_lists
from handpress.reading import neighbours as near
from handpress.reading.keys import CALENDAR, NEWEST, YEARS, Group
from handpress.reading.lists import Calendar
from handpress.reading.translations import versions

NONE: tuple[()] = ()


def fingerprints(wanted: Collection[str]) -> dict[str, str]:
    """What each list key reads now, exactly as a page that reads the list notes it."""
    sorts: dict[Callable[[list[str]], Iterator[tuple[str, Iterable[Any]]]], list[str]] = defaultdict(list)
    for key in wanted:
        sorts[_sort_of(key)].append(key)
    return {key: fingerprint(rows) for answer, some in sorts.items() for key, rows in answer(some)}


def _sort_of(key: str) -> Callable[[list[str]], Iterator[tuple[str, Iterable[Any]]]]:
    if key.startswith("neighbours:"):
        return _neighbours
    if key.startswith("translations:"):
        return _translations
    return _of_groups if keys.parse_list(key) else magazine_lists.rows_of


def calendar_rows(group: Group, calendar: Calendar, part: str) -> list[Any] | None:
    """What a part that is answered by the calendar holds; None for `newest` and a bucket's articles."""
    if part == CALENDAR:
        return list(calendar.items())
    if part == YEARS:  # with whether there are months, which decides where the archive leads
        return sorted({(keys.year_of(bucket), "-" in bucket) for bucket in calendar})
    if part.startswith("months/"):
        return [bucket for bucket in calendar if bucket.startswith(part.removeprefix("months/"))]
    return None


def year_rows(calendar: Calendar, year: str, ids: Iterable[int]) -> list[Any]:
    """What the whole magazine's page of a year holds: its months, and articles known to the year only."""
    return [*((bucket, count) for bucket, count in calendar.items() if bucket.startswith(f"{year}-")), *ids]


def _of_groups(wanted: list[str]) -> Iterator[tuple[str, Iterable[Any]]]:
    parsed = {key: found for key in wanted if (found := keys.parse_list(key))}
    pages = [(group, part) for group, part in parsed.values()]
    memory = pressroom().memory
    newest = memory.newest({group for group, part in pages if part == NEWEST})
    calendars = memory.calendars({group for group, part in pages if _needs_calendar(group, part)})
    members = memory.buckets({page for page in pages if page[1] != NEWEST and not _is_of_calendar(page[1])})
    for key, (group, part) in parsed.items():
        calendar = calendars.get(group, {})
        ids = newest.get(group, NONE) if part == NEWEST else members.get((group, part), NONE)
        rows = calendar_rows(group, calendar, part)
        if rows is None:
            rows = year_rows(calendar, part, ids) if _is_whole_year(group, part) else list(ids)
        yield key, rows


def _is_of_calendar(part: str) -> bool:
    return part in (CALENDAR, YEARS) or part.startswith("months/")


def _is_whole_year(group: Group, part: str) -> bool:
    return group.family == "all" and part.isdigit()


def _needs_calendar(group: Group, part: str) -> bool:
    return _is_of_calendar(part) or _is_whole_year(group, part)


def _neighbours(wanted: list[str]) -> Iterator[tuple[str, Iterable[Any]]]:
    ids = {int(key.partition(":")[2]): key for key in wanted}
    found: Mapping[int, near.Neighbours] = near.neighbours(near.positions(ids))
    for id, key in ids.items():
        yield key, found.get(id, NONE)


def _translations(wanted: list[str]) -> Iterator[tuple[str, Iterable[Any]]]:
    by_key = {key.partition(":")[2]: key for key in wanted}
    found = versions(by_key)
    for translation_key, key in by_key.items():
        yield key, found.get(translation_key, NONE)
