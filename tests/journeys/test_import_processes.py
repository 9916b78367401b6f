"""An import as a process of its own: killed at random points while a press works, and finished by the next."""

from __future__ import annotations

import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.app.importers.generated import write_archive
from tests.journeys.pressing import differences, environment, until, worker
from tests.journeys.test_cli import handpress

pytestmark = pytest.mark.slow

PAGES = 60
KILLS = 3


def import_until(paper: Path, old: Path, files: int) -> None:
    """Start an import and kill it when it has passed so many files."""
    command = [sys.executable, "-m", "tests.journeys.import_process", str(old)]
    process = subprocess.Popen(command, env=environment(paper), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for _ in zip(range(files), process.stdout, strict=False):
        pass
    process.send_signal(signal.SIGKILL)
    process.wait(20)


def asked(paper: Path, sql: str) -> list[tuple]:
    """Rows of the publication's database."""
    with sqlite3.connect(paper / "data/handpress.sqlite3") as connection:
        return connection.execute(sql).fetchall()


def test_an_import_killed_at_random_points_is_finished_without_doubles_while_the_press_works(
    pristine: Path, tmp_path: Path
) -> None:
    paper, old = Path(shutil.copytree(pristine, tmp_path / "paper")), tmp_path / "old"
    pages = write_archive(old, PAGES)
    chance = random.Random(11)
    passed = sorted(chance.randint(3, PAGES - 10) for _ in range(KILLS))
    with worker(paper):
        for files in passed:
            import_until(paper, old, files)
        done = handpress("-C", str(paper), "import", str(old), "--json")
        assert done.returncode == 0, done.stderr
        until(lambda: not asked(paper, "SELECT 1 FROM press_outbox LIMIT 1"), "the press did not finish")
    report = json.loads(done.stdout)
    assert report["refused"] == report["duplicate"] == report["edited"] == 0
    assert report["new"] + report["unchanged"] == PAGES
    assert report["unchanged"] >= 10, "what was in before is kept"
    assert asked(paper, "SELECT count(*), count(DISTINCT import_id) FROM newsroom_article") == [(PAGES, PAGES)]
    assert asked(paper, "SELECT count(DISTINCT sha256) FROM importers_importrecord") == [(PAGES,)]
    assert len(asked(paper, "SELECT name FROM newsroom_author GROUP BY name")) == len(
        asked(paper, "SELECT 1 FROM newsroom_author")
    )
    for page in pages:
        notice = (paper / "public" / page.relative_to(old)).read_bytes()
        assert notice.startswith(b"<!doctype html><!--handpress 301 /20"), page
    assert not differences(paper)
