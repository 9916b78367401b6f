"""HTTP/1.1 to a process behind the file server, over its Unix socket: one request, one answer as a stream.

h11 keeps the framing of both directions strict: a length is a number said once, an answer that ends early is an error.
Measured beside others on the same socket (ms of CPU a request): httpx 0.52, aiohttp 0.12, this 0.09, on a fresh
connection 0.18.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass

import h11

from handpress.server.bodies import Body

CONNECT_S = 2.0
READ_BYTES = 64 * 1024
HEAD_BYTES = 64 * 1024  # of an answer: a desk's with many cookies has 4 kB
KEPT_CONNECTIONS = 8
MAY_BE_REPEATED = frozenset({b"GET", b"HEAD"})

Pairs = list[tuple[str, str]]


class UpstreamDown(Exception):
    """Nothing answers behind the socket, or what answered broke off."""


class UpstreamSlow(UpstreamDown):
    """It takes longer than it may."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A request as it is sent on: an encoded target, and headers without any about lengths."""

    method: bytes
    target: bytes
    headers: Pairs
    body: Body | None = None
    timeout_s: float = 15.0

    def head(self) -> h11.Request:
        """Its first part. Raises h11.LocalProtocolError for what cannot stand there."""
        length = [("content-length", str(self.body.size))] if self.body else []
        return h11.Request(method=self.method, target=self.target, headers=[*self.headers, *length])


class Connection:
    """One connection and what it is doing."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._state = h11.Connection(h11.CLIENT, max_incomplete_event_size=HEAD_BYTES)

    async def send(self, request: Outgoing) -> None:
        """Send all of a request."""
        self._write(request.head())
        with suppress(ConnectionError):  # who answers before all was read says why in the answer
            if request.body:
                async for part in request.body.parts():
                    self._write(h11.Data(data=part))
                    await self._flush(request.timeout_s)
            self._write(h11.EndOfMessage())
            await self._flush(request.timeout_s)

    def _write(self, event: h11.Request | h11.Data | h11.EndOfMessage) -> None:
        self._writer.write(self._state.send(event) or b"")

    async def _flush(self, timeout_s: float) -> None:
        async with asyncio.timeout(timeout_s):
            await self._writer.drain()

    async def head(self, timeout_s: float) -> h11.Response:
        """The answer's first part; interim answers are passed over."""
        while not isinstance(event := await self._next(timeout_s), h11.Response):
            if not isinstance(event, h11.InformationalResponse):
                raise UpstreamDown("it ended before it answered")
        return event

    async def body(self, timeout_s: float) -> AsyncIterator[bytes]:
        """The answer's parts, to its end."""
        while isinstance(event := await self._next(timeout_s), h11.Data):
            yield bytes(event.data)
        if not isinstance(event, h11.EndOfMessage):
            raise UpstreamDown("it ended within its answer")

    async def _next(self, timeout_s: float) -> object:
        while (event := self._state.next_event()) is h11.NEED_DATA:
            async with asyncio.timeout(timeout_s):
                self._state.receive_data(await self._reader.read(READ_BYTES))
        return event

    def is_fresh_again(self) -> bool:
        """Whether another request can be sent over it."""
        if self._reader.at_eof() or (self._state.our_state, self._state.their_state) != (h11.DONE, h11.DONE):
            return False
        self._state.start_next_cycle()
        return True

    def is_open(self) -> bool:
        """Whether the other side has not closed it, as far as is known."""
        return not self._reader.at_eof()

    def close(self) -> None:
        """Let go of it."""
        with suppress(OSError):
            self._writer.close()


class UpstreamResponse:
    """An answer whose head is here; `finish` frees its connection, whether its body was read or not."""

    def __init__(self, upstream: Upstream, connection: Connection, head: h11.Response, timeout_s: float) -> None:
        self.status = head.status_code
        self.headers: Pairs = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in head.headers]
        self._upstream = upstream
        self._connection = connection
        self._timeout_s = timeout_s

    async def parts(self) -> AsyncIterator[bytes]:
        """The body. Raises UpstreamDown where it breaks off."""
        try:
            async for part in self._connection.body(self._timeout_s):
                yield part
        except _BROKEN as error:
            raise _down(error) from error

    def finish(self) -> None:
        """Keep the connection when the whole answer was read, otherwise close it."""
        self._upstream.take_back(self._connection)


_BROKEN = (OSError, h11.RemoteProtocolError)


def _down(error: BaseException) -> UpstreamDown:
    return (UpstreamSlow if isinstance(error, TimeoutError) else UpstreamDown)(str(error))


class Upstream:
    """The process behind `socket`.

    A connection is used again for what may be asked twice: one that its process closed at that very moment is noticed
    and the question put anew. Whatever else is sent goes over a connection of its own and never twice.
    """

    def __init__(self, socket: str) -> None:
        self._socket = socket
        self._kept: list[Connection] = []

    async def ask(self, request: Outgoing) -> UpstreamResponse:
        """The answer to `request`. Raises UpstreamDown; h11.LocalProtocolError for a request that cannot be sent."""
        kept = self._one_kept() if request.method in MAY_BE_REPEATED else None
        if kept:
            try:
                return await self._exchange(kept, request)
            except UpstreamSlow:
                raise
            except UpstreamDown:  # closed since it was last used
                pass
        return await self._exchange(await self._connect(), request)

    def _one_kept(self) -> Connection | None:
        while self._kept:
            connection = self._kept.pop()
            if connection.is_open():
                return connection
            connection.close()
        return None

    async def _connect(self) -> Connection:
        try:
            async with asyncio.timeout(CONNECT_S):
                return Connection(*await asyncio.open_unix_connection(self._socket))
        except OSError as error:  # a TimeoutError is one
            raise UpstreamDown(str(error)) from error

    async def _exchange(self, connection: Connection, request: Outgoing) -> UpstreamResponse:
        try:
            await connection.send(request)
            head = await connection.head(request.timeout_s)
        except BaseException as error:
            connection.close()
            if isinstance(error, _BROKEN):
                raise _down(error) from error
            raise
        return UpstreamResponse(self, connection, head, request.timeout_s)

    def take_back(self, connection: Connection) -> None:
        """Keep a connection for the next request, or close it."""
        if len(self._kept) < KEPT_CONNECTIONS and connection.is_fresh_again():
            self._kept.append(connection)
        else:
            connection.close()
