"""An import that is asked to stop says where it stands and how to go on, and going on works."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.app.importers.generated import write_archive
from tests.journeys.pressing import environment, until
from tests.journeys.test_cli import handpress
from tests.journeys.test_import_processes import asked
from tests.programs import end

pytestmark = pytest.mark.slow

PAGES = 900  # more than are read in the process itself


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stopped_import_says_where_it_stands_and_goes_on(
    number: signal.Signals, pristine: Path, tmp_path: Path
) -> None:
    paper, old = Path(shutil.copytree(pristine, tmp_path / "paper")), tmp_path / "the old site"
    write_archive(old, PAGES)
    command = [sys.executable, "-m", "handpress.cli", "-C", str(paper), "import", str(old)]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=environment(paper),
    )
    try:
        until(lambda: asked(paper, "SELECT 1 FROM importers_importrecord LIMIT 1"), "nothing was taken in")
        send = os.kill if number == signal.SIGHUP else os.killpg  # a terminal sends Ctrl-C to all processes
        send(process.pid, number)
        _, said = process.communicate(timeout=30)
    finally:
        end(process)
    assert process.returncode == 128 + number, said
    taken = asked(paper, "SELECT count(*) FROM importers_importrecord")[0][0]
    stopped = re.search(rf"Stopped after (\d+) of {PAGES} files", said)
    assert stopped and int(stopped[1]) == taken < PAGES
    assert f"{taken} new" in said
    assert f"handpress -C {paper} import '{old}'" in said
    assert "Traceback" not in said
    on = handpress("-C", str(paper), "import", str(old), "--json")
    report = json.loads(on.stdout)
    assert (report["unchanged"], report["new"]) == (taken, PAGES - taken)


def test_a_real_import_prints_the_warnings_of_what_it_took_grouped_and_bounded(pristine: Path, tmp_path: Path) -> None:
    paper, old = Path(shutil.copytree(pristine, tmp_path / "paper")), tmp_path / "old"
    pages = write_archive(old, 8)
    for page in pages:
        text = page.read_text("cp1252")
        picture = f"<img src='missing-{page.stem}.jpg' alt='A ferry'>"
        page.write_text(text.replace("</p><p>", f"</p>{picture}<p>"), "cp1252")
    done = handpress("-C", str(paper), "import", str(old))
    lines = done.stderr.splitlines()
    assert [line for line in lines if line.startswith("warning: 8 of one kind")], done.stderr
    assert len([line for line in lines if "is not in the archive" in line]) == 2
    (kept,) = [line.rpartition(": ")[2] for line in lines if line.startswith("Every file with its")]
    assert len([file for file in json.loads(Path(kept).read_text("utf-8"))["files"] if file["warnings"]]) == 8
