"""Handing a request on to the desk, once all of it is here, and the answer back as a stream."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import httpx

from handpress.server.bodies import Body, BodyRefused, Intake
from handpress.server.clients import Proxies
from handpress.server.desk_down import desk_down_page

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
_OURS = frozenset({"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "forwarded", "expect"})
_PATH_CHARACTERS = "/!$&'()*+,;=:@~-._"
IN_MEMORY_BYTES = 64 * 1024
TIMEOUT = httpx.Timeout(300.0, connect=2.0)  # an import or a large upload may take minutes

Pairs = list[tuple[str, str]]


class Forwarder:
    """Speaks HTTP/1.1 to the desk over the Unix socket at `socket`."""

    def __init__(self, socket: str, proxies: Proxies | None = None, intake: Intake | None = None) -> None:
        self._proxies = proxies or Proxies.of()
        self._intake = intake or Intake()
        transport = httpx.AsyncHTTPTransport(uds=socket, limits=httpx.Limits(max_keepalive_connections=8))
        self._client = httpx.AsyncClient(transport=transport, timeout=TIMEOUT, trust_env=False)

    async def forward(self, scope: Any, protocol: Any) -> None:
        """Send the request on and its answer back; a desk that is down is answered for (503)."""
        try:
            body = await self._body(scope, protocol)
        except BodyRefused as refused:
            protocol.response_str(refused.status, [("content-type", "text/plain; charset=utf-8")], refused.sentence)
            return
        try:
            await self._exchange(self._request(scope, body), scope, protocol)
        finally:
            if body:
                body.close()

    async def _body(self, scope: Any, protocol: Any) -> Body | None:
        """What the request carries; None for nothing."""
        announced = scope.headers.get("content-length", "0")
        if "transfer-encoding" in scope.headers:
            raise BodyRefused(411, "Send a Content-Length.\n")
        if not (announced.isascii() and announced.isdigit()):
            raise BodyRefused(400, "Send one Content-Length, a number.\n")
        return await self._intake.take(protocol, int(announced)) if int(announced) else None

    async def _exchange(self, request: httpx.Request, scope: Any, protocol: Any) -> None:
        try:
            answer = await self._client.send(request, stream=True)
        except httpx.TransportError:
            protocol.response_str(503, *desk_down_page())
            return
        try:
            await _return(answer, scope.method, protocol)
        finally:
            await answer.aclose()

    def _headers(self, scope: Any) -> Pairs:
        pairs = scope.headers.items()
        return forwarded_headers(pairs, peer=scope.client, scheme=scope.scheme, proxies=self._proxies)

    def _request(self, scope: Any, body: Body | None) -> httpx.Request:
        query = f"?{scope.query_string}" if scope.query_string else ""
        target = (quote(scope.path, safe=_PATH_CHARACTERS) + query).encode("utf-8")
        return httpx.Request(
            scope.method,
            httpx.URL("http://desk").copy_with(raw_path=target),
            headers=self._headers(scope),
            content=body.parts() if body else None,
        )


async def _return(answer: httpx.Response, method: str, protocol: Any) -> None:
    headers = end_to_end(answer.headers.multi_items())
    if method == "HEAD" or answer.status_code in (204, 304):
        protocol.response_empty(answer.status_code, headers)
    elif int(answer.headers.get("content-length", IN_MEMORY_BYTES + 1)) <= IN_MEMORY_BYTES:
        protocol.response_bytes(answer.status_code, headers, b"".join([part async for part in answer.aiter_raw()]))
    else:
        stream = protocol.response_stream(answer.status_code, headers)
        async for part in answer.aiter_raw():
            await stream.send_bytes(part)


def end_to_end(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """The headers that travel beyond one connection, also those that `Connection` names left out."""
    pairs = list(pairs)
    named = {
        token.strip().lower() for name, value in pairs if name.lower() == "connection" for token in value.split(",")
    }
    return [(name, value) for name, value in pairs if name.lower() not in HOP_BY_HOP | named]


def forwarded_headers(pairs: Iterable[tuple[str, str]], *, peer: str, scheme: str, proxies: Proxies) -> Pairs:
    """The request's headers for the desk, with who asked (one address) and how.

    What a trusted proxy said about its client is believed; what anybody else says is not.
    """
    sent = end_to_end(pairs)
    told = {name.lower(): value for name, value in sent} if proxies.trusts(peer) else {}
    hops = ",".join(value for name, value in sent if name.lower() == "x-forwarded-for")
    kept = [(name, value) for name, value in sent if name.lower() not in _OURS]
    return [
        *kept,
        ("x-forwarded-for", proxies.client(peer, hops)),
        ("x-forwarded-proto", told.get("x-forwarded-proto", scheme)),
        ("x-forwarded-host", told.get("x-forwarded-host") or dict(kept).get("host", "")),
    ]
