"""Stored dates as templates print them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from handpress.newsroom.dating import LONG_AGO
from handpress.theme.records import PrintedDate

_LENGTHS = {"day": 10, "month": 7, "year": 4}
NO_DATE = PrintedDate(None, "none", "")


def day_come(on: date | None, sorted_on: date) -> date | None:
    """The day an article is dated; None while that has not come, when it stands among the undated."""
    return on if sorted_on > LONG_AGO else None


def printed_date(on: date | None, precision: str) -> PrintedDate:
    """A stored date with what is known of it."""
    if on is None or precision == "none":
        return NO_DATE
    return PrintedDate(on, precision, on.isoformat()[: _LENGTHS[precision]])


def moment_of(at: datetime | None, on: date | None, precision: str) -> datetime | None:
    """When an article appeared, in the magazine's zone; None unless that was on the day it is dated.

    A page imported into the past was first stored today: its date says more than that moment.
    """
    if at is None or on is None or precision != "day":
        return None
    local = _here(at)
    return local if local.date() == on else None


def last_change(at: datetime | None, corrections: Iterable[date]) -> datetime | date | None:
    """When a text was last rewritten, in the magazine’s zone, or the day of a later correction; None if never."""
    corrected = max(corrections, default=None)
    local = _here(at) if at else None
    return local if local and (corrected is None or corrected <= local.date()) else corrected


def _here(at: datetime) -> datetime:
    """The moment in the magazine's zone, to the second."""
    return at.astimezone(timezone.get_default_timezone()).replace(microsecond=0)
