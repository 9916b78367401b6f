"""Tasks are done in processes that end with their work: what is killed is done again, what is stopped is finished."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.journeys.pressing import environment, until
from tests.journeys.test_supervisor import is_running
from tests.programs import finished

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SERVE = "import django; django.setup(); from handpress.background.worker import serve; serve()"
ORDER = """
import django
django.setup()
from tests.journeys.slow_tasks import slow
for name in {names}:
    slow.enqueue({folder!r}, name, {seconds})
"""


@pytest.fixture(scope="module")
def made(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(pristine, tmp_path_factory.mktemp("tasks") / "paper"))


@pytest.fixture
def paper(made: Path) -> Iterator[Path]:
    yield made
    for file in (*made.glob("*.begun"), *made.glob("*.done")):
        file.unlink()
    with sqlite3.connect(made / "data" / "handpress.sqlite3") as database:
        database.execute("DELETE FROM django_tasks_database_dbtaskresult")


def order(paper: Path, *names: str, seconds: float) -> None:
    script = ORDER.format(names=list(names), folder=str(paper), seconds=seconds)
    done = finished([sys.executable, "-c", script], cwd=ROOT, env=environment(paper), within_s=60)
    assert done.returncode == 0, done.stderr


@contextmanager
def waiting(paper: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-c", SERVE], cwd=ROOT, env=environment(paper))
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def begun(paper: Path, name: str) -> list[int]:
    file = paper / f"{name}.begun"
    return [int(line) for line in file.read_text().split()] if file.exists() else []


def duties_done(paper: Path) -> int:
    with sqlite3.connect(paper / "data" / "handpress.sqlite3") as database:
        count = "SELECT count(*) FROM background_dutyrecord WHERE started_at IS NOT NULL AND finished_at IS NOT NULL"
        return int(database.execute(count).fetchone()[0])


def test_each_piece_of_work_has_a_process_that_ends_with_it(paper: Path) -> None:
    with waiting(paper) as process:
        order(paper, "one", "two", seconds=0.2)
        until((paper / "two.done").exists, "both are done")
        (worker,) = set(begun(paper, "one") + begun(paper, "two"))
        assert worker != process.pid
        until(lambda: not is_running(worker), "the process has ended")
        assert process.poll() is None


def test_a_task_in_hand_is_finished_and_no_other_begun_when_it_is_stopped(paper: Path) -> None:
    order(paper, "one", "two", seconds=1.5)
    with waiting(paper) as process:
        until(lambda: begun(paper, "one"), "it has begun")
        process.terminate()
        assert process.wait(timeout=20) == 0
    assert (paper / "one.done").exists()
    assert not begun(paper, "two")
    with waiting(paper):
        until((paper / "two.done").exists, "the other is done by the next")


def test_a_task_whose_process_was_killed_is_done_again(paper: Path) -> None:
    order(paper, "one", seconds=1.5)
    with waiting(paper) as process:
        until(lambda: begun(paper, "one"), "it has begun")
        os.kill(begun(paper, "one")[0], signal.SIGKILL)
        until((paper / "one.done").exists, "it is done")
        assert process.poll() is None
    assert len(set(begun(paper, "one"))) == 2


def test_nothing_is_done_any_more_when_whoever_waits_is_killed(paper: Path) -> None:
    order(paper, "one", seconds=600)
    with waiting(paper) as process:
        until(lambda: begun(paper, "one"), "it has begun")
        process.kill()
        until(lambda: not is_running(begun(paper, "one")[0]), "the process has ended with it")


def test_duties_are_done_at_once(paper: Path) -> None:
    with sqlite3.connect(paper / "data" / "handpress.sqlite3") as database:
        database.execute("DELETE FROM background_dutyrecord")
    with waiting(paper) as process:
        until(lambda: duties_done(paper), "a duty is done")
        process.terminate()
        assert process.wait(timeout=20) == 0


def tree_lies(paper: Path, root: Path) -> None:
    with sqlite3.connect(paper / "data" / "handpress.sqlite3") as database:
        database.execute("INSERT OR REPLACE INTO press_tree (id, root, token) VALUES (1, ?, 'a')", (str(root),))
    root.joinpath(".handpress").mkdir(parents=True, exist_ok=True)
    root.joinpath(".handpress", "ledger").write_text("a")


def test_of_two_copies_on_one_database_the_one_that_is_not_pressed_does_no_work(paper: Path, tmp_path: Path) -> None:
    tree_lies(paper, tmp_path / "public")
    done = duties_done(paper)
    with waiting(paper):
        order(paper, "one", seconds=0.1)
        time.sleep(3)
        assert not begun(paper, "one") and duties_done(paper) == done
        tree_lies(paper, paper / "public")
        order(paper, "two", seconds=0.1)  # wakes it
        until((paper / "two.done").exists, "work is done where the tree lies")
        assert begun(paper, "one")
