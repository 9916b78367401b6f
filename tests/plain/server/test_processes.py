"""The reports of two supervisors are one list, also when one of them is gone."""

from __future__ import annotations

import json
from pathlib import Path

from handpress.server.processes import FORKER, read, report_of


def say(run: Path, supervisor: str, pid: int, *processes: dict[str, object]) -> None:
    report_of(run, supervisor).write_text(json.dumps({"pid": pid, "processes": processes}))


def test_what_is_forked_follows_what_was_started(tmp_path: Path) -> None:
    say(tmp_path, "", 1, {"name": "pages", "pid": 2}, {"name": FORKER, "pid": 3})
    say(tmp_path, FORKER, 3, {"name": "desk", "pid": 4, "state": "running"})
    assert [(each["name"], each["pid"]) for each in read(tmp_path)] == [("pages", 2), (FORKER, 3), ("desk", 4)]


def test_nobody_outlives_the_process_that_forked_them(tmp_path: Path) -> None:
    say(tmp_path, "", 1, {"name": FORKER, "pid": 30})
    say(tmp_path, FORKER, 3, {"name": "desk", "pid": 4, "state": "running"})
    assert read(tmp_path)[1] == {"name": "desk", "pid": None, "state": "stopped"}


def test_files_that_say_nothing_are_passed_over(tmp_path: Path) -> None:
    assert read(tmp_path) == []
    report_of(tmp_path).write_text("[7]")
    report_of(tmp_path, FORKER).write_text("{")
    assert read(tmp_path) == []
