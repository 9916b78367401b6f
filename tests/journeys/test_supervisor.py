"""A publication from `handpress init` to `handpress run`, with processes killed and the database taken away."""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.pressing import environment
from tests.journeys.serving import ask, free_port, listens
from tests.journeys.test_cli import handpress
from tests.programs import end

from handpress.server import processes

pytestmark = pytest.mark.slow

NAMES = ["pages", "django", "desk", "public", "press", "tasks"]
PATIENCE_S = 90
KEPT = b"<!doctype html><title>A page that was pressed before</title>"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A new publication and what `init --json` said of it."""
    folder = tmp_path_factory.mktemp("paper") / "mine"
    done = handpress("init", str(folder), "--name", "The Paper", "--json")
    assert done.returncode == 0, done.stderr
    (folder / "public" / "kept.html").write_bytes(KEPT)
    shutil.copytree(folder, folder.with_name("pristine"))
    return folder, json.loads(done.stdout)


@pytest.fixture
def spare(made: tuple[Path, dict[str, str]], tmp_path: Path) -> Path:
    """Another publication, as new, to be stopped and broken."""
    return Path(shutil.copytree(made[0].with_name("pristine"), tmp_path / "spare"))


@contextmanager
def served(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """`handpress run` on a free port, until it listens."""
    port = free_port()
    command = [sys.executable, "-m", "handpress.cli", "-C", str(folder), "run", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment(folder))
    try:
        until(process, lambda: listens(port))
        yield process, port
    finally:
        end(process, within_s=15)


def until(process: subprocess.Popen[str], is_so: Callable[[], bool]) -> None:
    """Wait for something that the running processes do."""
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, f"not within {PATIENCE_S} s"
        with suppress(subprocess.TimeoutExpired):
            raise AssertionError(f"handpress run ended with {process.wait(0.1)}")


def told(folder: Path) -> dict[str, dict[str, Any]]:
    return {process["name"]: process for process in processes.read(folder / "data" / "run")}


def descendants(pid: int) -> set[int]:
    """Every process that `pid` started, and theirs (proc(5))."""
    parents = {}
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError, IndexError):
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    found: set[int] = set()
    while more := {child for child, parent in parents.items() if parent in found | {pid}} - found:
        found |= more
    return found


def is_running(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def test_init_makes_private_folders_and_prints_the_password_once(made: tuple[Path, dict[str, str]]) -> None:
    folder, said = made
    assert said["user"] == "editor"
    assert len(said["password"]) >= 16
    assert (folder / "data").stat().st_mode & 0o077 == 0
    assert (folder / "media").stat().st_mode & 0o077 == 0
    again = handpress("init", str(folder))
    assert again.returncode == 1
    assert "is a publication already" in again.stderr


@pytest.fixture(scope="module")
def running(made: tuple[Path, dict[str, str]]) -> Iterator[tuple[subprocess.Popen[str], int]]:
    with served(made[0]) as (process, port):
        until(process, lambda: ask(port, "/desk/login/").status == 200)
        yield process, port


def test_the_editor_signs_in(made: tuple[Path, dict[str, str]], running: tuple[subprocess.Popen[str], int]) -> None:
    folder, said = made
    _, port = running
    assert sign_in(port, said["user"], said["password"]) == f"http://127.0.0.1:{port}/desk/"
    sheet = re.search(rb'href="(/desk/static/[^"]+\.css)"', ask(port, "/desk/login/").body)
    assert sheet
    assert ask(port, sheet[1].decode(), Accept_Encoding="br").headers["content-encoding"] == "br"
    assert list(told(folder)) == NAMES


def sign_in(port: int, user: str, password: str) -> str:
    """The address a browser ends at after the sign-in form."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    address = f"http://127.0.0.1:{port}/desk/login/"
    page = opener.open(address, timeout=PATIENCE_S).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    fields = {"csrfmiddlewaretoken": token[1], "username": user, "password": password, "next": "/desk/"}
    return str(opener.open(address, urllib.parse.urlencode(fields).encode(), timeout=PATIENCE_S).geturl())


def test_a_forgotten_password_is_replaced(
    made: tuple[Path, dict[str, str]], running: tuple[subprocess.Popen[str], int]
) -> None:
    folder, said = made
    unknown = handpress("-C", str(folder), "user", "nobody")
    assert unknown.returncode == 1
    assert "there is no account 'nobody'; there are: editor" in unknown.stderr
    new = json.loads(handpress("-C", str(folder), "user", "editor", "--json").stdout)
    assert new["password"] != said["password"]
    said["password"] = new["password"]
    assert sign_in(running[1], "editor", new["password"]).endswith("/desk/")


def test_a_publication_is_served_once(
    made: tuple[Path, dict[str, str]], running: tuple[subprocess.Popen[str], int], tmp_path: Path
) -> None:
    process, port = running
    (tmp_path / "handpress.toml").write_text("")
    second = handpress("-C", str(made[0]), "run", "--port", str(free_port()))
    assert (second.returncode, second.stdout) == (1, "")
    assert f"already being served by process {process.pid}" in second.stderr
    other = handpress("-C", str(tmp_path), "run", "--port", str(port))
    assert other.returncode == 1
    assert f"port {port} on 127.0.0.1 is taken by another program; name another with --port" in other.stderr


def test_a_killed_process_comes_back_while_readers_read_on(
    made: tuple[Path, dict[str, str]], running: tuple[subprocess.Popen[str], int]
) -> None:
    folder, _ = made
    process, port = running
    before = told(folder)["desk"]
    os.kill(before["pid"], signal.SIGKILL)
    until(process, lambda: told(folder)["desk"]["restarts"] > before["restarts"])
    assert ask(port, "/kept.html").body == KEPT
    assert told(folder)["desk"]["last_exit"] == "SIGKILL"
    until(process, lambda: ask(port, "/desk/login/").status == 200)
    assert not is_running(before["pid"])


def test_readers_read_on_without_the_database(
    made: tuple[Path, dict[str, str]], running: tuple[subprocess.Popen[str], int]
) -> None:
    folder, _ = made
    process, port = running
    with away(folder / "data" / "handpress.sqlite3") as database:
        for name in ("desk", "press", "tasks"):
            os.kill(told(folder)[name]["pid"], signal.SIGKILL)
        assert ask(port, "/kept.html").body == KEPT
        until(process, lambda: told(folder)["tasks"]["last_exit"] == "exit 1")
        assert ask(port, "/kept.html").body == KEPT
        assert not database.exists()
    until(process, lambda: ask(port, "/desk/login/").status == 200)


@contextmanager
def away(database: Path) -> Iterator[Path]:
    """The database with its journal moved elsewhere for a while."""
    files = list(database.parent.glob(database.name + "*"))
    place = database.parent / "away"
    place.mkdir()
    for path in files:
        path.rename(place / path.name)
    try:
        yield database
    finally:
        for path in files:
            (place / path.name).rename(path)
        place.rmdir()


def test_everything_stops_within_ten_seconds(spare: Path) -> None:
    with served(spare) as (process, port):
        until(process, lambda: ask(port, "/desk/login/").status == 200)  # by then it has said where everything is
        everyone = descendants(process.pid)
        started = time.monotonic()
        process.terminate()
        output, _ = process.communicate(timeout=15)
        assert time.monotonic() - started < 10
    assert process.returncode == 0
    assert f"http://127.0.0.1:{port}/desk/" in output
    assert len(everyone) >= len(NAMES)
    assert not [pid for pid in everyone if is_running(pid)]
    assert {each["state"] for each in told(spare).values()} == {"stopped"}


def test_nothing_outlives_a_killed_supervisor(spare: Path) -> None:
    with served(spare) as (process, port):
        until(process, lambda: ask(port, "/desk/login/").status == 200)
        everyone = descendants(process.pid)
        process.kill()
        process.wait(10)
        deadline = time.monotonic() + 10
        while [pid for pid in everyone if is_running(pid)]:
            assert time.monotonic() < deadline
    assert len(everyone) >= len(NAMES)


def test_a_missing_database_is_never_replaced_by_an_empty_one(spare: Path) -> None:
    with away(spare / "data" / "handpress.sqlite3") as database:
        done = handpress("-C", str(spare), "upgrade")
        assert done.returncode == 1
        assert "is missing; put it back from a backup" in done.stderr
        assert not database.exists()
