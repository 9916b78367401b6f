"""Many things, some at a time: as many as one statement or one task takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of at most `size`, read as they are asked for (itertools.batched, which Python 3.11 lacks)."""
    stream = iter(items)
    while some := list(islice(stream, size)):
        yield some
