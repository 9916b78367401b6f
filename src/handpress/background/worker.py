"""The processes that do tasks, one for each queue: entries of the supervisor's."""

from __future__ import annotations

import os
import signal
import socket

from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from handpress.background.connecting import refresh
from handpress.background.queues import LETTERS, PICTURES
from handpress.background.waking import wakers
from handpress.kit.stopping import Stop

MOST_TRIES = 3  # a task that ends its process each time would keep all others waiting
LOOK_EVERY_S = 10.0  # for what nobody woke it for: tasks that were ordered for later


def serve_letters() -> None:
    """Do the tasks of the queue of letters until SIGTERM."""
    serve(LETTERS)


def serve_pictures() -> None:
    """Do the tasks of the queue of pictures until SIGTERM."""
    serve(PICTURES)


def serve(queue: str) -> None:
    """Do what waits in a queue, then wait to be woken; until SIGTERM, which lets the task in hand be finished."""
    stop, waking = Stop(), wakers(f"tasks-{queue}")
    resume(queue)
    worker = _worker(queue)

    def on_signal(*_: object) -> None:
        worker.running = False
        stop.ask()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    while not stop.is_asked:
        refresh()
        if DBTaskResult.objects.ready().filter(queue_name=queue).exists():  # looking so takes no lock
            worker.run()
        stop.wait(LOOK_EVERY_S, *waking)


def resume(queue: str) -> int:
    """Have those tasks done again that a process of this machine had in hand when it was killed; how many."""
    resumed = 0
    running = DBTaskResult.objects.running().filter(queue_name=queue)
    for task in running.only("id", "worker_ids"):
        if task.worker_ids and task.worker_ids[-1].startswith(f"{_machine()}:"):
            again = len(task.worker_ids) < MOST_TRIES
            status = TaskResultStatus.READY if again else TaskResultStatus.FAILED
            resumed += running.filter(pk=task.pk).update(status=status, started_at=None)
    return resumed


def _machine() -> str:
    return socket.gethostname()[:40]


def _worker(queue: str) -> Worker:
    return Worker(
        queue_names=[queue],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{_machine()}:{os.getpid()}",
        excluded_queue_names=[],
    )
