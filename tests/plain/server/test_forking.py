"""A forked process is the program it was asked to be, and its end is told as that of any other."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from handpress.server.child import Child, Process, Program
from handpress.server.forking import entry, forks

WITHIN_S = 30.0


def ended(process: Process) -> int:
    deadline = time.monotonic() + WITHIN_S
    while (code := process.poll()) is None:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return code


def say(text: str) -> None:
    Path(os.environ["HANDPRESS_TEST_SAID"]).write_text(text)


def who() -> None:
    handlers = [signal.getsignal(each) is signal.SIG_DFL for each in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD)]
    name = Path("/proc/self/comm").read_text().strip() if sys.platform == "linux" else ""
    say(f"{os.getpid()} {os.getpgid(0)} {all(handlers)} {name}")


def fails() -> None:
    raise ValueError("this one fails")


def asks() -> None:
    sys.exit(7)


def waits() -> None:
    time.sleep(WITHIN_S * 10)


def program(function: str, **environment: str) -> Program:
    return Program("toy", entry=f"{__name__}:{function}", environment=environment)


@pytest.mark.parametrize(("function", "code"), [("who", 0), ("fails", 1), ("asks", 7)])
def test_the_code_of_its_end_is_told(function: str, code: int, tmp_path: Path) -> None:
    assert ended(forks()(program(function, HANDPRESS_TEST_SAID=str(tmp_path / "said")))) == code


def test_it_is_a_process_of_its_own(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        forked = forks()(program("who", HANDPRESS_TEST_SAID=str(tmp_path / "said")))
        assert ended(forked) == 0
    finally:
        signal.signal(signal.SIGTERM, before)
    said = (tmp_path / "said").read_text()
    assert said.startswith(f"{forked.pid} {forked.pid} True ")
    assert sys.platform != "linux" or said.endswith("handpress-toy")
    assert "HANDPRESS_TEST_SAID" not in os.environ


def test_a_child_that_is_forked_is_stopped_and_started_again() -> None:
    child = Child(program("waits"), forks())
    assert child.look(0.0)
    assert child.pid
    os.kill(child.pid, signal.SIGKILL)
    deadline = time.monotonic() + WITHIN_S
    while not child.look(1.0):
        assert time.monotonic() < deadline
    assert child.last_exit == "SIGKILL"
    assert child.look(2.0)
    child.ask_to_stop()
    while not child.is_gone():
        assert time.monotonic() < deadline
    assert child.state == "stopped"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_that_comes_at_once_ends_the_fork_and_is_not_taken_for_one_to_its_parent(number: int) -> None:
    ours: list[int] = []
    before = signal.signal(number, lambda *_: ours.append(os.getpid()))
    try:
        start = forks()
        for _ in range(50):
            forked = start(program("waits"))
            os.kill(forked.pid, number)
            assert ended(forked) == -number
        assert ours == []
    finally:
        signal.signal(number, before)


def test_an_end_that_somebody_else_has_taken_is_an_end() -> None:
    forked = forks()(program("asks"))
    os.waitpid(forked.pid, 0)
    assert forked.poll() == 0


def test_what_must_not_be_shared_is_let_go_of_before(tmp_path: Path) -> None:
    order: list[str] = []
    socket = tmp_path / "old.sock"
    socket.write_text("")
    start = forks(before=lambda: order.append(f"before {socket.exists()}"))
    assert ended(start(Program("toy", entry=f"{__name__}:asks", socket=socket))) == 7
    assert order == ["before True"]
    assert not socket.exists()


def test_an_entry_is_named_with_its_module() -> None:
    assert entry("os.path:basename")  # type: ignore[comparison-overlap]
    with pytest.raises(AttributeError):
        entry("os.path:nothing_of_that_name")
