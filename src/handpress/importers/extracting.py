"""Taking the articles out of many pages: in processes of their own where there are many pages and cores.

A page takes 5 ms to read and understand and 4 ms to store: one process stores while the others read.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import TypeVar

from handpress.extract import Extraction, Refusal, SiteProfile, extract_page
from handpress.importers.guarding import guarded
from handpress.kit.batches import batched
from handpress.kit.processes import die_with_parent

MANY = 300  # pages; a process takes half a second to start
CHUNK = 20  # pages handed over at once
MOST_PROCESSES = 8
DIED = "{name} was left out: the process that read it died, perhaps for want of memory. Import it alone to see."

Tag = TypeVar("Tag")
Found = Extraction | Refusal
Page = tuple[Tag, str, bytes]
_profile = SiteProfile()


def extract_all(
    pages: Iterable[tuple[Tag, str, bytes]], profile: SiteProfile, *, total: int
) -> Iterator[tuple[Tag, bytes, Found]]:
    """For each (tag, name, bytes) its tag, its bytes and what was found, in the same order.

    Reads a little ahead of what was asked for. `total` tells whether it is worth starting processes.
    """
    workers = min((os.cpu_count() or 1) - 1, MOST_PROCESSES)
    if total < MANY or workers < 1:
        for tag, name, content in pages:
            yield tag, content, _guarded(name, content, profile)
        return
    yield from Pool(workers, profile).through(pages)


class Pool:
    """Processes that read pages; made anew when a page has killed one of them."""

    def __init__(self, workers: int, profile: SiteProfile) -> None:
        self._workers = workers
        self._profile = profile
        self._pool = self._started(workers)

    def through(self, pages: Iterable[tuple[Tag, str, bytes]]) -> Iterator[tuple[Tag, bytes, Found]]:
        """What was found on each page; stopped at once, without reading on, when nobody asks any more."""
        waiting: deque[tuple[list[tuple[Tag, str, bytes]], Future[list[Found]]]] = deque()
        try:
            for chunk in batched(pages, CHUNK):
                waiting.append((chunk, self._submitted(chunk)))
                if len(waiting) > self._workers + 1:
                    yield from self._done(*waiting.popleft())
            while waiting:
                yield from self._done(*waiting.popleft())
        finally:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _started(self, workers: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")  # never a copy of a process with threads and a database
        return ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(self._profile,))

    def _submitted(self, chunk: list[tuple[Tag, str, bytes]]) -> Future[list[Found]]:
        read = [(name, content) for _, name, content in chunk]
        with suppress(BrokenProcessPool):
            return self._pool.submit(_extract, read)
        self._pool = self._started(self._workers)
        return self._pool.submit(_extract, read)

    def _done(
        self, chunk: list[tuple[Tag, str, bytes]], future: Future[list[Found]]
    ) -> Iterator[tuple[Tag, bytes, Found]]:
        try:
            found = future.result()
        except BrokenProcessPool:
            found = [self._alone(name, content) for _, name, content in chunk]
        for (tag, _, content), each in zip(chunk, found, strict=True):
            yield tag, content, each

    def _alone(self, name: str, content: bytes) -> Found:
        """What one page gives in a process of its own, or that it killed that process."""
        with self._started(1) as pool:
            try:
                return pool.submit(_extract, [(name, content)]).result()[0]
            except BrokenProcessPool:
                return Refusal("failed", DIED.format(name=name), name)


def _begin(profile: SiteProfile) -> None:
    global _profile
    die_with_parent()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # sent to all; the import says what they mean
        signal.signal(number, signal.SIG_IGN)
    _profile = profile


def _extract(pages: list[tuple[str, bytes]]) -> list[Found]:
    return [_guarded(name, content, _profile) for name, content in pages]


def _guarded(name: str, content: bytes, profile: SiteProfile) -> Found:
    return guarded(name, lambda: extract_page(content, path=name, profile=profile))
