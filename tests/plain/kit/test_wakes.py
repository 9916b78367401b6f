"""Whoever waits is woken by whoever changes something, and loses nothing that rang before."""

from __future__ import annotations

import time
from pathlib import Path

from handpress.kit.stopping import Stop
from handpress.kit.wakes import Wake, ring

LONG_S = 600.0


def test_a_ring_ends_the_wait_of_all_who_listen(tmp_path: Path) -> None:
    press, tasks = Wake(tmp_path, "press"), Wake(tmp_path, "tasks")
    ring(str(tmp_path))
    Stop().wait(LONG_S, press)
    Stop().wait(LONG_S, tasks)


def test_what_rings_before_the_wait_is_heard_once(tmp_path: Path) -> None:
    press, stop = Wake(tmp_path, "press"), Stop()
    for _ in range(100_000):  # more than a pipe holds
        ring(str(tmp_path))
    stop.wait(LONG_S, press)
    began = time.monotonic()
    stop.wait(0.05, press)
    assert time.monotonic() - began >= 0.05


def test_ringing_waits_for_nobody(tmp_path: Path) -> None:
    Wake(tmp_path, "gone").close()
    ring(str(tmp_path))
    ring(str(tmp_path / "never made"))
    (tmp_path / "a file").write_text("")
    ring(str(tmp_path))


def test_a_pipe_that_is_there_already_serves(tmp_path: Path) -> None:
    Wake(tmp_path, "press").close()
    again = Wake(tmp_path, "press")
    ring(str(tmp_path))
    Stop().wait(LONG_S, again)
