"""Requests whose headers have no end: many, long, and fed for as long as anybody listens."""

from __future__ import annotations

import select
import socket
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from drill.connections import STATUS, opened
from drill.outcome import Found, told
from drill.sizes import Sizes

MB = 1024 * 1024
FED_MB = 16  # who takes so much of one request's headers takes anything
TOGETHER = 32


def attack(port: int, sizes: Sizes) -> Found:
    """Each kind of flood so often, some at a time."""
    answered: Counter[int] = Counter()
    broken: Counter[str] = Counter()
    kinds = list(_floods())
    with ThreadPoolExecutor(TOGETHER) as pool:
        fed = pool.map(lambda number: _fed(port, *kinds[number % len(kinds)]), range(sizes.floods))
        for kind, status, taken_mb in fed:
            answered[status] += 1
            if status >= 500:
                broken[f"{kind} was answered {status}"] += 1
            if taken_mb >= FED_MB:
                broken[f"{kind}: {FED_MB} MB were listened to"] += 1
    wrong = tuple(f"{what} ({count} times)" for what, count in broken.items())
    return Found(f"{sizes.floods:,} floods; answered {told(answered)}", wrong)


def _floods() -> Iterator[tuple[str, bytes, bytes]]:
    """What it is, what is said once, and what is said over and over."""
    start = b"GET / HTTP/1.1\r\nHost: 127.0.0.1:8000\r\n"
    yield "a thousand headers", start + b"".join(b"X-%d: y\r\n" % n for n in range(1000)) + b"\r\n", b""
    yield "ten thousand headers", start + b"X-Y: z\r\n" * 10_000 + b"\r\n", b""
    yield "a header of 60 kB", start + b"Cookie: " + b"a=b; " * 12_000 + b"\r\n\r\n", b""
    yield "a header of a megabyte", start + b"Cookie: " + b"a" * MB + b"\r\n\r\n", b""
    yield "an address of a megabyte", b"GET /" + b"a" * MB + b" HTTP/1.1\r\nHost: 127.0.0.1:8000\r\n\r\n", b""
    yield "endless headers", start, b"X-Header: " + b"v" * 980 + b"\r\n"
    yield "an endless header", start + b"Cookie: ", b"v" * 1000
    yield "an endless address", b"GET /", b"a" * 1000
    yield "an endless method", b"", b"A" * 1000


def _is_answered(connection: socket.socket) -> bool:
    """Whether an answer is there: after it nginx lets what still comes run into nothing (`lingering_close`)."""
    return bool(select.select([connection], [], [], 0)[0])


def _fed(port: int, kind: str, once: bytes, again: bytes) -> tuple[str, int, float]:
    sent, answer = 0, b""
    with suppress(OSError), opened(port) as connection:
        with suppress(OSError):
            connection.sendall(once)
            sent = len(once)
            while again and sent < FED_MB * MB and not _is_answered(connection):
                connection.sendall(again * 64)
                sent += len(again) * 64
        answer = connection.recv(4096)
    found = STATUS.match(answer)
    return kind, (int(found[1]) if found else 0), sent / MB
