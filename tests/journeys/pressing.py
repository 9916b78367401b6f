"""A newsroom and press workers as processes of their own, on one publication."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.journeys.test_cli import handpress
from tests.programs import end

PATIENCE_S = 120


def environment(folder: Path) -> dict[str, str]:
    """Of a process that acts on the publication, not on the test run's own."""
    return {
        **os.environ,
        "HANDPRESS_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "handpress.config.settings",
        "PYTHONFAULTHANDLER": "1",
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


@contextmanager
def newsroom_of(folder: Path) -> Iterator[Newsroom]:
    """A newsroom, ended afterwards."""
    newsroom = Newsroom(folder)
    try:
        yield newsroom
    finally:
        newsroom.process.stdin.close()  # type: ignore[union-attr]  # it was opened as a pipe
        newsroom.process.wait(20)


def start_worker(folder: Path) -> subprocess.Popen[bytes]:
    """A press worker."""
    return subprocess.Popen([sys.executable, "-m", "handpress.press.worker"], env=environment(folder))


@contextmanager
def worker(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A press worker, ended afterwards."""
    process = start_worker(folder)
    try:
        yield process
    finally:
        end(process)


def until(holds: Callable[[], object], what: str) -> None:
    """Wait for it; fails with `what`."""
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


def differences(folder: Path, *kinds: str) -> dict[str, list[str]]:
    """Paths in which the tree differs from a full build, by kind of difference."""
    done = handpress("-C", str(folder), "press", "--verify", "--json")
    found = json.loads(done.stdout.strip().splitlines()[-1])
    return {kind: found[kind] for kind in kinds or ("missing", "extra", "different", "bad_variants") if found[kind]}


def check_that_the_second_takes_over(paper: Path, newsroom: Newsroom) -> None:
    """Of two workers one works; when it is killed, the other does."""
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
