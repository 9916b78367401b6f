"""What is sent to the desk is acted on when all of it is there, or not at all: by our server and through nginx."""

from __future__ import annotations

import random
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.journeys.serving import ask, file_server, file_server_environment, free_port, running
from tests.journeys.test_server_and_nginx import NGINX, needs_nginx, nginx_file
from tests.plain.server import small_tree

from handpress.server.sentences import GO_BACK

SLOW_POSTS = 200


@pytest.fixture(scope="module")
def acted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the stand-in for the desk notes what it acted on."""
    return tmp_path_factory.mktemp("acted") / "acted.txt"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bodies")
    folder.chmod(0o755)
    (folder / "static").mkdir()
    return small_tree.build(folder / "public")


@pytest.fixture(scope="module")
def ours(public: Path, acted: Path) -> Iterator[int]:
    """Our server, before a desk of four threads."""
    port, desk = free_port(), public.parent / "desk.sock"
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--uds", str(desk), "--log-level", "warning"]
    command += ["--blocking-threads", "4", "tests.journeys.desk_stand_in:application"]
    environment = file_server_environment(public, public.parent / "static", desk) | {"ACTED": str(acted)}
    with running(command, desk, **environment), running(file_server(port), port, **environment):
        yield port


@pytest.fixture(
    scope="module", params=["ours", pytest.param("nginx", marks=[pytest.mark.nginx, needs_nginx])], name="port"
)
def _port(request: pytest.FixtureRequest, public: Path, ours: int) -> Iterator[int]:
    if request.param == "ours":
        yield ours
        return
    port = free_port()
    with running([str(NGINX), "-c", str(nginx_file(public, port, ours))], port):
        yield port


def started(port: int, path: str, length: int, part: bytes) -> socket.socket:
    """A post of which only a part was sent so far."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: paper.example\r\nContent-Length: {length}\r\nContent-Type: text/plain\r\n\r\n"
    )
    connection = socket.create_connection(("127.0.0.1", port), timeout=20)
    connection.sendall(head.encode() + part)
    return connection


def test_a_post_that_breaks_off_anywhere_changes_nothing(port: int, acted: Path) -> None:
    rng, body = random.Random(175), b"title=The+dam&go_live_at=2026-12-02+10:00&" + b"x" * 400_000
    acted.write_bytes(b"")
    cuts = [0, 1, len(body) - 1, *(rng.randrange(len(body)) for _ in range(40))]
    for cut in cuts:
        started(port, "/desk/acted", len(body), body[:cut]).close()
    for cut in cuts[:10]:  # with the connection half open: the client still waits for an answer
        with started(port, "/desk/acted", len(body), body[:cut]) as connection:
            connection.shutdown(socket.SHUT_WR)
            assert b" 200 " not in connection.recv(64)
    time.sleep(0.5)
    assert acted.read_bytes() == b""
    assert ask(port, "/desk/acted", "POST", body).status == 200
    assert acted.read_bytes() == body[:40] + b" %d\n" % len(body)


def test_two_hundred_slow_posts_keep_nobody_from_the_desk(port: int) -> None:
    with ExitStack() as slow:
        for _ in range(SLOW_POSTS):
            slow.enter_context(started(port, "/desk/echo", 100_000, b"a"))
        times = []
        for _ in range(5):
            begun = time.monotonic()
            assert ask(port, "/desk/").status == 200
            assert ask(port, "/desk/echo", "POST", b"whole").body == b"whole"
            assert ask(port, "/2013/06/rivers.html").body == small_tree.PAGE
            times.append(time.monotonic() - begun)
        assert max(times) < 1.0, times


def test_a_crowd_without_a_session_takes_one_of_the_desk_s_threads(port: int) -> None:
    def together(session: str) -> list[int]:
        with ThreadPoolExecutor(8) as pool:
            cookie = f"csrftoken=y; sessionid={session}" if session else "csrftoken=y"
            return list(pool.map(lambda _: int(ask(port, "/desk/together", Cookie=cookie).body), range(8)))

    assert max(together("")) == 1
    assert max(together("x")) > 1


def test_what_is_too_much_is_refused_before_it_is_sent(port: int) -> None:
    with started(port, "/desk/acted", 300 * 1024 * 1024, b"") as connection:
        assert b" 413 " in connection.recv(64)


def test_a_browser_is_told_on_a_page_that_what_was_typed_is_still_there(port: int) -> None:
    head = f"POST /desk/acted HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nContent-Length: {300 * 1024 * 1024}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), 20) as connection:
        connection.sendall(head.encode())
        said = connection.recv(65536)
    assert said.split(b" ")[1] == b"413" and b"text/html" in said
    assert all(part in said for part in (b"<title>It was not taken</title>", GO_BACK.encode(), b"nosniff", b"</html>"))


def test_a_large_upload_arrives_whole(port: int) -> None:
    body = bytes(range(256)) * 4096 * 12
    assert ask(port, "/desk/echo", "POST", body).body == body
