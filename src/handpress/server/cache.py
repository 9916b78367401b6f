"""Answers kept in memory for as long as the file they came from is the same file."""

from __future__ import annotations

import os
from dataclasses import dataclass

from handpress.server.messages import Response
from handpress.server.tree import Stored

LIMIT_BYTES = 16 * 1024 * 1024
OVERHEAD_BYTES = 2048


@dataclass(frozen=True, slots=True)
class _Kept:
    answer: Response
    path: str
    inode: int
    mtime_ns: int
    size: int


class Cache:
    """Answers by path and coding. One stat proves an answer; a page renamed over is a new file.

    Reading a file takes eleven system calls (each folder opened by itself, so that no link is
    followed), proving it again takes one.
    """

    def __init__(self, limit_bytes: int = LIMIT_BYTES) -> None:
        self._kept: dict[tuple[str, str], _Kept] = {}
        self._limit_bytes = limit_bytes
        self._bytes = 0

    def get(self, path: str, coding: str) -> Response | None:
        """The answer kept for `path`, when its file still is the one it was."""
        kept = self._kept.get((path, coding))
        if kept is None:
            return None
        try:
            status = os.stat(kept.path)  # noqa: PTH116  a Path costs three times the call itself
        except OSError:
            status = None
        if (
            status
            and status.st_mtime_ns == kept.mtime_ns
            and status.st_ino == kept.inode
            and status.st_size == kept.size
        ):
            return kept.answer
        self._drop((path, coding))
        return None

    def put(self, path: str, coding: str, stored: Stored, answer: Response) -> None:
        """Keep `answer`; the oldest go when the limit is reached. Streamed files are not kept."""
        if answer.body is None:
            return
        self._drop((path, coding))
        status = stored.status
        self._kept[path, coding] = _Kept(answer, stored.path, status.st_ino, status.st_mtime_ns, status.st_size)
        self._bytes += len(answer.body) + OVERHEAD_BYTES
        while self._bytes > self._limit_bytes:
            self._drop(next(iter(self._kept)))

    def _drop(self, key: tuple[str, str]) -> None:
        kept = self._kept.pop(key, None)
        if kept:
            self._bytes -= len(kept.answer.body or b"") + OVERHEAD_BYTES
