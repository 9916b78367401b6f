"""Temporary folders that do not stay behind, however the process that made them ended."""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

PREFIX = "handpress-tests-"


def folder(parent: Path | None = None) -> Path:
    """A new folder, removed at this process's end; what killed processes left beside it is removed now.

    The process keeps a lock on the folder, and the lock ends with the process: a folder that can be locked is nobody's.
    """
    parent = parent or Path(tempfile.gettempdir())
    for other in parent.glob(f"{PREFIX}*"):
        _remove_if_left(other)
    while True:
        made = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        fcntl.flock(os.open(made, os.O_RDONLY), fcntl.LOCK_SH)
        if made.exists():  # another process may have found it before it was locked
            atexit.register(_remove_own, made, os.getpid())
            return made


def _remove_if_left(folder: Path) -> None:
    with suppress(OSError):  # held by a living process, removed by another one meanwhile, or another user's
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder)
        finally:
            os.close(descriptor)


def _remove_own(folder: Path, pid: int) -> None:
    if os.getpid() == pid:  # a fork's end is not the end
        shutil.rmtree(folder, ignore_errors=True)
