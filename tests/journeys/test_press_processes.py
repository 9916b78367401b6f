"""The press worker as a process: killed, doubled, overtaken by a withdrawal, out of space."""

from __future__ import annotations

import contextlib
import gzip
import json
import random
import shutil
import signal
import stat
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from tests.journeys.pressing import (
    Newsroom,
    check_that_the_second_takes_over,
    differences,
    newsroom_of,
    start_worker,
    until,
    worker,
)
from tests.journeys.test_cli import handpress

pytestmark = pytest.mark.slow

PUBLISHES = 200
MANY = 10_000


@pytest.fixture
def paper(pristine: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(pristine, tmp_path / "paper"))


@pytest.fixture
def newsroom(paper: Path) -> Iterator[Newsroom]:
    with newsroom_of(paper) as newsroom:
        yield newsroom


class Reader(threading.Thread):
    """Reads pages all along; remembers those that were empty, cut off, or a variant that does not decode."""

    def __init__(self, public: Path) -> None:
        super().__init__(daemon=True)
        self._public = public
        self._ending = threading.Event()
        self.read = 0
        self.bad: list[str] = []

    def run(self) -> None:
        while not self._ending.is_set():
            for path in list(self._public.rglob("*.html")):
                self._check(path)
            self._ending.wait(0.01)

    def _check(self, path: Path) -> None:
        for suffix, decode in (("", bytes), (".gz", gzip.decompress), (".br", brotli.decompress)):
            try:
                body = path.with_name(path.name + suffix).read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                continue
            self.read += 1
            try:
                whole = decode(body).rstrip().endswith((b"</html>", b"-->")) or b"handpress 301" in body[:60]
            except Exception as error:  # noqa: BLE001  any failure to decode is what this looks for
                whole, body = False, str(error).encode()
            if not whole:
                self.bad.append(f"{path}{suffix}: {body[-60:]!r}")

    def stop(self) -> None:
        self._ending.set()
        self.join(20)


def said_state(folder: Path) -> str:
    """What the worker says it is doing."""
    return str(json.loads((folder / "data/run/press.json").read_text())["state"])


def test_a_worker_killed_at_random_points_of_200_publishes_loses_nothing(paper: Path, newsroom: Newsroom) -> None:
    rng = random.Random(2002)
    reader = Reader(paper / "public")
    reader.start()
    process = start_worker(paper)
    kills = 0
    for number in range(PUBLISHES):
        newsroom.do("publish", number=number)
        if rng.random() < 0.08:
            time.sleep(rng.random() * 0.3)
            process.send_signal(signal.SIGKILL)
            process.wait(20)
            kills += 1
            process = start_worker(paper)
    process.send_signal(signal.SIGKILL)
    process.wait(20)
    assert kills >= 5
    done = handpress("-C", str(paper), "press", "--json")
    assert done.returncode == 0, done.stderr
    reader.stop()
    assert reader.read > 100
    assert not reader.bad
    assert not differences(paper)
    assert len(list((paper / "public").glob("20??/??/piece-*.html"))) == PUBLISHES


def test_what_a_killed_worker_left_is_pressed_by_the_command_that_waited_for_it(
    paper: Path, newsroom: Newsroom
) -> None:
    with worker(paper) as process:
        newsroom.do("publish", number=1)
        newsroom.wait_until_pressed()
        process.send_signal(signal.SIGSTOP)  # it holds the tree and does nothing
        newsroom.do("publish", number=2)
        waiting = threading.Timer(4.0, process.send_signal, [signal.SIGKILL])
        waiting.start()
        done = handpress("-C", str(paper), "press", "--json")
        waiting.join()
    assert done.returncode == 0, done.stderr
    assert not newsroom.do("pending")
    assert not differences(paper)


def test_of_two_workers_one_works_and_the_other_takes_over(paper: Path, newsroom: Newsroom) -> None:
    check_that_the_second_takes_over(paper, newsroom)


def test_a_withdrawn_article_is_gone_within_a_second_while_10000_pages_are_pressed(
    paper: Path, newsroom: Newsroom
) -> None:
    newsroom.do("fill", count=MANY)
    public = paper / "public"
    with worker(paper):
        article = newsroom.do("first")
        page = public / article["path"].lstrip("/")
        until(page.exists, "the first article was not pressed")
        assert newsroom.do("pending"), "everything was pressed before the withdrawal"
        newsroom.do("withdraw", id=article["id"])
        started = time.monotonic()
        until(lambda: not page.exists() or b"handpress 410" in page.read_bytes()[:60], "still there")
        assert time.monotonic() - started < 1.0
        assert newsroom.do("pending"), "everything was pressed before the withdrawal"
        until(lambda: page.exists() and b"handpress 410" in page.read_bytes()[:60], "no notice came")
        newsroom.wait_until_pressed()
        assert b"handpress 410" in page.read_bytes()[:60]
    lists = [path for path in public.rglob("index.html") if article["path"] in path.read_text(encoding="utf-8")]
    assert not lists


def test_a_read_only_tree_is_reported_and_pressing_resumes_by_itself(paper: Path, newsroom: Newsroom) -> None:
    with worker(paper):
        newsroom.do("publish", number=1)
        newsroom.wait_until_pressed()
        before = {path: path.read_bytes() for path in (paper / "public").rglob("*.html")}
        blocked = paper / "public" / ".handpress" / "stage"
        shutil.rmtree(blocked)
        blocked.write_text("in the way")  # root may write anywhere: a file where the folder belongs stops even root
        newsroom.do("publish", number=2)
        until(lambda: said_state(paper) == "trouble", "the trouble was not said")
        said = json.loads((paper / "data/run/press.json").read_text())["trouble"]
        assert "public" in said
        assert {path: path.read_bytes() for path in (paper / "public").rglob("*.html")} == before
        blocked.unlink()
        newsroom.wait_until_pressed()
    assert not differences(paper)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of eight megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(folder)], check=False).returncode:
        pytest.skip("a small file system can be mounted by root only")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_reported_and_pressing_resumes_by_itself(
    paper: Path, newsroom: Newsroom, small_disk: Path
) -> None:
    shutil.rmtree(paper / "public")
    (paper / "public").symlink_to(small_disk)
    filler = small_disk / ".filler"
    with worker(paper):
        newsroom.do("publish", number=1)
        newsroom.wait_until_pressed()
        before = {path: path.read_bytes() for path in small_disk.rglob("*.html")}
        with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(4096))
        newsroom.do("publish", number=2)
        until(lambda: said_state(paper) == "trouble", "the trouble was not said")
        assert "space" in json.loads((paper / "data/run/press.json").read_text())["trouble"]
        assert all(path.read_bytes() == body for path, body in before.items())
        filler.unlink()
        newsroom.wait_until_pressed()
    assert not differences(paper, "missing", "different", "bad_variants")


def test_nothing_pressed_is_readable_by_its_owner_only(paper: Path, newsroom: Newsroom) -> None:
    with worker(paper):
        newsroom.do("publish", number=1)
        newsroom.wait_until_pressed()
    modes = {stat.S_IMODE(path.stat().st_mode) & 0o044 for path in (paper / "public").rglob("*.html")}
    assert modes == {0o044}
