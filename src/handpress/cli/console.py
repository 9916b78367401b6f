"""What commands print: results on stdout, everything else on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

Report = Callable[[int, int], None]
_shown: list[Progress] = []


def print_json(value: Any) -> None:
    """One JSON document on one line of stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


@contextmanager
def bar(label: str, *, done_of_left: bool = False) -> Iterator[Report]:
    """A progress bar to report `(done, total)` to; one plain line when nobody watches the terminal.

    With `done_of_left` the second number is what is left instead.
    """
    with bars(label, done_of_left=done_of_left) as (report,):
        yield report


@contextmanager
def bars(*labels: str, done_of_left: bool = False) -> Iterator[tuple[Report, ...]]:
    """A bar for each stage of some work, with the time it took and the time left; each shows once it begins."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        _shown.append(progress)
        try:
            yield tuple(_stage(progress, label, done_of_left, shown=number == 0) for number, label in enumerate(labels))
        finally:
            _shown.remove(progress)


@contextmanager
def paused() -> Iterator[None]:
    """Without the bars that are shown, so that a question can be asked."""
    for progress in _shown:
        progress.stop()
    try:
        yield
    finally:
        for progress in _shown:
            progress.start()


def _stage(progress: Progress, label: str, done_of_left: bool, *, shown: bool) -> Report:
    task = progress.add_task(label, total=None, visible=shown, start=False)
    begun: list[str] = []

    def begin() -> None:
        begun.append(label)
        progress.start_task(task)
        if not err.is_terminal:
            err.print(label)

    def report(done: int, other: int) -> None:
        if not begun:
            begin()
        progress.update(task, completed=done, total=done + other if done_of_left else other, visible=True)

    if shown:
        begin()
    return report
