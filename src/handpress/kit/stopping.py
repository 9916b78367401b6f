"""Stopping a loop from a signal handler."""

from __future__ import annotations

import os
import select
from contextlib import suppress
from typing import Protocol


class Waker(Protocol):
    """What ends a wait before its time."""

    def fileno(self) -> int:
        """For select(2): readable when it is time."""

    def clear(self) -> None:
        """Be readable no longer."""


class Stop:
    """Asked for by a signal handler, waited for by a loop.

    `threading.Event` does not serve: a handler that sets it while its own thread is entering or leaving `wait`
    waits for ever for the lock which that thread holds. A pipe has no lock.
    """

    def __init__(self) -> None:
        self.is_asked = False
        self._wakes, self._wake = os.pipe()
        for end in (self._wakes, self._wake):
            os.set_blocking(end, False)

    def ask(self, *signal: object) -> None:
        """End the loop; may be given to `signal.signal` as it is."""
        self.is_asked = True
        self.wake()

    def wake(self, *signal: object) -> None:
        """End a wait, and not the loop; may be a signal's handler too."""
        with suppress(BlockingIOError):  # full: it wakes already
            os.write(self._wake, b"!")

    def wait(self, seconds: float, *wakers: Waker) -> None:
        """Sleep so long, or until a stop is asked for, or one of the wakers is readable; it is cleared then.

        A forked child that still has the handler wakes it once.
        """
        if self.is_asked:
            return
        ready = set(select.select([self._wakes, *(waker.fileno() for waker in wakers)], [], [], seconds)[0])
        if self._wakes in ready:
            with suppress(BlockingIOError):
                os.read(self._wakes, 4096)
        for waker in wakers:
            if waker.fileno() in ready:
                waker.clear()

    def __del__(self) -> None:
        os.close(self._wakes)
        os.close(self._wake)
