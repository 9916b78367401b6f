"""Duties: jobs with a cadence that apps offer, each with its own failures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handpress.kit.offers import Offers, OfferTaken


class Cadence(Protocol):
    """When a duty is due. Moments are aware datetimes."""

    waits_first: bool

    def last_due(self, at: datetime) -> datetime:
        """The latest moment, not after `at`, at which it was due."""

    def next_due(self, at: datetime) -> datetime:
        """The first moment after `at` at which it is due."""

    def __str__(self) -> str:
        """For the desk: "every minute"."""


@dataclass(frozen=True, slots=True)
class Every:
    """On the full minute, each `minutes`; a new one at once."""

    minutes: int
    waits_first = False

    def last_due(self, at: datetime) -> datetime:
        """Counted from the first of January of the year 1."""
        step = timedelta(minutes=self.minutes)
        start = datetime.min.replace(tzinfo=at.tzinfo)
        return start + (at - start) // step * step

    def next_due(self, at: datetime) -> datetime:
        return self.last_due(at) + timedelta(minutes=self.minutes)

    def __str__(self) -> str:
        return ngettext("every minute", "every %(minutes)s minutes", self.minutes) % {"minutes": self.minutes}


@dataclass(frozen=True, slots=True)
class Daily:
    """Each day at a time of the magazine's zone; a new one waits for it."""

    at: time
    waits_first = True

    def last_due(self, at: datetime) -> datetime:
        today = self._on(at)
        return today if today <= at else self._on(at, days=-1)

    def next_due(self, at: datetime) -> datetime:
        today = self._on(at)
        return today if today > at else self._on(at, days=1)

    def _on(self, at: datetime, *, days: int = 0) -> datetime:
        zone = timezone.get_default_timezone()
        return datetime.combine(at.astimezone(zone).date() + timedelta(days), self.at, zone)

    def __str__(self) -> str:
        return _("daily at %(time)s") % {"time": f"{self.at:%H:%M}"}


@dataclass(frozen=True, slots=True)
class Duty:
    """One job. `run(at)` does what is due at that moment and may answer with a sentence for the desk.

    It takes seconds at most, because duties wait for each other: what takes longer orders a task. With `atomic` all
    of it is one transaction, together with the note that it was done: killed in the middle, it is done again.
    """

    name: str
    title: str | Promise
    cadence: Cadence
    run: Callable[[datetime], object]
    atomic: bool = True


offers: Offers[Sequence[Duty]] = Offers("duties")


def offer(app: str, *duties: Duty) -> None:
    """Have duties done; called once, from an `AppConfig.ready()`. Raises OfferTaken."""
    names = {duty.name for duty in all_duties()}
    for duty in duties:
        if duty.name in names:
            raise OfferTaken(f"A duty called “{duty.name}” is offered already; “{app}” offers it again.")
        names.add(duty.name)
    offers.make(app, duties)


def all_duties() -> list[Duty]:
    """The duties of all apps, in their order."""
    return [duty for duties in offers.all() for duty in duties]
