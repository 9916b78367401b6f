"""A task that takes its time and says what became of it, for the processes that do tasks."""

from __future__ import annotations

import os
import time
from pathlib import Path

from django_tasks import task


@task()
def slow(folder: str, name: str, seconds: float) -> None:
    """Say that it began, in which process; then that it is done."""
    with (Path(folder) / f"{name}.begun").open("a") as file:
        file.write(f"{os.getpid()}\n")
    time.sleep(seconds)
    (Path(folder) / f"{name}.done").touch()
