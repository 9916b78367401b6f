"""Doing the duties that are due: each by itself, so that the failure of one is nobody else's."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from contextlib import nullcontext
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from handpress.background.duties import Cadence, Duty, all_duties
from handpress.background.models import DutyRecord

RETRY_AFTER_S = (60, 300, 900, 3600)  # or at the next time that it is due, when that is sooner
BROKEN_OFF_AFTER = timedelta(minutes=15)  # whoever began it is gone
LATE = timedelta(minutes=5)  # a round that takes longer is no machine that was off
CLOCKS_DIFFER = timedelta(minutes=1)  # what was attended to later than this from now was so by a clock since set back
SAID_CHARACTERS = 2000

log = logging.getLogger("handpress.background")


def go_round(at: datetime, duties: Iterable[Duty] | None = None) -> int:
    """Do what is due at that moment; how many duties were done. Raises DatabaseError when nothing can be noted."""
    duties = list(all_duties() if duties is None else duties)
    records = {record.name: record for record in DutyRecord.objects.all()}
    if gone := records.keys() - {duty.name for duty in duties}:
        DutyRecord.objects.filter(name__in=gone).delete()
    return sum(_attend(duty, records.get(duty.name), at) for duty in duties)


def seconds_to_next(at: datetime) -> float:
    """Until a duty is due, or failed and tried again: a minute at most."""
    moments = [duty.cadence.next_due(at) for duty in all_duties()]
    retries = DutyRecord.objects.filter(retry_at__gt=at).values_list("retry_at", flat=True)
    moments += [moment for moment in retries if moment]
    return min([60.0, *((moment - at).total_seconds() for moment in moments)])


def _attend(duty: Duty, record: DutyRecord | None, at: datetime) -> bool:
    record = record or _new(duty, at)
    last = duty.cadence.last_due(at)
    if not _is_due(record, last, at):
        return False
    missed = missed_between(duty.cadence, record.due_at, last)
    try:
        with transaction.atomic() if duty.atomic else nullcontext():
            return _claim(record, last, at, missed) and _do(duty, record, at)
    except Exception as error:  # a duty may fail in any way, and the next one is done all the same
        log.exception("The duty %s failed.", duty.name)
        _claim(record, last, at, missed)  # when it was part of what was undone
        _note_failure(record, at, error)
        return False


def _new(duty: Duty, at: datetime) -> DutyRecord:
    """A duty that was never done: it attends to the present moment, or waits for its next."""
    last = duty.cadence.last_due(at)
    due = last if duty.cadence.waits_first else last - timedelta(seconds=1)
    return DutyRecord.objects.get_or_create(name=duty.name, defaults={"due_at": due, "finished_at": at})[0]


def _is_due(record: DutyRecord, last: datetime, at: datetime) -> bool:
    if record.due_at < last or record.due_at > at + CLOCKS_DIFFER:
        return True
    if record.retry_at is not None:
        return record.retry_at <= at
    if record.finished_at is not None or record.started_at is None:
        return False
    return record.started_at < at - BROKEN_OFF_AFTER


def missed_between(cadence: Cadence, attended: datetime, last: datetime) -> tuple[datetime, datetime, int] | None:
    """The first and last moment that passed undone between two, and how many there were; None when it is no gap."""
    first = cadence.next_due(attended)
    if first >= last or last - attended < LATE:
        return None
    count, moment = 0, first
    if (step := cadence.next_due(first) - first) < timedelta(days=1):
        count = (last - first) // step
    else:
        while moment < last:
            count, moment = count + 1, cadence.next_due(moment)
    return first, cadence.last_due(last - timedelta(seconds=1)), count


def _claim(record: DutyRecord, last: datetime, at: datetime, missed: tuple[datetime, datetime, int] | None) -> bool:
    """Take it before another machine does."""
    values: dict[str, object] = {"due_at": last, "started_at": at, "finished_at": None, "retry_at": None}
    if missed:
        values |= dict(zip(("missed_from", "missed_until", "missed"), missed, strict=True))
    mine = DutyRecord.objects.filter(pk=record.pk, due_at=record.due_at, started_at=record.started_at)
    return mine.update(**values) == 1


def _do(duty: Duty, record: DutyRecord, at: datetime) -> bool:
    began = time.monotonic()
    said = duty.run(at)
    DutyRecord.objects.filter(pk=record.pk).update(
        finished_at=at + timedelta(seconds=time.monotonic() - began),
        took_ms=(time.monotonic() - began) * 1000,
        failures=0,
        said=said if isinstance(said, str) else "",
    )
    return True


def _note_failure(record: DutyRecord, at: datetime, error: Exception) -> None:
    pause = RETRY_AFTER_S[min(record.failures, len(RETRY_AFTER_S) - 1)]
    DutyRecord.objects.filter(pk=record.pk).update(
        finished_at=at,
        failures=F("failures") + 1,
        said=f"{type(error).__name__}: {error}"[:SAID_CHARACTERS],
        retry_at=at + timedelta(seconds=pause),
    )
