"""Tasks wait in two queues; what failed or was killed is done again, later each time; old ones are forgotten."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from handpress.background import actions, orders, signs, tries, upkeep, worker
from handpress.background.giving_way import Turn
from handpress.background.queues import LETTERS, PICTURES, QUEUES
from handpress.newsroom.tasks import make_renditions

READY, RUNNING = TaskResultStatus.READY, TaskResultStatus.RUNNING
DONE, FAILED = TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED
NOWHERE = "tests.app.background.test_tasks.fails"


def task(queue=PICTURES, **values) -> DBTaskResult:
    values = {"task_path": make_renditions.module_path, "args_kwargs": {"args": [0], "kwargs": {}}, **values}
    return DBTaskResult.objects.create(queue_name=queue, backend_name="default", **values)


def fails() -> None:
    """No task: to run it fails."""


@pytest.fixture
def work(monkeypatch):
    """Does what waits in a queue."""
    # It would close the connection whose transaction this test is.
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)

    def do(queue: str = PICTURES) -> None:
        with signs.sign_of_life() as name:
            worker.worker_of(queue, name).run()

    return do


@contextmanager
def another_worker():
    """The name of a worker that lives in another process; that process's id."""
    context = multiprocessing.get_context("fork")
    said, saying = context.Pipe(duplex=False)

    def live() -> None:
        with signs.sign_of_life() as name:
            saying.send(name)
            signal.pause()

    process = context.Process(target=live)
    process.start()
    try:
        yield said.recv(), process.pid
    finally:
        process.kill()
        process.join()


def killed(times: int) -> DBTaskResult:
    """A task that so many workers took and died of."""
    return task(status=RUNNING, worker_ids=["here:7"] * times, started_at=timezone.now())


def test_pictures_have_a_queue_of_their_own():
    assert make_renditions.queue_name == PICTURES != LETTERS
    assert settings.TASKS["default"]["QUEUES"] == list(QUEUES)


def test_a_worker_does_what_waits_in_its_queue_alone(work):
    mine, other = task(PICTURES), task(LETTERS)
    work(PICTURES)
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.status, other.status) == (DONE, READY)


@pytest.mark.parametrize("worker_ids", [["here:7"], ["elsewhere:3"], ["elsewhere:3", "here:7"], []])
def test_what_a_killed_process_had_in_hand_is_done_again(worker_ids):
    found = task(status=RUNNING, worker_ids=worker_ids)
    other = task(LETTERS, status=RUNNING, worker_ids=worker_ids)
    tries.resume(PICTURES)
    found.refresh_from_db()
    other.refresh_from_db()
    assert (found.status, other.status) == (READY, RUNNING)


def test_what_a_living_worker_has_in_hand_is_left_to_it_and_taken_over_when_that_is_killed():
    with another_worker() as (name, pid):
        found = task(status=RUNNING, worker_ids=["here:7", name])
        tries.resume_all(PICTURES)
        found.refresh_from_db()
        assert found.status == RUNNING
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        tries.resume_all(PICTURES)
        found.refresh_from_db()
        assert found.status == READY
        assert not (settings.PUBLICATION.data / "run" / "workers" / name.rpartition(":")[2]).exists()


def test_a_worker_of_another_host_is_known_to_live_by_its_connection(tmp_path, monkeypatch):
    with another_worker() as (name, pid):
        monkeypatch.setattr(signs, "_folder", lambda: tmp_path)  # its file lies on that host
        assert signs.is_alive(name) == (connection.vendor == "postgresql"), "a file of SQLite is no other host's"
        os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + 30
        while signs.is_alive(name) and time.monotonic() < deadline:
            time.sleep(0.05)  # until the server has noticed
        assert not signs.is_alive(name)


def test_a_process_that_has_the_number_of_a_dead_worker_is_not_taken_for_it():
    found = task(status=RUNNING, worker_ids=[f"{os.uname().nodename}:{os.getpid()}"])
    tries.resume(PICTURES)
    found.refresh_from_db()
    assert found.status == READY


@pytest.mark.parametrize(("times", "pause_s"), [(1, 0), (3, 0), (4, 3600)])
def test_one_that_is_killed_again_and_again_waits_in_the_end(times, pause_s):
    found, at = killed(times), timezone.now()
    tries.resume(PICTURES)
    found.refresh_from_db()
    assert found.status == READY
    waits = timedelta() if found.run_after == get_date_max() else found.run_after - at
    assert timedelta(seconds=pause_s) <= waits < timedelta(seconds=pause_s + 60)


def test_one_that_was_killed_too_often_is_given_up_with_the_reason():
    found = killed(tries.MOST_TRIES)
    tries.resume(PICTURES)
    found.refresh_from_db()
    assert (found.status, found.traceback) == (FAILED, tries.KILLED)
    assert found.finished_at


def test_what_fails_is_tried_again_later_each_time_and_given_up_in_the_end(work):
    found, pauses = task(task_path=NOWHERE), []
    for _ in range(tries.MOST_TRIES):
        DBTaskResult.objects.filter(pk=found.pk).update(run_after=timezone.now())
        work()
        found.refresh_from_db()
        if found.status == READY:
            pauses.append(round((found.run_after - found.finished_at).total_seconds()))
    assert found.status == FAILED
    assert pauses == list(tries.PAUSES_S) == sorted(set(pauses))
    assert "does not point to a Task" in found.traceback
    work()
    tries.resume_all(PICTURES)
    found.refresh_from_db()
    assert found.status == FAILED, "and stays so"


def test_a_failure_that_no_worker_had_time_to_settle_is_tried_again():
    found = task(status=FAILED, worker_ids=["here:7"], traceback="OSError: full\n", finished_at=timezone.now())
    tries.resume_all(PICTURES)
    found.refresh_from_db()
    assert found.status == READY
    assert found.run_after < get_date_max()


def test_a_record_that_was_deleted_before_it_was_indexed_is_no_trouble(work):
    indexing = "wagtail.tasks.update_reference_index_task"
    found = task(task_path=indexing, args_kwargs={"args": ["newsroom", "picture", "0"], "kwargs": {}})
    work()
    found.refresh_from_db()
    assert found.status == DONE


def test_what_was_given_up_is_tried_with_all_its_tries_when_told_to():
    given_up, done = killed(tries.MOST_TRIES), task(status=DONE)
    tries.resume(PICTURES)
    assert actions.try_again(given_up.pk)
    assert not actions.try_again(done.pk)
    assert not actions.try_again(task().pk), "nothing went wrong with that one"
    given_up.refresh_from_db()
    assert (given_up.status, given_up.worker_ids) == (READY, [])
    assert given_up in DBTaskResult.objects.ready()


def test_what_is_ordered_is_known():
    assert not orders.is_waiting(make_renditions)
    task(args_kwargs={"args": [3], "kwargs": {}}, run_after=timezone.now() + timedelta(hours=1))
    assert not orders.is_waiting(make_renditions), "it would be late"
    task(args_kwargs={"args": [4], "kwargs": {}})
    task(args_kwargs={"args": [5], "kwargs": {}}, status=FAILED)
    task(args_kwargs={"args": [6], "kwargs": {}}, status=DONE)
    assert orders.is_waiting(make_renditions)
    assert set(orders.arguments(make_renditions)) == {3, 4, 5}
    assert set(orders.arguments(make_renditions, given_up=True)) == {5}


def test_a_long_task_gives_way_to_a_stop_and_to_what_is_more_urgent(monkeypatch):
    monkeypatch.setattr("handpress.background.giving_way.LOOK_EVERY_S", 0.0)
    turn = Turn(PICTURES, -10)
    task(priority=-10)
    task(LETTERS)
    assert not turn.is_over()
    urgent = task()
    assert turn.is_over()
    urgent.delete()
    assert not turn.is_over()
    monkeypatch.setattr("handpress.background.giving_way.Worker.is_asked_to_stop", True)
    assert turn.is_over()


def test_what_is_done_is_forgotten_in_time():
    now = timezone.now()
    for status, days in ((DONE, 2), (DONE, 0), (FAILED, 2), (FAILED, 31)):
        task(status=status, finished_at=now - timedelta(days=days))
    task()
    assert upkeep.prune_tasks(now)
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == sorted([DONE, FAILED, READY])


def test_what_was_put_off_by_a_clock_that_was_ahead_waits_no_longer():
    ahead = task(run_after=timezone.now() + timedelta(days=400))
    put_off = task(run_after=timezone.now() + timedelta(minutes=59))
    tries.resume(PICTURES)
    assert set(DBTaskResult.objects.ready().filter(pk__in=[ahead.pk, put_off.pk])) == {ahead}
