"""An article's date: its precision, the bucket it lies in, and the day lists order it by."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from handpress.kit.clock import now
from handpress.kit.dates import PartialDate
from handpress.kit.own_words import UNDATED

LONG_AGO = date(1, 1, 1)


class Precision(models.TextChoices):
    """How much of an article's date is known."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month and year")
    YEAR = "year", _("Year")
    NONE = "none", _("Unknown")


def magazine_today() -> date:
    """Today in the magazine's own time zone, whatever zone the user at the desk has chosen."""
    return timezone.localdate(now(), timezone.get_default_timezone())


def bucket_of(on: date | None, precision: str) -> str:
    """ "2013-06" for a day or a month, "2013" for a year, "undated" otherwise."""
    if on is None or precision == Precision.NONE:
        return UNDATED
    return f"{on.year:04d}" if precision == Precision.YEAR else f"{on.year:04d}-{on.month:02d}"


def first_day(on: date | None, precision: str) -> date | None:
    """The first day the date can mean; None when nothing of it is known."""
    if on is None or precision == Precision.NONE:
        return None
    known: dict[str, date] = {Precision.MONTH: on.replace(day=1), Precision.YEAR: on.replace(month=1, day=1)}
    return known.get(precision, on)


def stored(partial: PartialDate) -> tuple[date | None, str]:
    """The two columns that hold a partial date: `published_on` and `date_precision`."""
    return partial.earliest, partial.precision


def partial(on: date | None, precision: str) -> PartialDate:
    """The partial date that those two columns hold."""
    if on is None or precision == Precision.NONE:
        return PartialDate()
    parts: dict[str, int] = {Precision.YEAR: 1, Precision.MONTH: 2}
    return PartialDate(*(on.year, on.month, on.day)[: parts.get(precision, 3)])
