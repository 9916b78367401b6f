"""Duties and tasks: a process that waits, an entry of the supervisor's, and those that it forks to do what is due.

What the work took, or broke, ends with them.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol

from django.db import connections
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from handpress.background import giving_way, places, rounds, tries
from handpress.background.connecting import refresh
from handpress.background.queues import LETTERS, PICTURES
from handpress.background.signs import sign_of_life
from handpress.background.waking import wakers
from handpress.kit import clock
from handpress.kit.stopping import Stop
from handpress.server.child import Program, exit_text
from handpress.server.forking import Forked, forks

LOOK_EVERY_S = 10.0  # for what nobody woke it for: tasks that were ordered for later
PAUSE_S = 1.0  # after a process that was ended by its work

log = logging.getLogger("handpress.background")


def serve() -> None:
    """Have duties and the tasks of both queues done until SIGTERM."""
    Waiting([Round(), Queue(LETTERS, "do_letters"), Queue(PICTURES, "do_pictures")]).serve()


def do_duties() -> None:
    """Do the duties that are due."""
    rounds.go_round(clock.now())


def do_letters() -> None:
    """Do the letters that wait."""
    do(LETTERS)


def do_pictures() -> None:
    """Do the pictures that wait."""
    do(PICTURES)


def do(queue: str) -> None:
    """Do what waits in a queue; SIGTERM lets the task in hand be finished."""
    with sign_of_life() as name:
        worker = worker_of(queue, name)

        def on_signal(*_: object) -> None:
            worker.running = False
            giving_way.Worker.is_asked_to_stop = True

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, on_signal)
        worker.run()


class Work(Protocol):
    """One kind of work, done by one process at a time. `program` is what that process is."""

    program: Program

    def is_due(self) -> bool:
        """Whether there is something to do."""

    def seconds(self) -> float:
        """How long it may be before it is asked again."""

    def resume(self) -> None:
        """Have done again what a process had in hand when it was ended."""


class Queue:
    """The tasks of a queue."""

    def __init__(self, name: str, entry: str) -> None:
        self._name = name
        self.program = Program(f"{name}-work", entry=f"{__name__}:{entry}")
        self._looked_at = 0.0  # on the monotonic clock

    def is_due(self) -> bool:
        """Whether tasks wait; looking so takes no lock. Now and then those of dead workers are let wait again."""
        if time.monotonic() - self._looked_at >= LOOK_EVERY_S:
            self._looked_at = time.monotonic()
            tries.resume(self._name)
        return bool(DBTaskResult.objects.ready().filter(queue_name=self._name).exists())

    def seconds(self) -> float:
        """For tasks that were ordered for later, and for those that nobody woke it for."""
        return LOOK_EVERY_S

    def resume(self) -> None:
        """Those whose worker is no more, of this host or another."""
        tries.resume_all(self._name)


class Round:
    """The duties: a round at once, and whenever one is due."""

    def __init__(self) -> None:
        self.program = Program("duties-work", entry=f"{__name__}:do_duties")
        self._due_at = 0.0  # on the monotonic clock

    def is_due(self) -> bool:
        """Whether the moment has come; the next one is looked up when it has."""
        if self.seconds() > 0:
            return False
        self._due_at = time.monotonic() + max(rounds.seconds_to_next(clock.now()), 0.0)
        return True

    def seconds(self) -> float:
        """Until the next round."""
        return max(self._due_at - time.monotonic(), 0.0)

    def resume(self) -> None:
        """A round that was broken off is begun again."""
        self._due_at = 0.0


class Waiting:
    """Waits to be woken, and has what there is to do done by forked processes: one at a time for each kind of work."""

    def __init__(self, works: Sequence[Work]) -> None:
        self._works = works
        self._start = forks(before=connections.close_all)
        self._stop = Stop()
        self._at_work: dict[str, Forked] = {}
        self._rests_until: dict[str, float] = {}
        self._is_here = True

    def serve(self) -> None:
        """Until SIGTERM, which is handed on; then what is in hand is waited for."""
        waking = wakers("tasks")
        if places.is_here():
            for work in self._works:
                work.resume()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop.ask)
        signal.signal(signal.SIGCHLD, self._stop.wake)
        while not self._stop.is_asked:
            refresh()
            self._is_here = places.is_here()
            for work in self._works:
                self._look(work)
            pauses = [PAUSE_S] if self._rests_until else [work.seconds() for work in self._idle()]
            self._stop.wait(min([LOOK_EVERY_S, *pauses]), *waking)
        for process in self._at_work.values():
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGTERM)
        for process in self._at_work.values():
            process.wait()

    def _idle(self) -> list[Work]:
        return [work for work in self._works if work.program.name not in self._at_work]

    def _look(self, work: Work) -> None:
        """Notice the end of what was at work, and begin what waits."""
        name = work.program.name
        if process := self._at_work.get(name):
            if (code := process.poll()) is None:
                return
            del self._at_work[name]
            if code:
                log.error("%s: %s", name, exit_text(code))
                work.resume()
                self._rests_until[name] = time.monotonic() + PAUSE_S
        if self._rests_until.get(name, 0.0) > time.monotonic() or not self._is_here:
            return
        self._rests_until.pop(name, None)
        if work.is_due():
            self._at_work[name] = self._start(work.program)


class Worker(db_worker.Worker):
    """django-tasks-db's; a task that failed is tried again."""

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """Do it, and say what becomes of it where it failed."""
        super().run_task(db_task_result)
        if db_task_result.status == TaskResultStatus.FAILED:
            tries.settle(db_task_result)


def worker_of(queue: str, name: str) -> Worker:
    """Does what waits in a queue, and ends. `name`: a living one of `signs`."""
    return Worker(
        queue_names=[queue],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )
