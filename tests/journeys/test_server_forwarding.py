"""What is not a file goes to the desk and comes back unchanged."""

from __future__ import annotations

import http.client
import json
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.journeys.serving import ask, file_server, file_server_environment, free_port, running
from tests.plain.server import small_tree


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    small_tree.build(folder / "public")
    (folder / "static" / "css").mkdir(parents=True)
    (folder / "static" / "css" / "desk.0123.css").write_bytes(b"body {}")
    return folder


@pytest.fixture(scope="module")
def port(folder: Path) -> Iterator[int]:
    place, port = folder / "desk.sock", free_port()
    desk = [sys.executable, "-m", "granian", "--interface", "wsgi", "--uds", str(place), "--log-level", "warning"]
    desk += ["tests.journeys.desk_stand_in:application"]
    environment = file_server_environment(folder / "public", folder / "static", place)
    with running(desk, place, **environment), running(file_server(port), port, **environment):
        yield port


def seen(port: int, path: str, **headers: str) -> dict[str, str]:
    return json.loads(ask(port, path, **headers).body)


def test_an_upload_of_several_megabytes_arrives_whole(port: int) -> None:
    body = bytes(range(256)) * 4096 * 5
    assert ask(port, "/desk/echo", "POST", body).body == body


def test_a_stream_of_unknown_length_comes_back_whole(port: int) -> None:
    reply = ask(port, "/desk/large")
    assert reply.body == b"".join(bytes([number]) * 65536 for number in range(64))


def test_each_cookie_stays_a_cookie_and_a_redirect_is_the_browsers_to_follow(port: int) -> None:
    reply = ask(port, "/desk/cookies")
    assert (reply.status, reply.headers["location"]) == (302, "/desk/")
    assert reply.headers["set-cookie"] == "a=1, b=2"


def test_answers_without_a_body_have_none(port: int) -> None:
    reply = ask(port, "/desk/empty")
    assert (reply.status, reply.body, reply.headers["x-kept"]) == (204, b"", "yes")
    assert ask(port, "/desk/large", "HEAD").body == b""


def test_the_desk_learns_what_was_asked_and_by_whom(port: int) -> None:
    told = seen(port, "/desk/caf%C3%A9%20x/?q=a%2Fb&c=%20", Host="paper.example", Cookie="s=1", X_Any="kept")
    assert told["PATH_INFO"].encode("latin-1").decode() == "/desk/café x/"
    assert told["QUERY_STRING"] == "q=a%2Fb&c=%20"
    assert (told["HTTP_HOST"], told["HTTP_COOKIE"], told["HTTP_X_ANY"]) == ("paper.example", "s=1", "kept")
    assert told["HTTP_X_FORWARDED_FOR"] == "127.0.0.1"
    assert told["HTTP_X_FORWARDED_PROTO"] == "http"


def test_a_proxy_on_this_machine_is_believed(port: int) -> None:
    told = seen(port, "/desk/", X_Forwarded_For="203.0.113.7", X_Forwarded_Proto="https", X_Forwarded_Host="p.example")
    assert told["HTTP_X_FORWARDED_FOR"] == "203.0.113.7"
    assert told["HTTP_X_FORWARDED_PROTO"] == "https"
    assert told["HTTP_X_FORWARDED_HOST"] == "p.example"


def test_two_clients_behind_one_proxy_are_two_and_none_is_who_it_says(port: int) -> None:
    told = [seen(port, "/desk/", X_Forwarded_For=f"198.51.100.1, {each}") for each in ("203.0.113.7", "203.0.113.8:99")]
    assert [each["HTTP_X_FORWARDED_FOR"] for each in told] == ["203.0.113.7", "203.0.113.8"]


def test_what_speaks_of_one_connection_ends_there(port: int) -> None:
    told = seen(port, "/desk/", Connection="close, X-Mine", X_Mine="1", TE="trailers", Keep_Alive="9")
    assert not {"HTTP_X_MINE", "HTTP_TE", "HTTP_KEEP_ALIVE"} & set(told)
    assert "x-hop" not in ask(port, "/desk/").headers


def test_a_body_of_unknown_length_is_refused(port: int) -> None:
    reply = ask(port, "/desk/echo", "POST", Transfer_Encoding="chunked")
    assert reply.status == 411


def test_the_desks_style_sheets_are_files(port: int) -> None:
    reply = ask(port, "/desk/static/css/desk.0123.css")
    assert (reply.status, reply.body) == (200, b"body {}")
    assert ask(port, "/desk/static/../desk.sock").status == 400


def test_no_path_climbs_out_of_the_desk(port: int) -> None:
    assert [ask(port, path).status for path in ("/desk/../x", "/desk/%2e%2e/x", "/desk/a%00b")] == [400] * 3


def test_the_desk_never_hides_a_page(port: int) -> None:
    assert ask(port, "/2013/06/rivers.html").body == small_tree.PAGE


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"Content-Length: 100\r\n\r\nhalf of it", 503),
        (b"Content-Length: 100000\r\n\r\nhalf of it", None),
        (b"Transfer-Encoding: chunked\r\n\r\na\r\nhalf of it\r\n", 503),
    ],
)
def test_an_answer_that_breaks_off_is_never_taken_for_a_whole_one(
    tmp_path: Path, said: bytes, status: int | None
) -> None:
    small_tree.build(tmp_path / "public")
    port, path = free_port(), tmp_path / "dies.sock"
    with socket.socket(socket.AF_UNIX) as desk:
        desk.bind(str(path))
        desk.listen()
        threading.Thread(target=answer_half, args=(desk, b"HTTP/1.1 200 OK\r\n" + said), daemon=True).start()
        environment = file_server_environment(tmp_path / "public", tmp_path, path)
        with running(file_server(port), port, **environment):
            if status:
                assert ask(port, "/desk/x").status == status
            else:
                with pytest.raises(http.client.HTTPException):
                    ask(port, "/desk/x")
            assert ask(port, "/2013/06/rivers.html").status == 200


def answer_half(desk: socket.socket, said: bytes) -> None:
    """A desk that dies within each answer."""
    with suppress(OSError):
        while True:
            connection, _ = desk.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(said)


def test_a_client_that_goes_away_leaves_the_server_answering(port: int) -> None:
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(b"GET /desk/large HTTP/1.1\r\nHost: x\r\n\r\n")
            connection.recv(100)
    assert len(ask(port, "/desk/large").body) == 64 * 65536


@pytest.mark.parametrize(
    "head",
    [
        b"POST /desk/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        b"POST /desk/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET ",
        b"POST /desk/echo HTTP/1.1\r\nHost: x\r\nContent-Length: +5\r\n\r\nabcde",
        b"POST /desk/echo HTTP/1.1\r\nHost: x\r\nHost: y\r\nContent-Length: 5\r\n\r\nabcde",
        b"GET /desk/\x01 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /desk/ HTTP/1.1\r\n\r\n",
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(port: int, head: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(head)
        said = connection.recv(4096)
    assert said[9:10] == b"4", said
    assert b"abcde" not in said
