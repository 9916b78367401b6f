"""The day under which a post is taken: as the old site printed it, unless that has not come when readers see it."""

from __future__ import annotations

from django.utils import timezone

from handpress.importers.wordpress.items import FURTHEST_ZONES, Item
from handpress.kit.clock import now
from handpress.kit.dates import EARLIEST_YEAR, PartialDate, parse_iso
from handpress.newsroom.ahead import day_of_appearing

NOT_YET = "Its date, {date}, lies after today; it was taken without a date."
TOO_EARLY = "Its date, {date}, lies before the year {year}; it was taken without a date."


def date_of(item: Item) -> tuple[PartialDate | None, str]:
    """The date, None where there is none that can be; and what is to be said about it.

    The old site's clock may be ahead of the magazine's: half an hour past midnight there is yesterday here. What has
    come by its moment, or comes by itself, is then dated by the magazine's calendar.
    """
    found = _printed(item)
    if found is None or not found.year:
        return None, ""
    if found.year < EARLIEST_YEAR:
        return None, TOO_EARLY.format(date=found, year=EARLIEST_YEAR)
    if not found.earliest or found.earliest <= day_of_appearing([item.scheduled_at]):
        return found, ""
    here = _day_here(item)
    return here, "" if here else NOT_YET.format(date=found)


def _printed(item: Item) -> PartialDate | None:
    date = item.get("post_date")[:10]
    try:
        return None if date.startswith(("0000", "-")) else parse_iso(date)
    except ValueError:
        return None


def _day_here(item: Item) -> PartialDate | None:
    """The day of the post's moment by the magazine's calendar; None for a moment that is not its date's."""
    at, local = item.published_at, item.local_moment
    if at is None or local is None:
        return None
    is_its_own = abs(local - at) <= FURTHEST_ZONES
    if not item.scheduled_at and (at > now() or not is_its_own):
        return None
    day = timezone.localdate(at, timezone.get_default_timezone())
    return PartialDate(day.year, day.month, day.day)
