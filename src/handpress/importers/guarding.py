"""Whatever goes wrong with one page of an archive concerns that page alone.

Readers of strangers' pages meet what nobody thought of; a fault in one of them must not cost the other seven thousand.
This is the one place of the importers that catches every error: it names the page, keeps the trace in the log, and
stops a page that takes too long.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb
from typing import Any, TypeVar

from handpress.background.faults import concerns_all
from handpress.extract import Refusal

LIMIT_S = 120  # of CPU time for one page; the slowest of 20 MB took 40
FAILED = (
    "{name} was left out: reading it ended in an error of Handpress ({error}). The rest of the import goes on. Send "
    "the page with this line to the makers of Handpress."
)
TOO_SLOW = (
    "{name} was left out: reading it took more than {seconds} seconds of work. Split it, or save it again simpler."
)

Result = TypeVar("Result")
log = logging.getLogger(__name__)


class TooSlow(Exception):
    """A page took more time than any page should."""


def guarded(name: str, read: Callable[[], Result]) -> Result | Refusal:
    """What `read` gives, or a refusal that names the page and the error.

    Lets through what is no page's fault: a stop, a database that is gone, a disk that is full.
    """
    try:
        with _limited(LIMIT_S):
            return read()
    except TooSlow:
        return Refusal("too_slow", TOO_SLOW.format(name=name, seconds=LIMIT_S), name)
    except Exception as error:
        if concerns_all(error):
            raise
        log.warning("%s could not be taken by an import", name, exc_info=True)
        return Refusal("failed", FAILED.format(name=name, error=_told(error)), name)


def _told(error: Exception) -> str:
    """`IndexError: list index out of range, front.py line 238`."""
    frames = extract_tb(error.__traceback__)
    where = f", {Path(frames[-1].filename).name} line {frames[-1].lineno}" if frames else ""
    said = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}{': ' if said else ''}{said}{where}"


@contextmanager
def _limited(seconds: int) -> Iterator[None]:
    """Raises TooSlow after so much CPU time; outside of a process's main thread no signal comes, and no limit holds."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _too_slow)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _too_slow(*_: Any) -> None:
    raise TooSlow
