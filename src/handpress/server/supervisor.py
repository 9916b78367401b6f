"""The process that keeps the others running, tells the desk how they do, and stops them in order."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from handpress.kit.clock import now as wall_clock
from handpress.kit.files import write_atomic
from handpress.server.child import Child

STOP_WITHIN_S = 8.0
KILL_WITHIN_S = 1.0
LOOK_EVERY_S = 5.0  # whoever ends wakes it; this is the net below
READY_EVERY_S = 0.1
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Supervisor:
    """Runs `children` until it is told to stop; writes what they do to the file `report`.

    `is_ready` is asked until it says yes, then `on_ready` is called once.
    """

    def __init__(
        self,
        children: Sequence[Child],
        report: Path,
        *,
        is_ready: Callable[[], bool] = lambda: True,
        on_ready: Callable[[], None] = lambda: None,
        stop_within_s: float = STOP_WITHIN_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._children = children
        self._report_path = report
        self._is_ready = is_ready
        self._on_ready = on_ready
        self._stop_within_s = stop_within_s
        self._clock = clock
        self._announced = False
        self._stopping = False

    def run(self) -> None:
        """Supervise until SIGTERM, SIGINT or SIGHUP, then stop everything within ten seconds."""
        with _woken_by_signals(self.stop) as wake:
            while not self._stopping:
                self.step()
                _wait(wake, self._pause())
            self._end(wake)

    def stop(self) -> None:
        """Leave `run` at the next turn."""
        self._stopping = True

    def step(self) -> None:
        """One look at every child."""
        at = self._clock()
        changed = [child.look(at) for child in self._children]
        if any(changed):
            self.report()
        if not self._announced and self._is_ready():
            self._announced = True
            self._on_ready()

    def _pause(self) -> float:
        due = [child.next_start - self._clock() for child in self._children if child.pid is None and child.next_start]
        longest = LOOK_EVERY_S if self._announced else READY_EVERY_S
        return max(0.0, min([longest, *due]))

    def _end(self, wake: socket.socket) -> None:
        for child in self._children:
            child.ask_to_stop()
        self._await_end(wake, self._stop_within_s)
        for child in self._children:
            child.kill()
        self._await_end(wake, KILL_WITHIN_S)
        self.report()

    def _await_end(self, wake: socket.socket, seconds: float) -> None:
        deadline = self._clock() + seconds
        while self._clock() < deadline and not all([child.is_gone() for child in self._children]):  # noqa: C419  reap all
            _wait(wake, READY_EVERY_S)

    def report(self) -> None:
        """Write the state of all children; a full disk is no reason to stop serving."""
        at = self._clock()
        said = {
            "pid": os.getpid(),
            "at": wall_clock().isoformat(timespec="seconds"),
            "processes": [child.report(at) for child in self._children],
        }
        with suppress(OSError):
            write_atomic(self._report_path, json.dumps(said, indent=1).encode(), mode=0o600)


@contextmanager
def _woken_by_signals(stop: Callable[[], None]) -> Iterator[socket.socket]:
    """A socket that becomes readable when a child ends or a stop is asked for (signal(2), self-pipe)."""
    receiving, sending = socket.socketpair()
    receiving.setblocking(False)
    sending.setblocking(False)
    before = {number: signal.signal(number, lambda *_: stop()) for number in STOP_SIGNALS}
    before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda *_: None)
    old = signal.set_wakeup_fd(sending.fileno(), warn_on_full_buffer=False)
    try:
        yield receiving
    finally:
        signal.set_wakeup_fd(old)
        for number, handler in before.items():
            signal.signal(number, handler)
        receiving.close()
        sending.close()


def _wait(wake: socket.socket, seconds: float) -> None:
    ready, _, _ = select.select([wake], [], [], seconds)
    if ready:
        with suppress(BlockingIOError):
            wake.recv(4096)
