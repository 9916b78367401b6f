"""Connections that say nothing, or stop in the middle of a request; each that is let go comes again."""

from __future__ import annotations

import selectors
import socket
import time
from contextlib import suppress

from drill.connections import opened
from drill.outcome import Found
from drill.sizes import Sizes
from handpress.kit.processes import allow_many_files

SAID = (b"", b"GET / HTTP/1.1\r\nHost: paper.example\r\nX-Slow: ")
SPARE_FILES = 200


def attack(port: int, sizes: Sizes) -> Found:
    """So many at a time, for as long as the drill holds them."""
    wanted = min(sizes.idle, allow_many_files() - SPARE_FILES)
    held, made, most, refused = selectors.DefaultSelector(), 0, 0, 0
    ends = time.monotonic() + sizes.held_s
    while time.monotonic() < ends:
        for key, _ in held.select(0):
            _let_go(held, key.fileobj)  # type: ignore[arg-type]  # sockets are all there is
        for _ in range(min(wanted - len(held.get_map()), 500)):
            try:
                connection = opened(port, timeout_s=5.0)
                connection.sendall(SAID[made % 2])
            except OSError:
                refused += 1
                break
            held.register(connection, selectors.EVENT_READ)
            made += 1
        most = max(most, len(held.get_map()))
        time.sleep(0.05)
    for key in list(held.get_map().values()):
        _let_go(held, key.fileobj)  # type: ignore[arg-type]
    return Found(f"{most:,} idle at a time, {made:,} in all, {refused} refused", _too_few(most, wanted))


def _too_few(most: int, wanted: int) -> tuple[str, ...]:
    return () if most >= wanted * 0.9 else (f"only {most:,} of {wanted:,} connections could be held: no attack",)


def _let_go(held: selectors.BaseSelector, connection: socket.socket) -> None:
    held.unregister(connection)
    with suppress(OSError):
        connection.close()
