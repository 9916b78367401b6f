"""Tasks that failed, or whose worker died, are done again: later each time, and not for ever.

A task's tries are the workers that took it (`worker_ids`). One that was tried often enough stays failed; the desk shows
it, and has it tried again when told to (`actions.try_again`).
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.utils.translation import gettext_noop
from django_tasks import TaskContext, TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from handpress.background.signs import forget_dead, is_alive
from handpress.kit import clock

PAUSES_S = (60, 300, 900, 3600)
MOST_TRIES = len(PAUSES_S) + 1
AT_ONCE = (
    3  # tries after which one whose worker was killed does not wait: most often the machine went down, not the task
)
KILLED = gettext_noop("The process that did this was killed in the middle.")
# Wagtail's own index a record by its id, and fail when it has been deleted meanwhile: there is nothing left to do.
OF_A_RECORD = ("wagtail.", "modelsearch.")
READY, RUNNING = TaskResultStatus.READY, TaskResultStatus.RUNNING
DONE, FAILED = TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED

log = logging.getLogger("handpress.background")


def settle(task: DBTaskResult) -> None:
    """Say what becomes of a task that failed: tried again later, or no more. Done twice it is the same."""
    failed = DBTaskResult.objects.filter(pk=task.pk, status=FAILED, started_at=task.started_at)
    if task.task_path.startswith(OF_A_RECORD) and task.exception_class_path.endswith(".DoesNotExist"):
        failed.update(status=DONE)
    elif (tries := len(task.worker_ids)) < MOST_TRIES:
        failed.update(status=READY, run_after=_later(tries, task.finished_at or clock.now()))
        log.warning("%s failed and is tried again: %s", task.task_path, last_line(task.traceback))
    else:
        log.error("%s failed %d times and is given up: %s", task.task_path, tries, last_line(task.traceback))


def resume(queue: str) -> int:
    """Have those tasks done again whose worker is no more; how many."""
    _hurry(queue)
    running = DBTaskResult.objects.running().filter(queue_name=queue).only("started_at", "worker_ids", "task_path")
    return sum(_resume(task) for task in running if not (task.worker_ids and is_alive(task.worker_ids[-1])))


def resume_all(queue: str) -> None:
    """The same, and whatever a worker left unsettled when it died; for whoever begins, or saw a worker die."""
    forget_dead()
    resume(queue)
    for task in DBTaskResult.objects.failed().filter(queue_name=queue).defer("args_kwargs", "return_value"):
        if len(task.worker_ids) < MOST_TRIES:
            settle(task)


def _hurry(queue: str) -> None:
    """What waits for longer than any pause was put off by a clock that has been set back since."""
    longest = clock.now() + timedelta(seconds=PAUSES_S[-1])
    waiting = DBTaskResult.objects.filter(queue_name=queue, status=READY, run_after__gt=longest)
    put_off = waiting.exclude(run_after=get_date_max())
    if put_off.exists():  # to look takes no lock
        put_off.update(run_after=get_date_max())


def _resume(task: DBTaskResult) -> bool:
    mine = DBTaskResult.objects.filter(pk=task.pk, status=RUNNING, started_at=task.started_at)
    tries, now = len(task.worker_ids), clock.now()
    if tries >= MOST_TRIES:
        log.error("%s was killed %d times and is given up.", task.task_path, tries)
        return bool(mine.update(status=FAILED, finished_at=now, traceback=KILLED))
    if tries > AT_ONCE:
        return bool(mine.update(status=READY, started_at=None, traceback=KILLED, run_after=_later(tries, now)))
    return bool(mine.update(status=READY, started_at=None))


def _later(tries: int, at: datetime) -> datetime:
    return at + timedelta(seconds=PAUSES_S[max(tries, 1) - 1])


def was_killed(context: TaskContext) -> bool:
    """Whether a worker died of this task, or with it, before: it did not fail."""
    if context.attempt < 2:
        return False
    return not DBTaskResult.objects.filter(pk=context.task_result.id).exclude(exception_class_path="").exists()


def last_line(traceback: str) -> str:
    """What went wrong, without where."""
    return (traceback or "").strip().rpartition("\n")[2]
