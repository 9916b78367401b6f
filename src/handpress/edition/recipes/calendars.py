"""A list's calendar as records for templates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from handpress.kit.own_words import UNDATED
from handpress.reading.keys import year_of
from handpress.reading.lists import Calendar
from handpress.theme.records import CalendarMonth, CalendarYear, Day, Teaser

Addresses = Callable[[str], str]  # bucket → address


def calendar_years(calendar: Calendar, address: Addresses, *, has_year_pages: bool = False) -> tuple[CalendarYear, ...]:
    """Years with their months, newest first, and last of all, as year 0, what has no date.

    A year has an address where there is a page of it: always (`has_year_pages`), or when a bucket of the list is
    the year itself.
    """
    years: dict[str, list[str]] = defaultdict(list)
    for bucket in calendar:
        years[year_of(bucket)].append(bucket)
    return tuple(
        CalendarYear(
            year=int(year or 0),
            address=_year_address(year, buckets, address, has_year_pages=has_year_pages),
            count=sum(calendar[bucket] for bucket in buckets),
            months=tuple(month_of(bucket, address(bucket), calendar[bucket]) for bucket in buckets if "-" in bucket),
        )
        for year, buckets in years.items()
    )


def _year_address(year: str, buckets: Iterable[str], address: Addresses, *, has_year_pages: bool) -> str:
    bucket = year or UNDATED
    return address(bucket) if (has_year_pages and year) or bucket in buckets else ""


def month_of(bucket: str, address: str, count: int) -> CalendarMonth:
    """One bucket: a month, or month 0 of its year."""
    year, _, month = bucket.partition("-")
    return CalendarMonth(int(year), int(month or 0), address, count)


def period(bucket: str) -> tuple[int, int]:
    """Year and month of a bucket; zeros where it has none."""
    year, _, month = ("0" if bucket == UNDATED else bucket).partition("-")
    return int(year), int(month or 0)


def days_of(teasers: Iterable[Teaser]) -> tuple[Day, ...]:
    """Teasers under their days in the order they come; what has no day stands last."""
    days: dict[object, list[Teaser]] = defaultdict(list)
    for teaser in teasers:
        days[teaser.date.on if teaser.date.precision == "day" else None].append(teaser)
    undated = days.pop(None, [])
    found = [Day(on, tuple(some)) for on, some in days.items()]  # type: ignore[arg-type]
    return (*found, Day(None, tuple(undated))) if undated else tuple(found)
