"""An engine that is named in `engines` is there, and one that is taken out again has left nothing behind."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.journeys.pressing import environment
from tests.programs import finished

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


FLOORS = ["tests/engine", "tests/app/edition/test_incremental.py", "tests/app/press/test_feed.py"]


@pytest.mark.timeout(900)
def test_what_the_house_promises_holds_with_an_engine() -> None:
    said = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "HANDPRESS_"))}
    said |= {"DJANGO_SETTINGS_MODULE": "tests.settings_with_guestbook"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *FLOORS]
    done = finished(command, cwd=ROOT, env=said, within_s=800)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert " passed" in done.stdout


def handpress(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "handpress.cli", "-C", str(folder), *arguments]
    done = finished(command, cwd=ROOT, env=environment(folder), within_s=300)
    assert done.returncode == 0, done.stderr
    return done


def in_django(folder: Path, script: str) -> str:
    command = [sys.executable, "-c", f"import django\ndjango.setup()\n{script}"]
    done = finished(command, cwd=ROOT, env=environment(folder), within_s=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


PUBLISH = """
from handpress.kit.dates import PartialDate
from handpress.newsroom.actions.bulk import ArticleDraft, create_articles
from wagtail.models import Locale
body = [{"type": "text", "value": "<p>Water.</p>"}]
drafts = [ArticleDraft(headline=f"Piece {n}", body=body, published=PartialDate(2013, 6, n)) for n in (1, 2, 3)]
create_articles(drafts, Locale.get_default())
"""
SIGN = """
from django.utils import timezone
from handpress.background.rounds import go_round
from handpress.newsroom.models import Article
from tests.guestbook.models import Entry, Open
go_round(timezone.now())
print(Open.objects.count())
for article in Article.objects.all():
    Entry.objects.create(article=article.pk, words="Signed here")
"""
ROUND = """
from django.utils import timezone
from handpress.background.rounds import go_round
go_round(timezone.now())
"""


def pages(folder: Path) -> dict[str, bytes]:
    root = folder / "public"
    files = (path for path in root.rglob("*") if path.is_file() and path.suffix not in (".br", ".gz"))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files if path.name != "ledger"}


def mentions(folder: Path) -> dict[str, list[str]]:
    """What a database says of the guestbook where the house keeps its own books."""
    with sqlite3.connect(folder / "data" / "handpress.sqlite3") as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name || sql LIKE '%guestbook%'"
        found = {"triggers": [name for (name,) in database.execute(sql)]}
        tables.discard("press_receipt")  # what the press wrote then stays told
        for table in sorted(each for each in tables if each.startswith(("press_", "background_"))):
            rows = [str(row) for row in database.execute(f"SELECT * FROM {table}") if "guestbook" in str(row)]
            found |= {table: rows} if rows else {}
    return {name: rows for name, rows in found.items() if rows}


def test_an_engine_that_is_taken_out_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    handpress(tmp_path, "init", str(folder), "--name", "The Paper")
    in_django(folder, PUBLISH)
    handpress(folder, "press")
    in_django(folder, ROUND)
    before, file = pages(folder), folder / "handpress.toml"
    assert len(before) > 20
    plain = file.read_text()

    file.write_text('engines = ["tests.guestbook"]\n' + plain)
    handpress(folder, "upgrade")
    handpress(folder, "press")
    assert in_django(folder, SIGN).split() == ["3"]
    handpress(folder, "press")
    signed = pages(folder)
    assert signed.keys() - before.keys() == {"guestbook/index.html"}
    assert sum(b"Signed here" in body for body in signed.values()) == 4
    assert "triggers" in mentions(folder)
    assert "press_artifact" in mentions(folder)

    file.write_text(plain)
    handpress(folder, "upgrade")
    handpress(folder, "press")
    handpress(folder, "press")  # which frames no page has any more is seen to when a press begins
    in_django(folder, ROUND)
    assert mentions(folder) == {}
    after = pages(folder)
    assert sorted(after.keys() ^ before.keys()) == []
    assert [path for path in sorted(after) if after[path] != before[path]] == []
    handpress(folder, "press", "--verify")
