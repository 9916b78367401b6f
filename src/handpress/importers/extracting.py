"""Taking the articles out of many pages: in processes of their own where there are many pages and cores.

A page takes 5 ms to read and understand and 4 ms to store: one process stores while the others read.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

from handpress.extract import Extraction, Refusal, SiteProfile, extract_page
from handpress.kit.processes import die_with_parent

MANY = 300  # pages; a process takes half a second to start
CHUNK = 20  # pages handed over at once
MOST_PROCESSES = 8

Tag = TypeVar("Tag")
Found = Extraction | Refusal
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
            yield tag, content, extract_page(content, path=name, profile=profile)
        return
    context = multiprocessing.get_context("spawn")  # never a copy of a process with threads and a database
    with ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(profile,)) as pool:
        yield from _through(pool, pages, ahead=workers + 1)


def _through(
    pool: ProcessPoolExecutor, pages: Iterable[tuple[Tag, str, bytes]], *, ahead: int
) -> Iterator[tuple[Tag, bytes, Found]]:
    waiting: deque[tuple[list[tuple[Tag, str, bytes]], Future[list[Found]]]] = deque()
    rest = iter(pages)
    while chunk := list(islice(rest, CHUNK)):
        waiting.append((chunk, pool.submit(_extract, [(name, content) for _, name, content in chunk])))
        if len(waiting) > ahead:
            yield from _done(waiting.popleft())
    while waiting:
        yield from _done(waiting.popleft())


def _done(
    handed: tuple[list[tuple[Tag, str, bytes]], Future[list[Found]]],
) -> Iterator[tuple[Tag, bytes, Found]]:
    chunk, future = handed
    for (tag, _, content), found in zip(chunk, future.result(), strict=True):
        yield tag, content, found


def _begin(profile: SiteProfile) -> None:
    global _profile
    die_with_parent()
    _profile = profile


def _extract(pages: list[tuple[str, bytes]]) -> list[Found]:
    return [extract_page(content, path=name, profile=_profile) for name, content in pages]
