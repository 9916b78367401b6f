"""Connections as attackers make them: bytes as they please, and what comes back."""

from __future__ import annotations

import re
import selectors
import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")
A_CONNECTION_CARRIES = 900  # nginx closes after 1,000
TOGETHER = 10  # requests sent before the first is answered (pipelined)
CONNECTIONS = 16


def opened(port: int, *, timeout_s: float = 20.0) -> socket.socket:
    """A connection to a loopback port."""
    return socket.create_connection(("127.0.0.1", port), timeout=timeout_s)


def status_of(port: int, said: bytes, *, timeout_s: float = 20.0) -> tuple[int, bytes]:
    """Status (0: the connection was closed without one) and the beginning of the answer to these very bytes."""
    answer = b""
    with suppress(ConnectionError), opened(port, timeout_s=timeout_s) as connection:
        with suppress(ConnectionError):  # who refuses early may close before all was sent; the answer is there
            connection.sendall(said)
        while len(answer) < 16_384 and (part := connection.recv(16_384)):
            answer += part
    found = STATUS.match(answer)
    return (int(found[1]) if found else 0), answer


def ask_many(port: int, requests: Iterator[bytes], within_s: float) -> Counter[int]:
    """Ask them all as fast as they are answered, on several connections; how many answers had which status."""
    found: Counter[int] = Counter()
    deadline = time.monotonic() + within_s
    with selectors.DefaultSelector() as selector:
        for _ in range(CONNECTIONS):
            _Stream(port, selector).send(requests)
        while selector.get_map() and time.monotonic() < deadline:
            for key, _ in selector.select(1.0):
                stream: _Stream = key.data
                found.update(stream.receive())
                if not stream.waiting:
                    stream.send(requests)
        for key in list(selector.get_map().values()):
            key.data.close()
    return found


class _Stream:
    """One connection with some requests under way."""

    def __init__(self, port: int, selector: selectors.BaseSelector) -> None:
        self._port, self._selector = port, selector
        self._connection: socket.socket | None = None
        self._carried = 0
        self._tail = b""
        self.waiting = 0

    def send(self, requests: Iterator[bytes]) -> None:
        """The next few; the connection is closed when there are none."""
        batch = [request for _, request in zip(range(TOGETHER), requests, strict=False)]
        if not batch or self._carried + TOGETHER > A_CONNECTION_CARRIES:
            self.close()
        if not batch:
            return
        if self._connection is None:
            self._connection, self._carried = opened(self._port), 0
            self._selector.register(self._connection, selectors.EVENT_READ, self)
        self._connection.sendall(b"".join(batch))
        self._carried += len(batch)
        self.waiting = len(batch)

    def receive(self) -> list[int]:
        """The statuses that came. Raises ConnectionError when answers are missing at the end."""
        assert self._connection is not None
        part = self._connection.recv(262_144)
        if not part:
            self.close()
            if self.waiting:
                raise ConnectionError(f"closed with {self.waiting} requests unanswered")
            return []
        text = self._tail + part
        found = list(STATUS.finditer(text))
        self._tail = text[found[-1].end() if found else 0 :][-12:]
        self.waiting -= len(found)
        return [int(each[1]) for each in found]

    def close(self) -> None:
        """End the connection."""
        if self._connection is not None:
            self._selector.unregister(self._connection)
            self._connection.close()
            self._connection, self._tail = None, b""
