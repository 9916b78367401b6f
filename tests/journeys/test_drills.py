"""`make drill` in small numbers: the same attacks and kills, held to all that is promised but times."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from drill.__main__ import ALL
from drill.attacking import ATTACKS
from tests.journeys.test_server_and_nginx import needs_nginx
from tests.programs import finished

pytestmark = [pytest.mark.slow, pytest.mark.nginx, needs_nginx]

ROOT = Path(__file__).parents[2]


def drilled(folder: Path, *names: str) -> tuple[int, list[dict[str, Any]], str]:
    """Exit code, outcomes, and what was printed."""
    result = folder / "drill.json"
    told = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), "COLUMNS": "200", "NO_COLOR": "1"}
    for name in ("HANDPRESS_DIR", "DJANGO_SETTINGS_MODULE", "HANDPRESS_DATABASE_URL"):
        told.pop(name, None)
    command = [sys.executable, "-m", "drill", "--short", *names, "--result", str(result)]
    done = finished(command, env=told, cwd=ROOT)
    outcomes = json.loads(result.read_text()) if result.exists() else []
    return done.returncode, outcomes, done.stdout + done.stderr[-3000:]


@pytest.mark.parametrize("names", [tuple(ATTACKS), ("cuts", "kills")], ids=["attacks", "crashes"])
def test_no_promise_is_broken(tmp_path: Path, names: tuple[str, ...]) -> None:
    code, outcomes, said = drilled(tmp_path, *names)
    assert code == 0, said
    assert {each["drill"] for each in outcomes} == set(names)
    assert not [each for each in outcomes if each["broken"] or each["skipped"]]


def test_a_drill_that_is_none_is_named(tmp_path: Path) -> None:
    code, _, said = drilled(tmp_path, "flood-of-frogs")
    assert code == 2
    assert "flood-of-frogs" in said
    assert all(name in drilled(tmp_path, "--help")[2] for name in ALL)
