"""Some at a time: all of them, in order, and none is read before it is asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from handpress.kit.batches import batched


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 7])
def test_all_come_in_order_and_no_batch_is_empty_or_too_long(count: int) -> None:
    found = list(batched(range(count), 3))
    assert [each for some in found for each in some] == list(range(count))
    assert all(0 < len(some) <= 3 for some in found)


def test_no_more_is_read_than_is_asked_for() -> None:
    read: list[int] = []

    def source() -> Iterator[int]:
        for number in range(10):
            read.append(number)
            yield number

    assert next(batched(source(), 3)) == [0, 1, 2]
    assert read == [0, 1, 2]
