"""A supervised process is started again, later each time it fails soon."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from handpress.cli.supervising import programs
from handpress.config.publication import Publication
from handpress.server import claims
from handpress.server.child import Child, Program, exit_text, pause_after
from handpress.server.errors import AlreadyRunning, PortTaken
from handpress.server.supervisor import Supervisor

PROGRAM = Program("desk", ("never-run",))


class FakeProcess:
    """A process that ends when told."""

    pid = 2**22 + 1  # above the kernel's largest id: no signal reaches anything

    def __init__(self) -> None:
        self.code: int | None = None

    def poll(self) -> int | None:
        return self.code


@pytest.fixture
def started() -> list[FakeProcess]:
    return []


@pytest.fixture
def child(started: list[FakeProcess]) -> Child:
    def start(program: Program) -> FakeProcess:
        started.append(FakeProcess())
        return started[-1]

    return Child(PROGRAM, start)


def test_pauses_grow_to_a_minute() -> None:
    assert [pause_after(count) for count in (1, 2, 3, 4, 8, 9, 1000)] == [0.5, 1, 2, 4, 60, 60, 60]


def test_a_child_starts_at_the_first_look(child: Child, started: list[FakeProcess]) -> None:
    assert child.look(100.0)
    assert not child.look(101.0)
    assert (child.state, len(started), child.restarts) == ("running", 1, 0)


def test_a_dead_child_waits_longer_after_each_failure(child: Child, started: list[FakeProcess]) -> None:
    at, waited = 100.0, []
    for _ in range(4):
        child.look(at)
        started[-1].code = 1
        child.look(at)
        assert child.state == "restarting"
        waited.append(child.next_start - at)
        assert not child.look(child.next_start - 0.01)
        at = child.next_start
    assert waited == [0.5, 1, 2, 4]
    child.look(at)
    assert (child.restarts, child.last_exit, child.state) == (4, "exit 1", "running")


def test_a_long_life_is_forgiven(child: Child, started: list[FakeProcess]) -> None:
    for at in (0.0, 1.0, 5.0):
        child.look(at)
        started[-1].code = 1
        child.look(at)
    child.look(20.0)
    started[-1].code = -signal.SIGKILL
    child.look(200.0)
    assert (child.next_start, child.last_exit) == (200.5, "SIGKILL")


def pauses_when_it_lives(seconds: float, program: Program = PROGRAM, times: int = 12) -> list[float]:
    """What is waited before each start of a process that always ends so long after it."""
    process = FakeProcess()
    child, at, waited = Child(program, lambda _: process), 0.0, []
    for _ in range(times):
        process.code = None
        child.look(at)
        process.code = -signal.SIGKILL
        child.look(at + seconds)
        waited.append(round(child.next_start - at - seconds, 3))
        at = child.next_start
    return waited


def test_whoever_works_between_its_ends_is_started_soon() -> None:
    assert set(pauses_when_it_lives(12.0)) == {0.5}
    assert pauses_when_it_lives(9.0)[-1] == 60.0


def test_readers_and_editors_wait_for_seconds_at_most(tmp_path: Path) -> None:
    pages, forker = programs(Publication(tmp_path), "127.0.0.1", 8000, 1)
    assert max(pauses_when_it_lives(0.1, pages)) == 4.0
    assert max(pauses_when_it_lives(0.1, forker)) == 10.0


def test_a_program_that_cannot_start_is_tried_again() -> None:
    def start(program: Program) -> FakeProcess:
        raise FileNotFoundError(2, "No such file or directory", "granian")

    child = Child(PROGRAM, start)
    assert child.look(0.0)
    assert (child.state, child.next_start) == ("restarting", 0.5)
    assert "granian" in child.last_exit


def test_a_stopped_child_stays_stopped(child: Child, started: list[FakeProcess]) -> None:
    child.look(0.0)
    child.ask_to_stop()
    assert not child.is_gone()
    started[-1].code = 0
    assert child.is_gone()
    assert not child.look(1000.0)
    assert child.state == "stopped"


def test_exits_are_told_in_words() -> None:
    assert [exit_text(code) for code in (0, 3, -9, -200)] == ["exit 0", "exit 3", "SIGKILL", "signal 200"]


def test_the_desk_reads_what_its_processes_do(tmp_path: Path, child: Child, started: list[FakeProcess]) -> None:
    times: Iterator[float] = iter([10.0, 10.0, 10.5, 10.5])
    report = tmp_path / "run" / "processes.json"
    supervisor = Supervisor([child], report, clock=lambda: next(times))
    supervisor.step()
    assert json.loads(report.read_bytes())["processes"][0]["state"] == "running"
    started[-1].code = 1
    supervisor.step()
    told = json.loads(report.read_bytes())["processes"]
    assert told == [
        {
            "name": "desk",
            "state": "restarting",
            "pid": None,
            "restarts": 0,
            "last_exit": "exit 1",
            "next_start_s": 0.5,
        }
    ]


def test_readiness_is_announced_once(tmp_path: Path, child: Child) -> None:
    answers, announced = iter([False, True]), []
    supervisor = Supervisor(
        [child], tmp_path / "p.json", is_ready=lambda: next(answers), on_ready=lambda: announced.append(1)
    )
    for _ in range(3):
        supervisor.step()
    assert announced == [1]


def test_a_full_disk_does_not_stop_the_supervisor(tmp_path: Path, child: Child) -> None:
    (tmp_path / "run").write_text("a file where the folder should be")
    Supervisor([child], tmp_path / "run" / "processes.json").step()
    assert child.state == "running"


def test_a_publication_has_one_supervisor(tmp_path: Path) -> None:
    second = claims.sole_supervisor(tmp_path)
    with claims.sole_supervisor(tmp_path), pytest.raises(AlreadyRunning, match=r"process \d+"):
        second.__enter__()
    with claims.sole_supervisor(tmp_path):
        assert (tmp_path / "supervisor.lock").read_text() == str(os.getpid())


def test_a_taken_port_is_named_with_the_remedy() -> None:
    with claims.socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=f"port {port} .* --port"):
            claims.check_port("127.0.0.1", port)
    claims.check_port("127.0.0.1", port)


def test_an_address_that_is_not_ours_is_named() -> None:
    with pytest.raises(PortTaken, match=r"203\.0\.113\.1"):
        claims.check_port("203.0.113.1", 8000)


def test_a_long_folder_name_still_gives_a_socket(tmp_path: Path) -> None:
    short, long = tmp_path / "run", tmp_path / ("x" * 90) / "run"
    long.mkdir(parents=True)
    assert claims.socket_of(short, "desk").parent == short.resolve()
    path = claims.socket_of(long, "desk")
    assert len(str(path)) < 108
    assert path == claims.socket_of(long, "desk")
    assert path.parent.stat().st_mode & 0o077 == 0
    path.parent.rmdir()
