"""Drills can fail: what is broken is said, and the exit code says it too."""

from __future__ import annotations

import socket
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from drill import __main__ as drill
from drill.attacking import broken_promises
from drill.attacks import floods, fuzz, missing, traversal
from drill.crashes import cuts
from drill.outcome import Found, Outcome
from drill.sizes import SHORT
from drill.watching import NEVER_MS

from handpress.config.apps import HOUSE
from handpress.server.endpoints import table_of

HELD = {"read_p99_ms": 40.0, "edit_p95_ms": 500.0, "before_mb": 270.0, "peak_mb": 400.0}


@pytest.mark.parametrize(("figure", "value"), [("read_p99_ms", 101.0), ("edit_p95_ms", NEVER_MS), ("peak_mb", 700.0)])
def test_each_promise_can_be_broken(figure: str, value: float) -> None:
    assert not list(broken_promises(HELD, [], strict=True))
    assert len(list(broken_promises({**HELD, figure: value}, [], strict=True))) == 1


def test_a_request_that_failed_breaks_the_promise_of_the_short_form_too() -> None:
    (said,) = broken_promises(HELD, ["a reader of /: 500"], strict=False)
    assert "a reader of /: 500" in said


def test_every_endpoint_that_takes_a_post_has_its_post_cut() -> None:
    rows = table_of(HOUSE).public
    assert {row.name for row in rows if "POST" in row.methods} == cuts.ENDPOINTS


@pytest.mark.parametrize(("broken", "code"), [((), 0), (("a piece is lost",), 1)])
def test_the_exit_code_says_whether_a_promise_is_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: tuple[str, ...], code: int
) -> None:
    monkeypatch.setitem(drill.CRASHES, "kills", lambda sizes: iter([Outcome("kills", did="x", broken=broken)]))
    monkeypatch.setattr(sys, "argv", ["drill", "--short", "kills", "--result", str(tmp_path / "drill.json")])
    assert drill.main() == code


@pytest.fixture
def bad_server() -> Iterator[int]:
    """Answers everything with a secret and an error by turns, and lets headers run on."""
    answers = [b"200 OK\r\nContent-Length: 6\r\n\r\nroot:\n", b"500 Oh\r\nContent-Length: 0\r\n\r\n"]
    listening = socket.create_server(("127.0.0.1", 0), backlog=200)

    def turn(connection: socket.socket, number: int) -> None:
        with connection:
            while b"\r\n\r\n" not in (said := connection.recv(1_000_000)) and said:
                pass
            connection.sendall(b"HTTP/1.1 " + answers[number % 2])

    def serve() -> None:
        number = 0
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            number += 1
            threading.Thread(target=turn, args=(connection, number), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    yield listening.getsockname()[1]
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()


@pytest.mark.parametrize("attack", [traversal.attack, fuzz.attack, floods.attack])
def test_an_attack_sees_what_a_bad_server_does(bad_server: int, attack) -> None:  # type: ignore[no-untyped-def]
    found: Found = attack(bad_server, SHORT)
    assert found.broken


def test_one_that_is_answered_with_what_is_not_promised_is_told() -> None:
    assert missing.others(Counter({404: 10, 200: 1}), 404) == ("1 were answered 200",)
