"""Bodies are taken in whole, or refused with the reason; what they hold is freed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from handpress.server.bodies import Body, BodyLimits, BodyRefused, Intake

LIMITS = BodyLimits(max_bytes=1000, in_memory_bytes=100, idle_s=0.05, grace_s=0.1, min_bytes_per_s=1000)


async def sent(*parts: bytes, every_s: float = 0.0) -> AsyncIterator[bytes]:
    """The parts, as a client sends them."""
    for part in parts:
        await asyncio.sleep(every_s)
        yield part


async def read(body: Body) -> bytes:
    return b"".join([part async for part in body.parts()])


@pytest.mark.parametrize("parts", [[b"abc"], [b"a", b"", b"bc"], [b"x" * 99, b"y" * 901], [b"z"] * 1000])
def test_a_whole_body_is_as_it_was_sent_and_can_be_read_again(parts: list[bytes]) -> None:
    async def take() -> list[bytes]:
        body = await Intake(total_bytes=10_000).take(sent(*parts), len(b"".join(parts)), LIMITS)
        both = [await read(body), await read(body)]
        body.close()
        return both

    assert asyncio.run(take()) == [b"".join(parts)] * 2


@pytest.mark.parametrize(
    ("parts", "announced", "every_s", "status"),
    [
        ([], 1, 0.0, 400),
        ([b"abc"], 4, 0.0, 400),
        ([b"abcde"], 4, 0.0, 400),
        ([b"a"], 1001, 0.0, 413),
        ([b"a", b"b"], 2, 0.06, 408),
        ([b"a"] * 90, 90, 0.01, 408),
    ],
)
def test_what_is_not_whole_in_time_is_refused(parts: list[bytes], announced: int, every_s: float, status: int) -> None:
    async def take() -> int:
        intake = Intake(total_bytes=1000)
        for _ in range(3):  # a refused one holds nothing
            with pytest.raises(BodyRefused) as refused:
                await intake.take(sent(*parts, every_s=every_s), announced, LIMITS)
        (await intake.take(sent(b"x" * 1000), 1000, LIMITS)).close()
        return refused.value.status

    assert asyncio.run(take()) == status


def test_all_that_is_under_way_has_a_bound_and_closing_frees_it() -> None:
    async def take() -> None:
        intake = Intake(total_bytes=1500)
        first = await intake.take(sent(b"x" * 1000), 1000, LIMITS)
        with pytest.raises(BodyRefused, match="try again") as refused:
            await intake.take(sent(b"x" * 600), 600, LIMITS)
        assert refused.value.status == 503
        first.close()
        first.close()
        (await intake.take(sent(b"x" * 600), 600, LIMITS)).close()

    asyncio.run(take())


def test_a_client_that_goes_away_leaves_nothing_held() -> None:
    async def take() -> None:
        intake = Intake(total_bytes=1000)
        waiting = asyncio.create_task(intake.take(sent(b"x", b"y", every_s=0.04), 1000, LIMITS))
        await asyncio.sleep(0.05)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        (await intake.take(sent(b"x" * 1000), 1000, LIMITS)).close()

    asyncio.run(take())
