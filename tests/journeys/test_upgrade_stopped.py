"""An upgrade that fails or is killed: readers are served, the desk is shut and says why, and nothing is missed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.journeys.serving import ask
from tests.journeys.test_cli import handpress
from tests.journeys.test_engine import PUBLISH, in_django
from tests.journeys.test_supervisor import served, until

pytestmark = pytest.mark.slow

MIGRATION = """
import os, signal
from django.db import migrations

def step(apps, schema_editor):
    {what}

class Migration(migrations.Migration):
    initial = True
    operations = [migrations.RunPython(step)]
"""
APP = "from django.apps import AppConfig\nclass StubbornConfig(AppConfig):\n    name = 'stubborn'\n"
ENDS = {"fails": "raise RuntimeError('the plates do not fit')", "killed": "os.kill(os.getpid(), signal.SIGKILL)"}
LATE = PUBLISH.replace("Piece", "Late")


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An engine whose one migration is yet to be written."""
    made = tmp_path / "engines" / "stubborn"
    (made / "migrations").mkdir(parents=True)
    (made / "__init__.py").touch()
    (made / "models.py").touch()
    (made / "migrations" / "__init__.py").touch()
    (made / "apps.py").write_text(APP)
    monkeypatch.syspath_prepend(str(made.parent))
    return made


@pytest.mark.parametrize("end", ENDS)
def test_an_upgrade_that_is_not_finished_keeps_the_desk_shut_and_loses_nothing(
    tmp_path: Path, engine: Path, end: str
) -> None:
    folder, migration = tmp_path / "paper", engine / "migrations" / "0001_initial.py"
    assert handpress("init", str(folder), "--name", "The Paper").returncode == 0
    in_django(folder, PUBLISH)
    assert handpress("-C", str(folder), "press").returncode == 0
    file = folder / "handpress.toml"
    file.write_text('engines = ["stubborn"]\n' + file.read_text())
    migration.write_text(MIGRATION.format(what=ENDS[end]))

    with served(folder) as (process, port):
        until(process, lambda: b"handpress upgrade" in ask(port, "/desk/").body)
        assert ask(port, "/desk/").status == 503
        assert ask(port, "/").status == 200
        assert ask(port, "/2013/06/piece-1.html").status == 200
        (copy,) = (folder / "data" / "before-upgrades").iterdir()
        with closing(sqlite3.connect(copy)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert database.execute("SELECT count(*) FROM newsroom_article").fetchone() == (3,)

        in_django(folder, LATE)  # whoever writes past the desk meanwhile: there are no triggers
        done = handpress("-C", str(folder), "upgrade")
        assert done.returncode != 0
        if end == "fails":
            assert "the plates do not fit" in done.stderr
            assert "before-upgrades" in done.stderr
            assert "Traceback" not in done.stderr
        assert ask(port, "/desk/").status == 503

        migration.write_text(MIGRATION.format(what="pass"))
        assert handpress("-C", str(folder), "upgrade").returncode == 0
        until(process, lambda: ask(port, "/desk/login/").status == 200)
        until(process, lambda: ask(port, "/2013/06/late-3.html").status == 200)
    assert handpress("-C", str(folder), "press").returncode == 0
    assert handpress("-C", str(folder), "press", "--verify").returncode == 0


def test_triggers_that_somebody_dropped_are_armed_by_the_press_which_presses_everything(tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    assert handpress("init", str(folder), "--name", "The Paper").returncode == 0
    assert handpress("-C", str(folder), "press").returncode == 0
    in_django(folder, "from handpress.press import triggers\ntriggers.disarm()")
    in_django(folder, LATE.replace("create_articles(drafts", "triggers = create_articles(drafts"))
    in_django(folder, "from handpress.press import triggers\ntriggers.disarm()\nfrom handpress.press.models import *\n"
              "OutboxKey.objects.all().delete()")  # fmt: skip
    with served(folder) as (process, port):
        until(process, lambda: ask(port, "/2013/06/late-3.html").status == 200)
    assert in_django(folder, "from handpress.press import triggers\nprint(len(triggers.missing()))").split() == ["0"]
