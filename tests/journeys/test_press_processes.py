"""The press worker as a process: killed, doubled, overtaken by a withdrawal, out of space."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import brotli
import pytest
from tests.journeys.test_cli import handpress

pytestmark = pytest.mark.slow

PATIENCE_S = 120
PUBLISHES = 200
MANY = 10_000


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new publication, never pressed."""
    folder = tmp_path_factory.mktemp("press") / "paper"
    done = handpress("init", str(folder), "--name", "The Paper")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def paper(pristine: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(pristine, tmp_path / "paper"))


def environment(folder: Path) -> dict[str, str]:
    """Of a process that acts on the publication, not on the test run's own."""
    return {
        **os.environ,
        "HANDPRESS_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "handpress.config.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }


class Newsroom:
    """A process of its own that changes records when told to, one line of JSON each."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "tests.journeys.newsroom_process"]
        self.process = subprocess.Popen(
            command, env=environment(folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def do(self, action: str, **values: Any) -> Any:
        """The answer to one order."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"do": action, **values}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert "error" not in answer, answer
        return answer["answer"]

    def wait_until_pressed(self) -> None:
        """Until the outbox is empty."""
        deadline = time.monotonic() + PATIENCE_S
        while self.do("pending"):
            assert time.monotonic() < deadline, "the press did not finish"
            time.sleep(0.05)


@pytest.fixture
def newsroom(paper: Path) -> Iterator[Newsroom]:
    newsroom = Newsroom(paper)
    yield newsroom
    newsroom.process.stdin.close()  # type: ignore[union-attr]  # it was opened as a pipe
    newsroom.process.wait(20)


def start_worker(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "handpress.press.worker"], env=environment(folder))


@contextmanager
def worker(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = start_worker(folder)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def until(holds, what: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


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
            except Exception as error:  # any failure to decode is what this looks for
                whole, body = False, str(error).encode()
            if not whole:
                self.bad.append(f"{path}{suffix}: {body[-60:]!r}")

    def stop(self) -> None:
        self._ending.set()
        self.join(20)


def said_state(folder: Path) -> str:
    """What the worker says it is doing."""
    return str(json.loads((folder / "data/run/press.json").read_text())["state"])


def differences(folder: Path, *kinds: str) -> dict[str, list[str]]:
    """Paths in which the tree differs from a full build, by kind of difference."""
    done = handpress("-C", str(folder), "press", "--verify", "--json")
    found = json.loads(done.stdout.strip().splitlines()[-1])
    return {kind: found[kind] for kind in kinds or ("missing", "extra", "different", "bad_variants") if found[kind]}


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


def test_of_two_workers_one_works_and_the_other_takes_over(paper: Path, newsroom: Newsroom) -> None:
    with worker(paper) as first:
        newsroom.do("publish", number=1)
        newsroom.wait_until_pressed()
        with worker(paper):
            holder = newsroom.do("holder")
            assert holder.endswith(f":{first.pid}")
            newsroom.do("publish", number=2)
            newsroom.wait_until_pressed()
            assert newsroom.do("holder") == holder
            first.send_signal(signal.SIGKILL)
            newsroom.do("publish", number=3)
            newsroom.wait_until_pressed()
            assert newsroom.do("holder") != holder
    assert not differences(paper)


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
