"""Dates that have not come: when readers will see an article, and whether its date lies after that day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import DateField, DateTimeField
from django.utils import timezone
from django.utils.translation import gettext as _

from handpress.kit.clock import now
from handpress.newsroom.dating import Precision, first_day, magazine_today, partial
from handpress.newsroom.errors import DateAhead


def is_ahead(on: date | None, precision: str, day: date | None = None) -> bool:
    """Whether even the first day that a date can mean comes after that day (today, by the magazine's calendar)."""
    first = first_day(on, precision)
    return first is not None and first > (day or magazine_today())


def day_of_appearing(moments: Iterable[datetime | None]) -> date:
    """The day on which readers will see what these moments (schedule, embargo) hold back; today if none does."""
    latest = max(moment for moment in (*moments, now()) if moment)
    return timezone.localdate(latest, timezone.get_default_timezone())


def refusal(on: date | None, precision: str, appears_on: date) -> str:
    """Why nothing may appear on that day under this date, and what to do; "" where it may."""
    if not is_ahead(on, precision, appears_on):
        return ""
    said = {"date": partial(on, precision).iso, "day": appears_on.isoformat()}
    if appears_on == magazine_today():
        return (
            _(
                "The date %(date)s is after today, %(day)s. Correct the date, or schedule the article to go live when "
                "that date has come."
            )
            % said
        )
    return (
        _(
            "The date %(date)s is after the day on which readers will see the article, %(day)s. Correct the date, or "
            "let the article go live later."
        )
        % said
    )


def said_of(on: date | None) -> str:
    """Why a day on which something happened cannot be the one written; "" where it can."""
    today = magazine_today()
    if on is None or on <= today:
        return ""
    said = {"date": on.isoformat(), "day": today.isoformat()}
    return _("%(date)s is after today, %(day)s. Write the day on which it happened.") % said


def refuse_revision(revision: Any) -> None:
    """Raise DateAhead for a revision of an article that would appear, at once or as scheduled, before its date."""
    content = revision.content
    releases = content.get("release_details") or () if content.get("kind") == "press_release" else ()
    moments = (content.get("go_live_at"), *(each.get("embargo_until") for each in releases))
    appears_on = day_of_appearing(map(DateTimeField().to_python, moments))
    if said := refusal(*_date_in(content), appears_on):
        raise DateAhead(content.get("title", ""), said)


def date_as_scheduled(revision: Any) -> None:
    """Give a revision whose time has come the day of that time, where its own date lies after it, or it has none."""
    day = timezone.localdate(revision.approved_go_live_at, timezone.get_default_timezone())
    if is_ahead(*_date_in(revision.content), day) or _is_first_without_date(revision):
        revision.content = {**revision.content, "published_on": day.isoformat(), "date_precision": Precision.DAY.value}
        revision.save(update_fields=["content"])


def _is_first_without_date(revision: Any) -> bool:
    """Whether this is an article that has no date yet, and is to have one."""
    content = revision.content
    if content.get("published_on", "none here") is not None or content.get("date_precision") == Precision.NONE:
        return False
    return bool(getattr(revision.content_object, "published_on", None) is None)


def has_passed(revision: Any, at: datetime) -> bool:
    """Whether the time for which a revision was to be live is over by that moment."""
    until = DateTimeField().to_python(revision.content.get("expire_at"))
    return until is not None and until <= at


def _date_in(content: dict[str, Any]) -> tuple[date | None, str]:
    return DateField().to_python(content.get("published_on")), content.get("date_precision") or Precision.DAY
