"""What speaks SQL of its own, and two workers, once more on PostgreSQL. `.ci/run` starts a server and names it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journeys.databases import SERVER, database
from tests.journeys.pressing import check_that_the_second_takes_over, newsroom_of
from tests.journeys.test_cli import handpress
from tests.programs import finished

ROOT = Path(__file__).parents[2]
FLOORS = [
    "tests/app/press",
    "tests/app/addresses",
    "tests/app/background",
    "tests/app/outgoing",
    "tests/app/intake",
    "tests/app/contact",
    "tests/app/newsroom/test_press_keys.py",
    "tests/app/newsroom/test_addresses.py",
    "tests/app/newsroom/test_bulk.py",
    "tests/app/newsroom/test_conflicts.py",
    "tests/app/newsroom/test_desk_listings.py",
    "tests/app/newsroom/test_missing_sizes.py",
    "tests/app/newsroom/test_share_cards.py",
    "tests/app/newsroom/test_usage.py",
    "tests/app/edition/test_non_empty_lists.py",
    "tests/app/edition/test_what_is_written.py",
    "tests/app/edition/test_tree.py",
]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.postgresql,
    pytest.mark.skipif(not SERVER, reason="HANDPRESS_TEST_POSTGRESQL names no server; `.ci/run` starts one"),
]


@pytest.mark.timeout(3100)
def test_ledger_triggers_addresses_and_edition_work_on_postgresql() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "HANDPRESS_"))}
    environment |= {"HANDPRESS_DATABASE_URL": SERVER, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *FLOORS]
    done = finished(command, cwd=ROOT, env=environment, within_s=3000)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert " passed" in done.stdout


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A new publication on a database of its own."""
    with database("paper") as url:
        monkeypatch.setenv("HANDPRESS_DATABASE_URL", url)
        folder = tmp_path / "paper"
        done = handpress("init", str(folder), "--name", "The Paper")
        assert done.returncode == 0, done.stderr
        yield folder


def test_of_two_workers_on_postgresql_one_works_and_the_other_takes_over(paper: Path) -> None:
    with newsroom_of(paper) as newsroom:
        check_that_the_second_takes_over(paper, newsroom)
    assert not (paper / "data" / "handpress.sqlite3").exists()


def test_a_commit_on_postgresql_wakes_who_listens_also_after_the_server_dropped_him(paper: Path) -> None:
    environment = {**os.environ, "HANDPRESS_DIR": str(paper), "DJANGO_SETTINGS_MODULE": "handpress.config.settings"}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    done = finished([sys.executable, "-c", LISTENING], cwd=ROOT, env=environment, within_s=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["silent", "rung", "dropped", "rung"]


LISTENING = """
import select, django
django.setup()
from django.db import connection, transaction
from handpress.background.waking import wakers
from handpress.newsroom.orders import order_card
from handpress.press.triggers import queue

[listener] = wakers("press")

def is_rung(seconds):
    rung = bool(select.select([listener], [], [], seconds)[0])
    listener.clear()
    return "rung" if rung else "silent"

with transaction.atomic():
    queue(["article:1"])
    print(is_rung(0.3))
print(is_rung(30))
with connection.cursor() as cursor:
    cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
print("dropped" if is_rung(30) == "rung" else "kept")
order_card(1)
print(is_rung(30))
"""
