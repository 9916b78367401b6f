"""What a request carries, taken in whole and counted before anybody acts on it.

A post that breaks off looks, to what reads it part by part, like a shorter post; and one that comes slowly holds
whoever waits for it. So nobody waits but this: in memory, then in a temporary file.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Any

MIB = 1024 * 1024
PART_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """How large a body may be, and how slow."""

    max_bytes: int
    in_memory_bytes: int
    idle_s: float  # without a byte
    grace_s: float  # before its rate is looked at
    min_bytes_per_s: float


class BodyRefused(Exception):
    """A body that is not handed on: the status that says so, and a sentence for whoever sent it."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


class Body:
    """A whole body. Its bytes are read as often as asked; closing it frees them."""

    def __init__(self, file: SpooledTemporaryFile[bytes], size: int, on_close: Callable[[], None]) -> None:
        self.size = size
        self._file = file
        self._on_close = on_close

    async def parts(self) -> AsyncIterator[bytes]:
        """The bytes, some at a time."""
        self._file.seek(0)
        while part := self._file.read(PART_BYTES):
            yield part

    def close(self) -> None:
        """Free the memory or the file; once is enough."""
        if not self._file.closed:
            self._file.close()
            self._on_close()


class Intake:
    """Takes bodies in for one server process. `total_bytes`: what all bodies under way may hold together."""

    def __init__(self, total_bytes: int) -> None:
        self._total_bytes = total_bytes
        self._held = 0

    async def take(self, protocol: Any, announced: int, limits: BodyLimits) -> Body:
        """The body of a request that announces so many bytes. Raises BodyRefused.

        `protocol` gives the parts, as granian's does: an asynchronous iterator of bytes.
        """
        if announced > limits.max_bytes:
            raise BodyRefused(413, f"More than {_size(limits.max_bytes)} cannot be sent at once.")
        if self._held + announced > self._total_bytes:
            raise BodyRefused(503, "Too much is being sent at this moment; please try again.")
        self._held += announced
        file: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(limits.in_memory_bytes)  # noqa: SIM115  the body's
        body = Body(file, announced, lambda: self._release(announced))
        try:
            await _fill(file, protocol, announced, limits)
        except BaseException:
            body.close()
            raise
        return body

    def _release(self, announced: int) -> None:
        self._held -= announced


def _size(count: int) -> str:
    return f"{count // MIB} MB" if count >= MIB else f"{count // 1024} kB"


async def _fill(file: SpooledTemporaryFile[bytes], protocol: Any, announced: int, limits: BodyLimits) -> None:
    received, started, parts = 0, time.monotonic(), aiter(protocol)
    with suppress(StopAsyncIteration):
        while received < announced:
            part = bytes(await _next(parts, limits.idle_s))
            received += len(part)
            file.write(part)
            _check_pace(received, time.monotonic() - started, limits)
    if received != announced:
        raise BodyRefused(400, f"Of {announced} bytes {received} arrived; nothing was done.")


async def _next(parts: AsyncIterator[bytes], idle_s: float) -> bytes:
    try:
        async with asyncio.timeout(idle_s):
            return await anext(parts)
    except TimeoutError:
        raise BodyRefused(408, "Nothing more arrived; nothing was done.") from None


def _check_pace(received: int, seconds: float, limits: BodyLimits) -> None:
    if seconds > limits.grace_s and received < seconds * limits.min_bytes_per_s:
        raise BodyRefused(408, "It arrived too slowly; nothing was done.")
