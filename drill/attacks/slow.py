"""Posts that come a byte a second: to the desk's sign-in, and to the endpoint that takes letters."""

from __future__ import annotations

import socket
import time
from collections import Counter
from contextlib import suppress

from drill.connections import STATUS, opened
from drill.outcome import Found, told
from drill.sizes import Sizes

PATHS = ("/desk/login/", "/-/contact")
LENGTH = 100_000


def attack(port: int, sizes: Sizes) -> Found:
    """So many at a time; one that is let go is begun again."""
    ends, answered = time.monotonic() + sizes.held_s, Counter[int]()
    posts = [_begun(port, number) for number in range(sizes.slow_posts)]
    made = len(posts)
    while time.monotonic() < ends:
        for number, post in enumerate(posts):
            if (said := _one_byte_more(post)) is None:
                continue
            answered[said] += 1
            post.close()
            posts[number] = _begun(port, number)
            made += 1
        time.sleep(1.0)
    for post in posts:
        post.close()
    wrong = tuple(f"a slow post was answered {status}" for status in answered if status not in (0, 400, 408, 503))
    return Found(f"{len(posts)} at a time, {made:,} in all; answered {told(answered)}", wrong)


def _begun(port: int, number: int) -> socket.socket:
    connection = opened(port)
    head = f"POST {PATHS[number % len(PATHS)]} HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nContent-Length: {LENGTH}\r\n"
    connection.sendall(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\na".encode())
    connection.setblocking(False)
    return connection


def _one_byte_more(post: socket.socket) -> int | None:
    """The status once it was answered or closed (0), None while it is still listened to."""
    try:
        with suppress(BlockingIOError):
            found = STATUS.match(post.recv(64))
            return int(found[1]) if found else 0
        post.send(b"a")
    except OSError:
        return 0
    return None
