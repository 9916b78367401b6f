"""One supervised process: started, watched, started again with growing pauses."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from handpress.kit.processes import die_with_parent

FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 60.0
HEALTHY_AFTER_S = 10.0  # whoever lived so long, and as long as it had waited, counts its failures from nought


@dataclass(frozen=True)
class Program:
    """What to run under which name; a stale `socket` is removed before each start.

    Either a `command`, or an `entry` ("package.module:function") for a process that is forked. `longest_pause_s`: what
    a start that fails again and again may be waited for.
    """

    name: str
    command: tuple[str, ...] = ()
    entry: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    socket: Path | None = None
    longest_pause_s: float = LONGEST_PAUSE_S


class Process(Protocol):
    """The part of subprocess.Popen that a child needs."""

    pid: int

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""


def spawn(program: Program) -> Process:
    """Start `program` in a process group of its own, bound to end when this process ends."""
    if program.socket:
        program.socket.unlink(missing_ok=True)
    parent = os.getpid()
    return subprocess.Popen(
        program.command,
        env={**os.environ, **program.environment},
        stdin=subprocess.DEVNULL,
        process_group=0,  # Ctrl-C reaches the supervisor alone, which then stops everything in order
        preexec_fn=lambda: die_with_parent(parent=parent),
    )


def pause_after(failures: int, longest_s: float = LONGEST_PAUSE_S) -> float:
    """Seconds to wait after that many failures in a row: 0.5, 1, 2, 4 … 60."""
    return min(longest_s, FIRST_PAUSE_S * float(2 ** min(failures - 1, 10)))


class Child:
    """A program's present process and its history. Times are seconds of a monotonic clock."""

    def __init__(self, program: Program, start: Callable[[Program], Process] = spawn) -> None:
        self.program = program
        self.restarts = 0
        self.last_exit = ""
        self.next_start: float | None = 0.0
        self._start = start
        self._process: Process | None = None
        self._started = 0.0
        self._failures = 0
        self._pause_s = 0.0

    @property
    def state(self) -> str:
        """`running`, `restarting` while it waits for its next start, or `stopped`."""
        if self._process:
            return "running"
        return "stopped" if self.next_start is None else "restarting"

    @property
    def pid(self) -> int | None:
        """The process's id while it runs."""
        return self._process.pid if self._process else None

    def look(self, now: float) -> bool:
        """Notice an end, start what is due; whether anything changed."""
        if self._process is not None:
            code = self._process.poll()
            if code is not None:
                self._ended(code, now)
            return code is not None
        if self.next_start is None or now < self.next_start:
            return False
        self._begin(now)
        return True

    def _begin(self, now: float) -> None:
        if self.last_exit:
            self.restarts += 1
        self._started = now
        try:
            self._process = self._start(self.program)
        except OSError as error:
            self._failed(str(error), now)

    def _ended(self, code: int, now: float) -> None:
        self._clear_group()
        self._process = None
        self._failed(exit_text(code), now)

    def _failed(self, reason: str, now: float) -> None:
        self.last_exit = reason
        is_healthy = now - self._started >= max(HEALTHY_AFTER_S, self._pause_s)
        self._failures = 1 if is_healthy else self._failures + 1
        self._pause_s = pause_after(self._failures, self.program.longest_pause_s)
        self.next_start = now + self._pause_s

    def ask_to_stop(self) -> None:
        """Send SIGTERM and start it no more."""
        self.next_start = None
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGTERM)

    def is_gone(self) -> bool:
        """Whether the process has ended."""
        if self._process is None or self._process.poll() is None:
            return self._process is None
        self._clear_group()
        self._process = None
        return True

    def _clear_group(self) -> None:
        """End what the process started and left behind."""
        if self._process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    kill = _clear_group

    def report(self, now: float) -> dict[str, Any]:
        """What the desk shows."""
        waits = max(0.0, self.next_start - now) if self.state == "restarting" and self.next_start else 0.0
        return {
            "name": self.program.name,
            "state": self.state,
            "pid": self.pid,
            "restarts": self.restarts,
            "last_exit": self.last_exit,
            "next_start_s": round(waits, 1),
        }


def exit_text(code: int) -> str:
    """An exit code in words: `exit 1`, or the name of the signal that ended the process."""
    if code >= 0:
        return f"exit {code}"
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"
