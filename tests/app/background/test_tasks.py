"""Tasks wait in two queues; one that was in hand when its process was killed is done again; old ones are forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from handpress.background import upkeep, worker
from handpress.background.queues import LETTERS, PICTURES, QUEUES
from handpress.newsroom.tasks import make_renditions

READY, RUNNING = TaskResultStatus.READY, TaskResultStatus.RUNNING
DONE, FAILED = TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED


def task(queue=PICTURES, **values) -> DBTaskResult:
    values = {"task_path": make_renditions.module_path, "args_kwargs": {"args": [0], "kwargs": {}}, **values}
    return DBTaskResult.objects.create(queue_name=queue, backend_name="default", **values)


def test_pictures_have_a_queue_of_their_own():
    assert make_renditions.queue_name == PICTURES != LETTERS
    assert settings.TASKS["default"]["QUEUES"] == list(QUEUES)


def test_a_worker_does_what_waits_in_its_queue_alone(monkeypatch):
    # It would close the connection whose transaction this test is.
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    mine, other = task(PICTURES), task(LETTERS)
    worker._worker(PICTURES).run()
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.status, other.status) == (DONE, READY)


@pytest.mark.parametrize(
    ("worker_ids", "status"),
    [
        (["{machine}:7"], READY),
        (["elsewhere:3", "{machine}:7"], READY),
        (["{machine}:7", "elsewhere:3"], RUNNING),
        ([], RUNNING),
        (["{machine}:7", "{machine}:8", "{machine}:9"], FAILED),
    ],
)
def test_what_a_killed_process_had_in_hand_is_done_again(worker_ids, status):
    ids = [each.format(machine=worker._machine()) for each in worker_ids]
    found = task(status=RUNNING, worker_ids=ids)
    other = task(LETTERS, status=RUNNING, worker_ids=ids)
    worker.resume(PICTURES)
    found.refresh_from_db()
    other.refresh_from_db()
    assert (found.status, other.status) == (status, RUNNING)


def test_what_is_done_is_forgotten_in_time():
    now = timezone.now()
    for status, days in ((DONE, 2), (DONE, 0), (FAILED, 2), (FAILED, 31)):
        task(status=status, finished_at=now - timedelta(days=days))
    task()
    assert upkeep.prune_tasks(now)
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == sorted([DONE, FAILED, READY])
