"""The proof that readers read files: database, desk and press are taken away while every page is read."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import quote

import typer
from rich.table import Table

from handpress.cli.console import Report, bar, err, out, print_json
from handpress.cli.context import Trouble, handpress
from handpress.config.publication import Publication
from handpress.kit.own_words import WELL_KNOWN
from handpress.server import processes
from handpress.server.claims import listens
from handpress.server.endpoints import PREFIX

START_WITHIN_S = 60.0
KILLED = ("desk", "public", "press", "tasks")
KILL_EVERY = 25  # pages; the supervisor starts what was killed again, so it is killed again
ANSWERED = (200, 301, 410, 451)
DATABASE_ENDINGS = ("", "-wal", "-shm")
HOST = "127.0.0.1"


@dataclass
class Reading:
    """One reading of every page: how many answered, which did not, and how long each took."""

    pages: int = 0
    answered: int = 0
    failed: list[str] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)

    @property
    def median_ms(self) -> float:
        """Half the pages came faster."""
        return round(statistics.median(self.milliseconds), 2) if self.milliseconds else 0.0


@dataclass
class Result:
    """What was taken away, and what readers got before and during."""

    before: Reading
    during: Reading
    kills: dict[str, int]
    desk_before: int
    desk_during: int
    picture: str


def show_unplugged(publication: Publication, *, as_json: bool) -> None:
    """Serve, read, unplug, read again, put back; exit code 1 when a page did not answer."""
    with _serving(publication) as port:
        result = _unplug(publication, port)
    if as_json:
        print_json({name: _short(value) for name, value in asdict(result).items()})
    else:
        _tell(result)
    if result.during.failed or not result.during.pages:
        raise typer.Exit(1)


def _short(value: object) -> object:
    if isinstance(value, dict) and "milliseconds" in value:
        return {**value, "milliseconds": None, "median_ms": round(statistics.median(value["milliseconds"] or [0]), 2)}
    return value


@contextmanager
def _serving(publication: Publication) -> Iterator[int]:
    port = _free_port()
    command = handpress(publication.folder, "run", "--port", str(port))
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(lambda: listens(HOST, port) or process.poll() is not None, "the demonstration did not start")
        if process.poll() is not None:
            raise Trouble("the demonstration did not start: is it being served already? Stop it first")
        yield port
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait(is_so: Callable[[], bool], complaint: str) -> None:
    deadline = time.monotonic() + START_WITHIN_S
    while not is_so():
        if time.monotonic() > deadline:
            raise Trouble(complaint)
        time.sleep(0.1)


def _unplug(publication: Publication, port: int) -> Result:
    addresses = sorted(public_addresses(publication.public))
    _wait(lambda: ask(port, "/desk/login/")[0] == 200, "the desk did not start")
    desk_before = ask(port, "/desk/login/")[0]
    kills = dict.fromkeys(KILLED, 0)
    with bar("Reading every page") as progress:
        before = read_all(port, addresses, progress)
    with _without_database(publication), bar("Reading every page, unplugged") as progress:
        kill(publication, kills)
        desk_during = ask(port, "/desk/login/")[0]
        during = read_all(port, addresses, progress, every=KILL_EVERY, meanwhile=lambda: kill(publication, kills))
        picture = _picture(publication, port)
    return Result(before, during, kills, desk_before, desk_during, picture)


MISSING, STANDS_IN = "404.html", PREFIX.strip("/")  # servers answer with them where something is missing, or away


def public_addresses(tree: Path) -> Iterator[str]:
    """The address of every file that readers may ask for, notices included."""
    for path in tree.rglob("*"):
        names = path.relative_to(tree).parts
        hidden = any(name.startswith(".") and name != WELL_KNOWN for name in names)
        is_asked_for = path.suffix not in (".br", ".gz") and path.name != MISSING and names[0] != STANDS_IN
        if path.is_file() and not hidden and is_asked_for:
            yield quote("/" + "/".join(names).removesuffix("index.html"))


def read_all(
    port: int,
    addresses: list[str],
    progress: Report,
    *,
    every: int = 0,
    meanwhile: Callable[[], None] = lambda: None,
) -> Reading:
    """Ask for every address; every so many pages do something `meanwhile`."""
    reading = Reading(pages=len(addresses))
    for number, address in enumerate(addresses, start=1):
        started = time.perf_counter()
        status, body = ask(port, address)
        reading.milliseconds.append((time.perf_counter() - started) * 1000)
        if status in ANSWERED and body:
            reading.answered += 1
        else:
            reading.failed.append(f"{address} ({status})")
        progress(number, len(addresses))
        if every and number % every == 0:
            meanwhile()
    return reading


def ask(port: int, address: str) -> tuple[int, bytes]:
    """Status and body; 0 when nobody answered."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except OSError:
        return 0, b""
    finally:
        connection.close()


@contextmanager
def _without_database(publication: Publication) -> Iterator[None]:
    if publication.database_url:
        raise Trouble("--unplug moves the database file away; this publication's database is a server")
    away = publication.data / "unplugged"
    away.mkdir()
    try:
        for path in _database_files(publication.data):
            path.rename(away / path.name)
        yield
    finally:
        for path in _database_files(publication.data):  # what somebody made in the meantime is empty
            path.unlink()
        for path in away.iterdir():
            path.rename(publication.data / path.name)
        away.rmdir()


def _database_files(folder: Path) -> list[Path]:
    paths = [folder / ("handpress.sqlite3" + ending) for ending in DATABASE_ENDINGS]
    return [path for path in paths if path.exists()]


def kill(publication: Publication, kills: dict[str, int]) -> None:
    """SIGKILL everything but the file server and the supervisor, and count it."""
    for process in processes.read(publication.data / "run"):
        if process["name"] in kills and process["pid"]:
            with suppress(ProcessLookupError):
                os.kill(process["pid"], signal.SIGKILL)
                kills[process["name"]] += 1


def _picture(publication: Publication, port: int) -> str:
    chromium = shutil.which("chromium")
    if chromium is None:
        return ""
    target = publication.data / "unplugged.png"
    options = ["--headless=new", "--disable-gpu", "--hide-scrollbars", "--window-size=1280,900"]
    if os.geteuid() == 0:
        options.append("--no-sandbox")
    command = [chromium, *options, f"--screenshot={target}", f"http://{HOST}:{port}/"]
    done = subprocess.run(command, check=False, capture_output=True, timeout=60)
    return str(target) if done.returncode == 0 and target.exists() else ""


def _tell(result: Result) -> None:
    table = Table(title="Unplugged")
    for column in ("", "plugged in", "unplugged"):
        table.add_column(column, justify="left" if not column else "right")
    before, during = result.before, result.during
    table.add_row("database", "in its place", "moved away")
    for name, count in result.kills.items():
        table.add_row(f"{name} process", "running", f"killed {count} times" if count != 1 else "killed once")
    table.add_row("the desk answers", str(result.desk_before), str(result.desk_during or "nothing"))
    table.add_row("pages answered", f"{before.answered} of {before.pages}", f"{during.answered} of {during.pages}")
    table.add_row("median time", f"{before.median_ms} ms", f"{during.median_ms} ms")
    out.print(table)
    for failed in during.failed[:20]:
        err.print(f"did not answer: {failed}", style="red", markup=False)
    if result.picture:
        out.print(f"What the browser saw meanwhile: {result.picture}", markup=False, soft_wrap=True)
    out.print("Everything is back in its place.")
