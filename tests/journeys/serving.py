"""Servers as processes of their own on loopback ports, and one plain way to ask them."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from handpress.server import command

START_S = 30


@dataclass(frozen=True)
class Reply:
    """A server's answer; repeated headers are joined by a comma."""

    status: int
    headers: dict[str, str]
    body: bytes


def free_port() -> int:
    """A loopback port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(port: int, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Reply:
    """The answer to one request whose path is sent exactly as given."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders(body)
        answer = connection.getresponse()
        return Reply(answer.status, _joined(answer.getheaders()), answer.read())
    finally:
        connection.close()


def _joined(pairs: list[tuple[str, str]]) -> dict[str, str]:
    joined: dict[str, str] = {}
    for name, value in pairs:
        name = name.lower()
        joined[name] = f"{joined[name]}, {value}" if name in joined else value
    return joined


@contextmanager
def running(command: list[str], address: int | Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A server process that listens on a port or a Unix socket, ended afterwards."""
    process = subprocess.Popen(command, env={**os.environ, **environment}, start_new_session=True)
    try:
        wait_for(address, process)
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(15)


def wait_for(address: int | Path, process: subprocess.Popen[bytes]) -> None:
    """Until something listens at `address`; a server that ended instead is an error."""
    deadline = time.monotonic() + START_S
    while not listens(address):
        with suppress(subprocess.TimeoutExpired):
            raise AssertionError(f"{process.args} ended with {process.wait(0.05)}")
        assert time.monotonic() < deadline, f"nothing listens at {address}"


def listens(address: int | Path) -> bool:
    """Whether a connection to `address` is taken."""
    family = socket.AF_INET if isinstance(address, int) else socket.AF_UNIX
    target = ("127.0.0.1", address) if isinstance(address, int) else str(address)
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        return probe.connect_ex(target) == 0


def file_server(port: int) -> list[str]:
    """The command of the file server; its folders come by the environment."""
    return list(command.file_server("127.0.0.1", port))


def file_server_environment(public: Path, static: Path, desk: Path, **more: str) -> Mapping[str, str]:
    """What the file server must be told."""
    return {
        "HANDPRESS_TREE": str(public),
        "HANDPRESS_DESK_STATIC": str(static),
        "HANDPRESS_DESK_SOCKET": str(desk),
        "PYTHONPATH": os.pathsep.join(sys.path),
        **more,
    }
