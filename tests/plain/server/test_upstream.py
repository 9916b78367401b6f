"""What is sent over the socket goes once and whole; what comes back is whole or an error."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import h11
import pytest

from handpress.server.bodies import Body, BodyLimits, Intake
from handpress.server.upstream import Outgoing, Upstream, UpstreamDown, UpstreamSlow

HOST = ("host", "paper.example")
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
Turn = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Coroutine[Any, Any, None]]


def get(**more: Any) -> Outgoing:
    return Outgoing(**{"method": b"GET", "target": b"/x", "headers": [HOST], **more})


def saying(*answers: bytes) -> tuple[Turn, list[bytes]]:
    """A process that says these, one to each request, and what it heard."""
    left, heard = list(answers), []

    async def turn(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while left and (head := await reader.readuntil(b"\r\n\r\n")):
            heard.append(head)
            writer.write(left.pop(0))
            await writer.drain()
        writer.close()

    return turn, heard


def with_process(tmp_path: Path, turn: Turn, use: Callable[[Upstream], Coroutine[Any, Any, Any]]) -> Any:
    """What `use` makes of an upstream before such a process."""

    async def run() -> Any:
        async with await asyncio.start_unix_server(turn, tmp_path / "s"):
            return await use(Upstream(str(tmp_path / "s")))

    return asyncio.run(run())


async def read(upstream: Upstream, request: Outgoing) -> bytes:
    answer = await upstream.ask(request)
    try:
        return b"".join([part async for part in answer.parts()])
    finally:
        answer.finish()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nok\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nBroken header\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000 + b"\r\n\r\nok",
        b"nonsense\r\n\r\n",
    ],
)
def test_an_answer_that_breaks_off_or_cannot_be_read_is_none(tmp_path: Path, answer: bytes) -> None:
    turn, _ = saying(answer)
    with pytest.raises(UpstreamDown):
        with_process(tmp_path, turn, lambda upstream: read(upstream, get()))


def test_nobody_behind_the_socket_is_told_apart_from_a_slow_one(tmp_path: Path) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    with pytest.raises(UpstreamDown):
        asyncio.run(read(Upstream(str(tmp_path / "none")), get()))
    with pytest.raises(UpstreamSlow):
        with_process(tmp_path, silent, lambda upstream: read(upstream, get(timeout_s=0.05)))


def test_a_connection_is_used_again_and_one_that_was_closed_is_replaced(tmp_path: Path) -> None:
    made = []

    async def twice(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        made.append(writer)
        for _ in range(2):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(OK)
        await reader.readuntil(b"\r\n\r\n")  # the third is taken, and not answered
        writer.close()

    async def use(upstream: Upstream) -> list[bytes]:
        return [await read(upstream, get()) for _ in range(5)]

    assert with_process(tmp_path, twice, use) == [b"ok"] * 5
    assert len(made) == 3


async def body_of(content: bytes) -> Body:
    async def parts() -> Any:
        yield content

    return await Intake(10_000).take(parts(), len(content), BodyLimits(10_000, 100, 1, 1, 1))


def test_a_post_goes_once_over_a_connection_of_its_own(tmp_path: Path) -> None:
    heard = []

    async def use(upstream: Upstream) -> bytes:
        await read(upstream, get())
        with pytest.raises(UpstreamDown):
            await read(upstream, get(method=b"POST", body=await body_of(b"acted on")))
        return await read(upstream, get())

    async def dies_on_post(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readuntil(b"\r\n\r\n"):
            heard.append(head)
            if head.startswith(b"POST"):
                break
            writer.write(OK)
        writer.close()

    assert with_process(tmp_path, dies_on_post, use) == b"ok"
    assert [head.split()[0] for head in heard] == [b"GET", b"POST", b"GET"]
    assert b"content-length: 8\r\n" in heard[1].lower()
    assert b"transfer-encoding" not in heard[1].lower()


@pytest.mark.parametrize(
    "wrong",
    [
        {"headers": []},
        {"headers": [HOST, HOST]},
        {"headers": [HOST, ("x", "a\r\nContent-Length: 5")]},
        {"headers": [HOST, ("x y", "a")]},
        {"headers": [HOST, ("x\r\n", "a")]},
        {"target": b"/a b"},
        {"target": b"/a\r\nX: y"},
        {"method": b"GET /x"},
    ],
)
def test_what_could_be_read_as_two_requests_is_not_sent(tmp_path: Path, wrong: dict[str, Any]) -> None:
    turn, heard = saying(OK)
    with pytest.raises(h11.LocalProtocolError):
        with_process(tmp_path, turn, lambda upstream: read(upstream, get(**wrong)))
    assert heard == []
