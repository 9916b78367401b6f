"""The demonstration magazine for all journeys that look at it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.journeys.demo import GIVEN, Demonstration, made_in
from tests.journeys.once import made_once
from tests.journeys.test_cli import handpress


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """The pressed demonstration magazine: made once a run, or kept in the folder that the environment names."""
    given = os.environ.get(GIVEN)
    return made_in(Path(given) if given else folder_of_the_run(tmp_path_factory) / "demonstration")


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new publication, never pressed, made once a run; tests work on copies."""
    folder = folder_of_the_run(tmp_path_factory) / "pristine"

    def init() -> None:
        done = handpress("init", str(folder), "--name", "The Paper")
        assert done.returncode == 0, done.stderr

    made_once(folder, init)
    return folder


def folder_of_the_run(factory: pytest.TempPathFactory) -> Path:
    """The temporary folder that all test processes of this run share; pytest removes it with its own."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
