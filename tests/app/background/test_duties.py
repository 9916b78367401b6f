"""Duties are done when they are due, each by itself, and what was missed is named."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import DatabaseError, transaction

from handpress.background import duties, rounds
from handpress.background.duties import Daily, Duty, Every
from handpress.background.models import DutyRecord
from handpress.kit.offers import OfferTaken
from handpress.newsroom.models import Author

NOON = datetime(2026, 3, 4, 12, 0, 20, tzinfo=UTC)


def minutely(run, name="toy", **options) -> Duty:
    return Duty(name, name, Every(minutes=1), run, **options)


def after(**more: float) -> datetime:
    return NOON + timedelta(**more)


def test_a_new_duty_is_done_at_once_and_then_by_the_minute():
    done = []
    duty = minutely(done.append)
    for at in (NOON, after(seconds=10), after(seconds=40), after(seconds=41)):
        rounds.go_round(at, [duty])
    assert done == [NOON, after(seconds=40)]


def test_a_daily_duty_waits_for_its_hour_in_the_magazines_zone():
    done = []
    duty = Duty("nightly", "Nightly", Daily(time(3, 30)), done.append)  # 3:30 in Kolkata is 22:00 in Greenwich
    evening = datetime(2026, 3, 4, 22, 0, tzinfo=UTC)
    for at in (NOON, evening - timedelta(seconds=1), evening, evening + timedelta(hours=1)):
        rounds.go_round(at, [duty])
    assert done == [evening]


@pytest.mark.parametrize("atomic", [True, False])
def test_one_that_fails_ends_none_and_is_tried_again(atomic):
    done, tries = [], []

    def fails(at):
        tries.append(at)
        Author.objects.create(name=f"Half done {len(tries)}")
        if len(tries) < 3:
            raise DatabaseError("the disk is full")
        return "it went well"

    duties = [Duty("daily", "Daily", Daily(time(23, 59)), fails, atomic=atomic), minutely(done.append)]
    DutyRecord.objects.create(name="daily", due_at=after(days=-1), finished_at=after(days=-1))
    rounds.go_round(NOON, duties)
    record = DutyRecord.objects.get(name="daily")
    assert (record.failures, record.said) == (1, "DatabaseError: the disk is full")
    assert Author.objects.count() == (0 if atomic else 1)
    for minute in range(1, 12):
        rounds.go_round(after(minutes=minute), duties)
    assert tries == [NOON, after(minutes=1), after(minutes=6)]
    record.refresh_from_db()
    assert (record.failures, record.said, record.retry_at) == (0, "it went well", None)
    assert len(done) == 12


def test_what_the_machine_slept_through_is_named_and_done_once():
    done = []
    duty = minutely(done.append)
    rounds.go_round(NOON, [duty])
    rounds.go_round(after(hours=2), [duty])
    record = DutyRecord.objects.get()
    assert done == [NOON, after(hours=2)]
    assert record.missed == 119
    assert record.missed_from == datetime(2026, 3, 4, 12, 1, tzinfo=UTC)
    assert record.missed_until == datetime(2026, 3, 4, 13, 59, tzinfo=UTC)


def test_days_that_were_missed_are_counted():
    done = []
    duty = Duty("nightly", "Nightly", Daily(time(3, 30)), done.append)
    rounds.go_round(NOON, [duty])
    rounds.go_round(after(days=4), [duty])
    assert (len(done), DutyRecord.objects.get().missed) == (1, 3)


def test_a_round_that_takes_long_misses_nothing():
    duty = minutely(lambda at: None)
    rounds.go_round(NOON, [duty])
    rounds.go_round(after(minutes=4), [duty])
    assert DutyRecord.objects.get().missed == 0


def test_two_machines_do_it_once():
    done = []
    duty = minutely(done.append)
    rounds.go_round(NOON, [duty])
    seen = DutyRecord.objects.get()
    rounds.go_round(after(minutes=1), [duty])
    assert not rounds._attend(duty, seen, after(minutes=1))
    assert len(done) == 2


@pytest.mark.parametrize("atomic", [True, False])
def test_one_that_is_killed_in_the_middle_is_done_again(atomic):
    tries = []

    def killed(at):
        tries.append(at)
        if len(tries) == 1:
            raise KeyboardInterrupt

    duty = Duty("nightly", "Nightly", Daily(time(3, 30)), killed, atomic=atomic)
    DutyRecord.objects.create(name="nightly", due_at=after(days=-1), finished_at=after(days=-1))
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        rounds.go_round(NOON, [duty])
    rounds.go_round(after(minutes=16), [duty])
    assert len(tries) == 2


def test_a_duty_that_is_taken_out_leaves_nothing():
    rounds.go_round(NOON, [minutely(lambda at: None), minutely(lambda at: None, "other")])
    rounds.go_round(NOON, [minutely(lambda at: None)])
    assert list(DutyRecord.objects.values_list("name", flat=True)) == ["toy"]


def test_a_name_that_is_taken_is_refused():
    with pytest.raises(OfferTaken, match="calendar"):
        duties.offer("toy", minutely(lambda at: None, "calendar"))


def test_the_house_offers_its_calendar_and_its_upkeep():
    assert {"calendar", "prune-tasks"} <= {duty.name for duty in duties.all_duties()}
    rounds.go_round(NOON)
    assert DutyRecord.objects.get(name="calendar").finished_at is not None
    assert 0 < rounds.seconds_to_next(NOON) <= 40


@pytest.mark.parametrize("cadence", [Every(minutes=1), Daily(time(11, 0))])
def test_a_clock_that_was_ahead_and_is_set_back_stops_no_duty(cadence):
    done = []
    duty = Duty("toy", "Toy", cadence, done.append)
    DutyRecord.objects.create(
        name="toy", due_at=after(days=400), started_at=after(days=400), finished_at=after(days=400)
    )
    rounds.go_round(NOON, [duty])
    rounds.go_round(after(seconds=30), [duty])
    assert done == [NOON]
    rounds.go_round(after(days=1), [duty])
    assert done == [NOON, after(days=1)]


def test_clocks_of_two_machines_that_differ_by_seconds_have_nothing_done_twice():
    done = []
    rounds.go_round(after(seconds=41), [minutely(done.append)])
    rounds.go_round(after(seconds=39), [minutely(done.append)])
    assert done == [after(seconds=41)]
