"""The demonstration, with every page read while the database, the desk and the press are taken away."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.demo import Demonstration, run
from tests.journeys.test_cli import handpress

from handpress.cli import demonstrating
from handpress.cli.demonstrating import sample_archive
from handpress.cli.unplugging import KILLED

pytestmark = pytest.mark.slow

LOAD_AGAIN = """
from handpress.contact.models import Item, Step
from handpress.demo.letters import load_letters
from handpress.demo.load import load_demo
from handpress.demo.reading import load_magazine
from handpress.newsroom.models import Article, Correction, User
count = lambda: [model.objects.count() for model in (Article, Correction, User, Item, Step)]
before, articles = count(), Article.objects.filter(import_id__startswith="demo:").values_list("import_id", "pk")
assert load_demo() == 0
assert load_letters(load_magazine(), {key.removeprefix("demo:"): pk for key, pk in articles}) == 0
assert count() == before, (count(), before)
"""


@pytest.fixture(scope="module")
def shown(demo: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A copy of the demonstration, and what unplugging it printed."""
    folder = tmp_path_factory.mktemp("demonstration") / "demo"
    demo.copy_to(folder)
    done = handpress("demo", str(folder), "--unplug", "--json")
    assert done.returncode == 0, done.stderr
    return folder, json.loads(done.stdout)


def test_every_page_answers_while_everything_behind_it_is_gone(shown: tuple[Path, dict[str, Any]]) -> None:
    _, said = shown
    for reading in (said["before"], said["during"]):
        assert (reading["answered"], reading["failed"]) == (reading["pages"], [])
        assert reading["pages"] > 300
    assert set(said["kills"]) == set(KILLED)
    assert min(said["kills"].values()) >= 1
    assert (said["desk_before"], said["desk_during"] in (0, 500, 503)) == (200, True)


def test_everything_is_back_in_its_place(shown: tuple[Path, dict[str, Any]]) -> None:
    folder, _ = shown
    assert (folder / "data" / "handpress.sqlite3").stat().st_size > 1_000_000
    assert not (folder / "data" / "unplugged").exists()
    assert handpress("-C", str(folder), "user", "editor").returncode == 0


def test_a_second_start_keeps_everything(shown: tuple[Path, dict[str, Any]]) -> None:
    folder, _ = shown
    before = (folder / "data" / "handpress.sqlite3").stat().st_mtime_ns
    assert demonstrating.make(folder) == ""
    assert (folder / "data" / "handpress.sqlite3").stat().st_mtime_ns == before


def test_loading_it_once_more_adds_nothing(shown: tuple[Path, dict[str, Any]]) -> None:
    folder, _ = shown
    run([sys.executable, "-m", "django", "shell", "--verbosity", "0", "--command", LOAD_AGAIN], folder)


def test_the_press_says_what_it_did_and_why(shown: tuple[Path, dict[str, Any]]) -> None:
    folder, _ = shown
    assert handpress("-C", str(folder), "press").returncode == 0
    again = json.loads(handpress("-C", str(folder), "press", "--json").stdout)
    assert (again["written"], again["failed"]) == (0, 0)
    assert {"looked_at", "unchanged", "seconds", "peak_memory_mb"} <= set(again)
    front = json.loads(handpress("-C", str(folder), "press", "--explain", "/", "--json").stdout)
    assert (front["address"], front["file"]) == ("/", "index.html")
    assert front["reads"]
    unknown = handpress("-C", str(folder), "press", "--explain", "/no-such-page.html")
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "the press made no file at /no-such-page.html" in unknown.stderr


def test_verify_names_what_differs_a_full_press_mends_it_and_prune_takes_strays_only(
    shown: tuple[Path, dict[str, Any]],
) -> None:
    folder, _ = shown
    assert handpress("-C", str(folder), "press").returncode == 0  # what was left when it was unplugged
    archive, stray = folder / "public" / "archive" / "index.html", folder / "public" / "old" / "stray.html"
    kept = archive.read_bytes()
    archive.write_bytes(b"<!doctype html>")
    stray.parent.mkdir()
    stray.write_text("nobody pressed me")
    verified = handpress("-C", str(folder), "press", "--verify", "--json")
    found = json.loads(verified.stdout)
    assert (verified.returncode, found["same"]) == (1, False)
    assert (found["different"], found["extra"]) == (["archive/index.html"], ["old/stray.html"])
    full = json.loads(handpress("-C", str(folder), "press", "--full", "--json").stdout)
    assert (full["written"], full["failed"], archive.read_bytes() == kept) == (1, 0, True)
    assert json.loads(handpress("-C", str(folder), "press", "--prune", "--json").stdout) == {
        "removed": ["old/stray.html"]
    }
    again = handpress("-C", str(folder), "press", "--verify", "--json")
    assert (again.returncode, json.loads(again.stdout)["same"]) == (0, True)


def test_what_verify_offers_repairs_each_kind_of_difference_beside_a_full_press(
    shown: tuple[Path, dict[str, Any]],
) -> None:
    folder, _ = shown
    assert handpress("-C", str(folder), "press").returncode == 0
    public = folder / "public"
    kept = {name: (public / name).read_bytes() for name in ("archive/index.html", "index.html", "robots.txt")}
    before = {path: path.stat().st_mtime_ns for path in public.rglob("*.html")}
    (public / "archive" / "index.html").write_bytes(b"<!doctype html>")
    (public / "index.html").unlink()
    (public / "sections.html").write_text("nobody pressed me")
    (public / "archive" / "index.html.gz").write_bytes(b"torn")
    said = handpress("-C", str(folder), "press", "--verify")
    assert (said.returncode, "--repair" in said.stderr) == (1, True)
    repaired = handpress("-C", str(folder), "press", "--repair", "--json")
    found = json.loads(repaired.stdout)
    assert (repaired.returncode, found["same"]) == (0, True), found
    assert found["before"]["different"] == ["archive/index.html"]
    assert found["before"]["missing"] == ["index.html"]
    assert found["before"]["extra"] == ["sections.html"]
    assert {name: (public / name).read_bytes() for name in kept} == kept
    assert not (public / "sections.html").exists()
    touched = {path.relative_to(public).as_posix() for path, at in before.items() if path.stat().st_mtime_ns != at}
    assert touched == {"archive/index.html", "index.html"}
    again = handpress("-C", str(folder), "press", "--repair")
    assert (again.returncode, "nothing to repair" in again.stdout) == (0, True)


def test_a_dry_run_prints_an_object_a_line(shown: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    (tmp_path / "empty.htm").write_bytes(b"")
    (tmp_path / "page.htm").write_text(
        "<html><title>The Ferry Stops</title><body><h1>The Ferry Stops</h1>\n<p>By Ruth Aldermoor</p><p>3 May 2004</p>"
        + "<p>The last ferry left at six, and nobody on the quay could say when the next one would come.</p>" * 6
    )
    done = handpress("-C", str(shown[0]), "import", str(tmp_path), "--dry-run", "--json")
    assert done.returncode == 0
    found = {line["path"]: line for line in map(json.loads, done.stdout.splitlines())}
    assert found["page.htm"]["headline"] == "The Ferry Stops"
    assert "refused" in found["empty.htm"]


def test_work_that_takes_a_while_shows_how_far_it_is(shown: tuple[Path, dict[str, Any]]) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "handpress.cli", "-C", str(shown[0]), "import", str(sample_archive()), "--dry-run"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm", "COLUMNS": "100"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    seen = b""
    with contextlib.suppress(OSError):  # the other end is closed: the command is done
        while more := os.read(ours, 65536):
            seen += more
    os.close(ours)
    assert process.wait(60) == 0
    text = seen.decode()
    assert "Reading" in text
    counted = {int(done) for done in re.findall(r"(\d+)/\d+", text)}
    assert len(counted) > 3, text[-500:]
    assert "━" in text
