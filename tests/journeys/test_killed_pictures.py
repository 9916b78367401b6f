"""Pictures have their sizes in the end, whatever is killed and whenever; who presses or imports is told what waits."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image
from tests.journeys.databases import SERVER, database
from tests.journeys.pressing import environment, until
from tests.journeys.test_cli import handpress
from tests.journeys.test_task_processes import waiting as serving
from tests.programs import finished

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SIZES = 10  # of a picture 1,200 wide
KILLS = 6


def write_archive(folder: Path, pictures: int, size: tuple[int, int] = (1200, 800)) -> Path:
    """Pages of an old site with a picture each."""
    chance = random.Random(3)
    folder.mkdir()
    for number in range(pictures):
        rough = Image.frombytes("RGB", (12, 8), chance.randbytes(12 * 8 * 3))
        rough.resize(size).save(folder / f"p{number}.jpg")
        words = " ".join(chance.choice(["river", "bread", "council", "winter", "letter"]) for _ in range(120))
        (folder / f"story{number}.html").write_text(
            f"<html><head><title>Story {number}</title></head><body><h1>Story {number}</h1><p>By Asha Rao</p>"
            f"<p>12 March 2005</p><img src='p{number}.jpg' alt='A river'><p>{words}.</p></body></html>"
        )
    return folder


@pytest.fixture
def paper(pristine: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(pristine, tmp_path / "paper"))


def asked(paper: Path, sql: str) -> list[tuple]:
    with sqlite3.connect(paper / "data" / "handpress.sqlite3", timeout=30) as database:
        return database.execute(sql).fetchall()


def complete(paper: Path) -> int:
    """How many pictures have all their sizes."""
    made = "SELECT 1 FROM newsroom_picturerendition GROUP BY image_id HAVING count(*) = "
    return len(asked(paper, made + str(SIZES)))


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    """The processes that it has forked for its work."""
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def kill_at_random(paper: Path, chance: random.Random) -> None:
    """Have pictures made for a moment; then kill who makes them, or who had them made."""
    with serving(paper) as process:
        until(lambda: workers_of(process), "nothing was begun")
        time.sleep(chance.uniform(0.0, 2.0))  # wherever in a picture that may be
        if chance.random() < 0.5:
            process.kill()
            return
        for pid in workers_of(process):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(chance.uniform(0.0, 2.0))


def test_every_picture_has_its_sizes_in_the_end_wherever_the_worker_was_killed(paper: Path, tmp_path: Path) -> None:
    pictures = 16
    old = write_archive(tmp_path / "old", pictures)
    assert handpress("-C", str(paper), "import", str(old)).returncode == 0
    ordered = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE queue_name = 'pictures'"
    ordered += " AND task_path NOT LIKE '%card%'"
    assert asked(paper, ordered) == [(1,)]
    chance = random.Random()
    for _ in range(KILLS):
        kill_at_random(paper, chance)
    with serving(paper):
        until(lambda: complete(paper) == pictures, "some pictures have no sizes")
    files = asked(paper, "SELECT file FROM newsroom_picturerendition")
    assert all((paper / "media" / "sizes" / name).stat().st_size for (name,) in files)
    assert asked(paper, ordered)[0][0] <= 1 + 4 * KILLS, "a task more for each kill, not for each picture"


def test_a_task_of_a_worker_with_another_name_is_done_by_the_next(paper: Path, tmp_path: Path) -> None:
    """The host was renamed, or the container made anew."""
    old = write_archive(tmp_path / "old", 1, (500, 300))
    assert handpress("-C", str(paper), "import", str(old)).returncode == 0
    with sqlite3.connect(paper / "data" / "handpress.sqlite3") as database:
        database.execute(
            "UPDATE django_tasks_database_dbtaskresult SET status = 'RUNNING', worker_ids = '[\"elsewhere:7\"]',"
            " started_at = enqueued_at"
        )
    with serving(paper):
        until(lambda: asked(paper, "SELECT 1 FROM newsroom_picturerendition"), "nobody made it")


def test_press_says_what_waits_and_an_import_can_wait_for_it(paper: Path, tmp_path: Path) -> None:
    old = write_archive(tmp_path / "old", 2)
    assert "2 pictures still wait for their sizes" in handpress("-C", str(paper), "import", str(old)).stderr
    pressed = handpress("-C", str(paper), "press")
    assert pressed.returncode == 0
    assert "2 pictures still wait for their sizes" in pressed.stderr
    waited = handpress("-C", str(paper), "import", str(old), "--wait", "--json")
    assert waited.returncode == 0
    assert json.loads(waited.stdout)["pictures_waiting"] == 0
    assert "Making sizes of pictures" in waited.stderr
    assert complete(paper) == 2
    pressed = handpress("-C", str(paper), "press", "--json")
    said = json.loads(pressed.stdout)
    assert (said["pictures_waiting"], said["pictures_failed"]) == (0, 0)
    assert "wait for their sizes" not in pressed.stderr


def test_an_import_waits_beside_a_worker_that_runs(paper: Path, tmp_path: Path) -> None:
    old = write_archive(tmp_path / "old", 6)
    with serving(paper):
        done = handpress("-C", str(paper), "import", str(old), "--wait")
    assert done.returncode == 0, done.stderr
    assert "wait for their sizes" not in done.stderr
    assert complete(paper) == 6


def test_waiting_can_be_broken_off_and_nothing_is_lost(paper: Path, tmp_path: Path) -> None:
    old = write_archive(tmp_path / "old", 12)
    command = [sys.executable, "-m", "handpress.cli", "-C", str(paper), "import", str(old), "--wait"]
    process = subprocess.Popen(command, env=environment(paper), stderr=subprocess.PIPE, text=True)
    until(lambda: complete(paper), "nothing was made")
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGINT, said
    assert "Everything is imported." in said
    assert "Traceback" not in said
    with serving(paper):
        until(lambda: complete(paper) == 12, "some pictures have no sizes")


def test_verify_finds_pictures_without_sizes_and_files_that_are_gone(paper: Path, tmp_path: Path) -> None:
    old = write_archive(tmp_path / "old", 2)
    assert handpress("-C", str(paper), "import", str(old), "--wait").returncode == 0
    assert handpress("-C", str(paper), "press").returncode == 0
    with sqlite3.connect(paper / "data" / "handpress.sqlite3") as database:
        [(first, file)] = database.execute("SELECT image_id, file FROM newsroom_picturerendition LIMIT 1").fetchall()
        database.execute("DELETE FROM newsroom_picturerendition WHERE image_id <> ?", [first])
        database.execute("DELETE FROM django_tasks_database_dbtaskresult")
    (paper / "public" / "i" / file).unlink()
    handpress("-C", str(paper), "press")
    done = handpress("-C", str(paper), "press", "--verify")
    assert done.returncode == 1
    assert f"missing: /i/{file}" in done.stderr
    assert "1 picture still waits for its sizes" in done.stderr, "the other has them, and its file is put back"
    with serving(paper):
        until(lambda: complete(paper) == 2, "they were not ordered")
    assert (paper / "public" / "i" / file).exists()


@pytest.mark.postgresql
@pytest.mark.skipif(not SERVER, reason="HANDPRESS_TEST_POSTGRESQL names no server; `.ci/run` starts one")
def test_a_worker_of_another_host_of_one_postgresql_is_left_alone_until_it_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database("pictures") as url:
        monkeypatch.setenv("HANDPRESS_DATABASE_URL", url)
        one, other = tmp_path / "one", tmp_path / "other"
        assert handpress("init", str(one), "--name", "The Paper").returncode == 0
        shutil.copytree(one, other)  # a host has a folder of its own
        order = [sys.executable, "-c", ORDER.format(folder=str(tmp_path))]
        assert finished(order, cwd=ROOT, env=environment(one), within_s=60).returncode == 0
        with serving(one) as first:
            until(lambda: begun(tmp_path), "it was not begun")
            with serving(other):
                time.sleep(12)  # the other has looked twice, and has left it alone
                assert len(begun(tmp_path)) == 1
                first.kill()
                until(lambda: len(begun(tmp_path)) == 2, "nobody took it over")


ORDER = """
import django
django.setup()
from tests.journeys.slow_tasks import slow
slow.enqueue({folder!r}, "one", 600)
"""


def begun(folder: Path) -> list[int]:
    file = folder / "one.begun"
    return [int(line) for line in file.read_text().split()] if file.exists() else []
