"""Processes that are forked from this one, which has imported all they need: they share its memory.

Importing Django and Wagtail costs 100 MB and 1.8 s; a fork costs 2 ms, and the pages that it does not write to.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from handpress.kit.processes import die_with_parent, name_process
from handpress.server.child import Program

OURS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)


class Forked:
    """A forked process, as a supervisor sees it."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._code: int | None = None

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        if self._code is None:
            self._take_end(os.WNOHANG)
        return self._code

    def wait(self) -> int:
        """The exit code once it has ended."""
        while self._code is None:
            self._take_end(0)
        return self._code

    def _take_end(self, how: int) -> None:
        try:
            pid, status = os.waitpid(self.pid, how)
        except ChildProcessError:  # somebody else has taken its end: how it ended is not known, as in subprocess
            pid, status = self.pid, 0
        if pid:
            self._code = os.waitstatus_to_exitcode(status)


def forks(before: Callable[[], None] = lambda: None) -> Callable[[Program], Forked]:
    """What starts a program by forking. `before`: called first each time, to let go of what must not be shared.

    What this process holds already is frozen: collecting garbage in a fork writes to none of it (gc.freeze).
    """
    gc.collect()
    gc.freeze()

    def start(program: Program) -> Forked:
        before()
        if program.socket:
            program.socket.unlink(missing_ok=True)
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        # A signal that comes before the fork has let go of this process's handlers would be taken for one to us.
        waiting = signal.pthread_sigmask(signal.SIG_BLOCK, OURS)
        try:
            pid = os.fork()
            if pid == 0:
                _become(program, parent, waiting)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, waiting)
        with suppress(OSError):  # the fork does it too: whoever comes first
            os.setpgid(pid, pid)
        return Forked(pid)

    return start


def _become(program: Program, parent: int, mask: set[int]) -> NoReturn:
    """Be the program, and nothing of the process that was forked."""
    code = 1
    try:
        with suppress(OSError):
            os.setpgid(0, 0)  # what it starts ends with it
        die_with_parent(parent=parent)
        signal.set_wakeup_fd(-1)
        for number in OURS:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        name_process(f"handpress-{program.name}")
        os.environ.update(program.environment)
        entry(program.entry)()
        code = 0
    except SystemExit as asked:
        code = asked.code if isinstance(asked.code, int) else 0 if asked.code is None else 1
    except BaseException:  # noqa: BLE001  the last frame of this process
        traceback.print_exc()
    finally:
        with suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def entry(name: str) -> Callable[[], object]:
    """The function that `package.module:function` names. Raises ImportError, AttributeError."""
    module, _, function = name.partition(":")
    found: Callable[[], object] = getattr(importlib.import_module(module), function)
    return found
