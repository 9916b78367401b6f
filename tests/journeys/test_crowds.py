"""Thousands of connections that say nothing keep no reader out, on our server and behind nginx."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from tests.journeys.serving import ask, file_server, file_server_environment, free_port, running
from tests.journeys.test_server_and_nginx import NGINX, needs_nginx, nginx_file
from tests.plain.server import small_tree

from handpress.kit.processes import allow_many_files

IDLE = 5000
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crowds")
    folder.chmod(0o755)
    return small_tree.build(folder / "public")


@pytest.fixture(params=["ours", pytest.param("nginx", marks=[pytest.mark.nginx, needs_nginx])], name="port")
def _port(request: pytest.FixtureRequest, public: Path) -> Iterator[int]:
    port = free_port()
    if request.param == "ours":
        environment = file_server_environment(public, public.parent / "static", public.parent / "no.sock")
        with running(file_server(port), port, **environment):
            yield port
        return
    path = nginx_file(public, port, free_port(), f"nginx-{port}")
    written = path.read_text().replace("events {}", "worker_rlimit_nofile 20000;\nevents { worker_connections 10000; }")
    path.write_text(written)
    with running([str(NGINX), "-c", str(path)], port):
        yield port


def silent(port: int, number: int, said: bytes) -> Iterator[socket.socket]:
    """Connections that stop in the middle of a request."""
    for _ in range(number):
        connection = socket.create_connection(("127.0.0.1", port), timeout=20)
        if said:
            connection.sendall(said)
        yield connection


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: paper.example\r\nX-Slow: "])
def test_five_thousand_silent_connections_keep_no_reader_out(port: int, said: bytes) -> None:
    if allow_many_files() < IDLE + 1000:
        pytest.fail("this machine lets a process open too few files for the test")
    with ExitStack() as held:
        for connection in silent(port, IDLE, said):
            held.enter_context(connection)
        for _ in range(5):
            begun = time.monotonic()
            assert ask(port, "/2013/06/rivers.html").body == small_tree.PAGE
            assert time.monotonic() - begun < 1.0
            time.sleep(0.2)


def test_who_says_nothing_more_is_let_go(port: int) -> None:
    (connection,) = silent(port, 1, b"GET / HTTP/1.1\r\nHost: paper.example\r\nX-Slow: ")
    begun = time.monotonic()
    connection.settimeout(30)
    with suppress(ConnectionResetError):
        while connection.recv(4096):
            pass
    assert time.monotonic() - begun < 20
