"""Backups of a magazine in which somebody publishes all the time: each can be restored, and gives the same pages."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

import pytest
from tests.journeys.databases import SERVER, database
from tests.journeys.pressing import differences, newsroom_of, worker
from tests.journeys.test_cli import handpress
from tests.journeys.test_engine import in_django
from tests.journeys.test_task_processes import waiting

needs_postgresql = pytest.mark.skipif(not SERVER, reason="HANDPRESS_TEST_POSTGRESQL names no server")
BACKUPS = int(os.environ.get("HANDPRESS_TEST_BACKUPS", "3"))
PAUSE_S = 1.0  # between two articles
COUNT = "from handpress.newsroom.models import Article; print(Article.objects.filter(is_public=True).count())"

pytestmark = pytest.mark.slow


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    "kind", ["sqlite", pytest.param("postgresql", marks=[pytest.mark.postgresql, needs_postgresql])]
)
def test_a_backup_of_a_magazine_that_goes_on_publishing_is_restored_whole(
    pristine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    if kind == "sqlite":
        folder = Path(shutil.copytree(pristine, tmp_path / "paper"))
        _backed_up_and_restored(folder, tmp_path, lambda _number: None)
        return
    with database("kept") as url:
        monkeypatch.setenv("HANDPRESS_DATABASE_URL", url)
        folder = tmp_path / "paper"
        assert handpress("init", str(folder), "--name", "The Paper").returncode == 0
        _backed_up_and_restored(folder, tmp_path, "back_{}".format)


def _backed_up_and_restored(folder: Path, tmp_path: Path, name_of) -> None:  # type: ignore[no-untyped-def]
    stop, published = threading.Event(), []
    with newsroom_of(folder) as newsroom, worker(folder), waiting(folder):

        def publish() -> None:
            while not stop.is_set():
                newsroom.do("publish", number=len(published))
                published.append(len(published))
                stop.wait(PAUSE_S)

        thread = threading.Thread(target=publish)
        thread.start()
        taken = []
        try:
            for number in range(BACKUPS):
                file, before = tmp_path / f"paper{number}.tar.gz", len(published)
                done = handpress("-C", str(folder), "backup", str(file))
                assert done.returncode == 0, done.stderr
                taken.append((file, before, len(published) + 1))
        finally:
            stop.set()
            thread.join()
    for number, (file, least, most) in enumerate(taken):
        _check(file, tmp_path / f"back{number}", name_of(number), least, most)


def _check(file: Path, back: Path, name: str | None, least: int, most: int) -> None:
    if name is None:
        _restored(file, back, least, most)
        return
    before = os.environ["HANDPRESS_DATABASE_URL"]
    with database(name) as url:
        os.environ["HANDPRESS_DATABASE_URL"] = url
        try:
            _restored(file, back, least, most)
        finally:
            os.environ["HANDPRESS_DATABASE_URL"] = before


def _restored(file: Path, back: Path, least: int, most: int) -> None:
    done = handpress("restore", str(file), str(back))
    assert done.returncode == 0, done.stderr
    assert least <= int(in_django(back, COUNT)) <= most
    assert not differences(back)


def test_a_backup_of_sqlite_touches_no_database_that_the_environment_names(
    pristine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "paper.tar.gz"
    assert handpress("-C", str(pristine), "backup", str(file)).returncode == 0
    monkeypatch.setenv("HANDPRESS_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/live")
    done = handpress("restore", str(file), str(tmp_path / "back"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "back" / "public" / "index.html").exists()
