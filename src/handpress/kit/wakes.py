"""Waking processes that wait: a named pipe for each that listens, and a byte in every pipe when something changed."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


class Wake:
    """The listening end of one name in a folder. Nothing is lost while nobody waits: the byte stays in the pipe."""

    def __init__(self, folder: Path, name: str) -> None:
        """Make the pipe where it is missing. Raises OSError where there can be none."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / name
        with suppress(FileExistsError):
            os.mkfifo(path, 0o600)
        # For reading and writing: opening waits for nobody, and the end of the last writer is no end (fifo(7)).
        self._descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)

    def fileno(self) -> int:
        """For select(2): readable when it was rung."""
        return self._descriptor

    def clear(self) -> None:
        """Forget how often it was rung; called before looking, so that what comes meanwhile rings again."""
        with suppress(BlockingIOError):
            while os.read(self._descriptor, 4096):
                pass

    def close(self) -> None:
        """Listen no longer."""
        os.close(self._descriptor)


def ring(folder: str) -> None:
    """Wake all who listen in the folder, 6 µs each. Whoever listens no longer, or cannot be woken, is passed over."""
    with suppress(OSError), os.scandir(folder) as names:
        for name in names:
            with suppress(OSError):  # nobody reads (ENXIO), or it is full: then it rings already
                descriptor = os.open(name.path, os.O_WRONLY | os.O_NONBLOCK | os.O_CLOEXEC)
                try:
                    os.write(descriptor, b"!")
                finally:
                    os.close(descriptor)
