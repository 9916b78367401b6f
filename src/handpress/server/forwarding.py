"""Handing a request on to the process that answers it, once all of it is here, and the answer back as a stream."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, nullcontext
from tempfile import SpooledTemporaryFile
from typing import Any
from urllib.parse import quote

import h11

from handpress.server.bodies import MIB, PART_BYTES, Body, BodyRefused, Intake
from handpress.server.clients import Proxies
from handpress.server.endpoints import DESK, Endpoint
from handpress.server.messages import Response
from handpress.server.sentences import refusal
from handpress.server.upstream import Outgoing, Pairs, Upstream, UpstreamDown, UpstreamResponse

# RFC 9110, 7.6.1: what speaks of one connection ends there.
HOP_BY_HOP = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
_OURS = frozenset({"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "forwarded", "expect", "content-length"})
_A_READERS_OWN = frozenset({"cookie", "authorization"})  # a reader is nobody: no endpoint is told
_AN_ENDPOINTS_OWN = frozenset({"set-cookie", "set-cookie2"})
_PATH_CHARACTERS = "/!$&'()*+,;=:@~-._"
IN_MEMORY_BYTES = 64 * 1024
STRANGERS = 1  # of those who ask the desk without a session; its threads share one processor (the GIL)
SESSION = "sessionid="
HELD_BYTES = {"desk": 1024 * MIB, "public": 128 * MIB}  # what bodies under way may hold together

Down = Callable[[Any, Endpoint], Response]


class Forwarder:
    """Speaks to one process over the Unix socket at `socket`; `down` makes the answer while it does not listen."""

    def __init__(self, socket: str, down: Down, proxies: Proxies | None = None, *, held_bytes: int = 0) -> None:
        self._down = down
        self._proxies = proxies or Proxies.of()
        self._intake = Intake(held_bytes or HELD_BYTES["desk"])
        self._upstream = Upstream(socket)
        self._strangers = asyncio.Semaphore(STRANGERS)

    async def forward(self, scope: Any, protocol: Any, endpoint: Endpoint = DESK) -> None:
        """Send the request on and its answer back; a process that is down is answered for (503)."""
        try:
            body = await self._body(scope, protocol, endpoint)
        except BodyRefused as refused:
            accept = scope.headers.get("accept", "")
            send(protocol, refusal(refused.status, refused.sentence, accept=accept))
            return
        try:
            await self._exchange(self._request(scope, body, endpoint), scope, protocol, endpoint)
        except h11.LocalProtocolError:
            protocol.response_str(400, _SENTENCE_HEADERS, "The request holds what cannot stand in one.\n")
        finally:
            if body:
                body.close()

    async def _body(self, scope: Any, protocol: Any, endpoint: Endpoint) -> Body | None:
        """What the request carries; None for nothing."""
        announced = scope.headers.get("content-length", "0")
        if "transfer-encoding" in scope.headers:
            raise BodyRefused(411, "Send a Content-Length.")
        if not (announced.isascii() and announced.isdigit()):
            raise BodyRefused(400, "Send one Content-Length, a number.")
        return await self._intake.take(protocol, int(announced), endpoint.body_limits) if int(announced) else None

    async def _exchange(self, request: Outgoing, scope: Any, protocol: Any, endpoint: Endpoint) -> None:
        try:
            async with self._turn(scope, endpoint):
                answer = await self._upstream.ask(request)
        except UpstreamDown:
            send(protocol, self._down(scope, endpoint))
            return
        try:
            await self._return(answer, scope, protocol, endpoint)
        finally:
            answer.finish()

    def _turn(self, scope: Any, endpoint: Endpoint) -> AbstractAsyncContextManager[object]:
        """Strangers at the desk's door wait for each other, so that who works inside is not held up by a crowd."""
        is_stranger = endpoint is DESK and SESSION not in scope.headers.get("cookie", "")
        return self._strangers if is_stranger else nullcontext()

    async def _return(self, answer: UpstreamResponse, scope: Any, protocol: Any, endpoint: Endpoint) -> None:
        headers = answer_headers(answer.headers, endpoint)
        length = dict(answer.headers).get("content-length", "")
        if scope.method == "HEAD" or answer.status in (204, 304):
            _ = [part async for part in answer.parts()]
            protocol.response_empty(answer.status, headers)
        elif length and int(length) > IN_MEMORY_BYTES:  # one that breaks off is seen to be short of its length
            await _pour(protocol.response_stream(answer.status, headers), answer.parts())
        else:
            await self._return_whole(answer, scope, protocol, endpoint, headers)

    async def _return_whole(
        self, answer: UpstreamResponse, scope: Any, protocol: Any, endpoint: Endpoint, headers: Pairs
    ) -> None:
        """Take it in before any of it goes out: what has no length would, broken off, look like all there is."""
        with SpooledTemporaryFile(IN_MEMORY_BYTES) as file:
            try:
                async for part in answer.parts():
                    file.write(part)
            except UpstreamDown:
                send(protocol, self._down(scope, endpoint))
                return
            await _send_file(file, protocol, answer.status, headers)

    def _request(self, scope: Any, body: Body | None, endpoint: Endpoint) -> Outgoing:
        query = f"?{scope.query_string}" if scope.query_string else ""
        target = (quote(scope.path, safe=_PATH_CHARACTERS) + query).encode("utf-8")
        pairs = forwarded_headers(
            scope.headers.items(), peer=scope.client, scheme=scope.scheme, proxies=self._proxies, endpoint=endpoint
        )
        return Outgoing(scope.method.encode(), target, pairs, body, endpoint.timeout_s)


_SENTENCE_HEADERS = [("content-type", "text/plain; charset=utf-8"), ("cache-control", "no-store")]


async def _send_file(file: SpooledTemporaryFile[bytes], protocol: Any, status: int, headers: Pairs) -> None:
    size = file.tell()
    file.seek(0)
    if size <= IN_MEMORY_BYTES:
        protocol.response_bytes(status, headers, file.read())
        return
    stream = protocol.response_stream(status, [*headers, ("content-length", str(size))])
    while part := file.read(PART_BYTES):
        await stream.send_bytes(part)


async def _pour(stream: Any, parts: AsyncIterator[bytes]) -> None:
    async for part in parts:
        await stream.send_bytes(part)


def send(protocol: Any, answer: Response) -> None:
    """Give a complete answer to granian."""
    if answer.body is not None:
        protocol.response_bytes(answer.status, answer.headers, answer.body)
    elif answer.file is not None:
        protocol.response_file(answer.status, answer.headers, answer.file)
    else:
        protocol.response_empty(answer.status, answer.headers)


def end_to_end(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """The headers that travel beyond one connection, also those that `Connection` names left out."""
    pairs = list(pairs)
    named = {
        token.strip().lower() for name, value in pairs if name.lower() == "connection" for token in value.split(",")
    }
    return [(name, value) for name, value in pairs if name.lower() not in HOP_BY_HOP | named]


def answer_headers(pairs: Iterable[tuple[str, str]], endpoint: Endpoint) -> Pairs:
    """An answer's headers for the reader; one that is no editor gets no cookie, and a cache only what it may keep."""
    kept = end_to_end(pairs)
    if endpoint.process == DESK.process:
        return kept
    dropped = _AN_ENDPOINTS_OWN if endpoint.may_be_cached else _AN_ENDPOINTS_OWN | {"cache-control", "expires"}
    own = [] if endpoint.may_be_cached else [("cache-control", "no-store")]
    return [pair for pair in kept if pair[0].lower() not in dropped] + own


def forwarded_headers(
    pairs: Iterable[tuple[str, str]], *, peer: str, scheme: str, proxies: Proxies, endpoint: Endpoint = DESK
) -> Pairs:
    """The request's headers for the process, with who asked (one address) and how.

    What a trusted proxy said about its client is believed; what anybody else says is not.
    """
    sent = end_to_end(pairs)
    told = {name.lower(): value for name, value in sent} if proxies.trusts(peer) else {}
    hops = ",".join(value for name, value in sent if name.lower() == "x-forwarded-for")
    withheld = _OURS if endpoint.process == DESK.process else _OURS | _A_READERS_OWN
    kept = [(name, value) for name, value in sent if name.lower() not in withheld]
    return [
        *kept,
        ("x-forwarded-for", proxies.client(peer, hops)),
        ("x-forwarded-proto", told.get("x-forwarded-proto", scheme)),
        ("x-forwarded-host", told.get("x-forwarded-host") or dict(kept).get("host", "")),
    ]
