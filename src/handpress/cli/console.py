"""What commands print: results on stdout, everything else on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

Report = Callable[[int, int], None]


def print_json(value: Any) -> None:
    """One JSON document on one line of stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


@contextmanager
def bar(label: str, *, done_of_left: bool = False) -> Iterator[Report]:
    """A progress bar to report `(done, total)` to; one plain line when nobody watches the terminal.

    With `done_of_left` the second number is what is left instead.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    if not err.is_terminal:
        err.print(label)
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task(label, total=None)

        def report(done: int, other: int) -> None:
            progress.update(task, completed=done, total=done + other if done_of_left else other)

        yield report
