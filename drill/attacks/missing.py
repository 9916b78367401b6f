"""Addresses that were never there, as fast as they are answered: no two alike, so it never helps to remember one."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator

from drill.connections import ask_many
from drill.outcome import Found, told
from drill.sizes import Sizes

SHAPES = (
    "/none-{}.html",
    "/2013/06/{}.html",
    "/wp-login.php/{}",
    "/{}/",
    "/i/{}.webp",
    "/-/{}",
    "/es/none/{}",
    "/tag/{}/",
)


def attack(port: int, sizes: Sizes) -> Found:
    """So many, or as many as are answered in the drill's time."""
    answered = ask_many(port, _requests(SHAPES, sizes.missing), sizes.requests_within_s)
    return Found(f"{answered.total():,} requests; answered {told(answered)}", others(answered, 404))


def busting(port: int, sizes: Sizes) -> Found:
    """Pages that are there, under a query that no cache has seen."""
    shapes = ("/?{}", "/index.html?utm={}", "/search/?x={}", "/archive/?page={}", "/404.html?{}")
    answered = ask_many(port, _requests(shapes, sizes.busting), sizes.requests_within_s)
    return Found(f"{answered.total():,} requests; answered {told(answered)}", others(answered, 200, 404))


def _requests(shapes: tuple[str, ...], count: int) -> Iterator[bytes]:
    for number, shape in zip(range(count), itertools.cycle(shapes)):
        path = shape.format(number * 2654435761 % 2**32)
        yield f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nAccept-Encoding: br, gzip\r\n\r\n".encode()


def others(answered: Counter[int], *expected: int) -> tuple[str, ...]:
    """What was answered otherwise than expected."""
    return tuple(f"{count:,} were answered {status}" for status, count in answered.items() if status not in expected)
