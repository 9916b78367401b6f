"""When a task that has much to do leaves the rest to a later one: for a stop, and for what is more urgent."""

from __future__ import annotations

import time

from django_tasks_db.models import DBTaskResult

LONGEST_S = 60.0  # of one task; a row each minute is nothing, and what was done is written down
LOOK_EVERY_S = 1.0


class Worker:
    """What the process that does tasks was told."""

    is_asked_to_stop = False


class Turn:
    """A task's turn in a queue; begins when it is made. `priority`: the task's own."""

    def __init__(self, queue: str, priority: int) -> None:
        self._queue = queue
        self._priority = priority
        self._began = self._looked = time.monotonic()

    def is_over(self) -> bool:
        """Whether the worker was asked to stop, a minute has passed, or something more urgent waits."""
        now = time.monotonic()
        if Worker.is_asked_to_stop or now - self._began > LONGEST_S:
            return True
        if now - self._looked < LOOK_EVERY_S:
            return False
        self._looked = now
        urgent = DBTaskResult.objects.ready().filter(queue_name=self._queue, priority__gt=self._priority)
        return bool(urgent.exists())
