"""The one place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def today(zone: str) -> date:
    """Today's date in an IANA time zone; ZoneInfoNotFoundError when there is none of that name."""
    return now().astimezone(ZoneInfo(zone)).date()


def start_of_hour(at: datetime) -> datetime:
    """The moment the hour of `at` began."""
    return at.replace(minute=0, second=0, microsecond=0)
