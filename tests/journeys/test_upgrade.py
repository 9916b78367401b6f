"""An upgrade keeps what is there: a database with the tables of before, brought to now by `handpress upgrade`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.databases import SERVER, database
from tests.journeys.pressing import environment
from tests.journeys.test_cli import handpress
from tests.programs import finished

ROOT = Path(__file__).parents[2]
ON_POSTGRESQL = pytest.param(
    "postgresql",
    marks=[
        pytest.mark.postgresql,
        pytest.mark.skipif(not SERVER, reason="HANDPRESS_TEST_POSTGRESQL names no server; `.ci/run` starts one"),
    ],
)


@pytest.fixture(params=["sqlite", ON_POSTGRESQL])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A publication's folder, on an empty database."""
    monkeypatch.setenv("HANDPRESS_SECRET_KEY", "only-for-tests")
    (tmp_path / "handpress.toml").write_text(
        'name = "The Paper"\nbase_url = "https://paper.example"\n[languages]\nen = "English"\n', encoding="utf-8"
    )
    if request.param == "sqlite":
        yield tmp_path
        return
    with database("upgrade") as url:
        monkeypatch.setenv("HANDPRESS_DATABASE_URL", url)
        yield tmp_path


def _asked(folder: Path, what: str) -> Any:
    command = [sys.executable, "-m", "tests.journeys.older_addresses", what]
    done = finished(command, cwd=ROOT, env=environment(folder))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout) if done.stdout else None


@pytest.mark.slow
def test_addresses_keep_their_rows_and_whoever_might_write_them_still_may(folder: Path) -> None:
    _asked(folder, "make")
    before = _asked(folder, "stored")["rows"]
    assert [row[1] for row in before] == ["/2013/06/Rivers.html", "/old.htm", "/bad.htm"]
    done = handpress("-C", str(folder), "upgrade")
    assert done.returncode == 0, done.stderr
    now = _asked(folder, "said")
    assert _asked(folder, "stored")["rows"] == before
    assert [row[1:8] for row in now["rows"]] == [row[1:8] for row in before]
    assert now["may"] == ["addresses.add_address"]
    assert now["kinds"] == [["addresses", "address"]]
    assert now["logged"] == ["Address"]
    assert now["unmigrated"] == []
    assert now["missing"] == []
    assert len(now["triggers"]) == 3
