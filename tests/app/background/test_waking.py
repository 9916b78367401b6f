"""A commit that changed something wakes whoever waits for it, and nothing else does."""

from __future__ import annotations

import select
from pathlib import Path

import pytest
from django.db import connections, transaction

from handpress.background.waking import wakers
from handpress.config.sqlite import FOLDER
from handpress.config.sqlite.base import DatabaseWrapper
from handpress.kit.stopping import Stop
from handpress.kit.wakes import Wake

TOY = "toy"


@pytest.fixture
def wake(tmp_path: Path):
    """What hears of a database of its own."""
    settings = {**connections["default"].settings_dict, "ENGINE": "handpress.config.sqlite", "OPTIONS": {}}
    settings |= {"NAME": str(tmp_path / "toy.sqlite3"), FOLDER: str(tmp_path / "wake")}
    connections[TOY] = DatabaseWrapper(settings, TOY)
    with connections[TOY].cursor() as cursor:
        cursor.execute("CREATE TABLE toy (key TEXT)")
        cursor.execute("INSERT INTO toy VALUES ('old')")
    yield Wake(tmp_path / "wake", "press")
    connections[TOY].close()
    del connections[TOY]


def run(sql: str) -> None:
    with connections[TOY].cursor() as cursor:
        cursor.execute(sql)


def is_rung(wake) -> bool:
    rung = bool(select.select([wake], [], [], 0.2)[0])
    wake.clear()
    return rung


def write() -> None:
    run("INSERT INTO toy VALUES ('new')")


def test_a_statement_that_commits_itself_rings(wake):
    write()
    assert is_rung(wake)


def test_a_transaction_rings_when_it_commits_and_not_before(wake):
    with transaction.atomic(TOY):
        write()
        with transaction.atomic(TOY):
            write()
        assert not is_rung(wake)
    assert is_rung(wake)


def test_reading_wakes_nobody(wake):
    run("SELECT * FROM toy")
    with transaction.atomic(TOY):
        run("SELECT * FROM toy")
    run("UPDATE toy SET key = 'x' WHERE key = 'nothing of the kind'")
    assert not is_rung(wake)


def test_where_nobody_can_be_woken_there_is_a_slow_look(monkeypatch):
    monkeypatch.setattr("handpress.background.waking.Wake", _refuses)
    monkeypatch.setattr("handpress.background.waking._listening", _refuses)
    assert wakers("press") == []
    Stop().wait(0.0, *wakers("press"))


def _refuses(*_: object) -> None:
    raise OSError("no pipes here")


def test_the_database_s_files_are_their_account_s_alone(tmp_path: Path) -> None:
    file = tmp_path / "a b.sqlite3"
    file.touch(mode=0o644)
    settings = {**connections["default"].settings_dict, "ENGINE": "handpress.config.sqlite", "OPTIONS": {}}
    for name in (str(file), f"{file.as_uri()}?mode=rw"):
        file.chmod(0o644)
        wrapper = DatabaseWrapper({**settings, "NAME": name}, "default")
        with wrapper.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("CREATE TABLE IF NOT EXISTS kept (words TEXT)")
            cursor.execute("INSERT INTO kept VALUES ('x')")
            modes = {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.iterdir()}
        wrapper.close()
        assert len(modes) == 3
        assert set(modes.values()) == {"0o600"}
