"""The demonstration magazine for all journeys that look at it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.journeys.demo import GIVEN, Demonstration, made_in


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """The pressed demonstration magazine: made once a run, or kept in the folder that the environment names."""
    given = os.environ.get(GIVEN)
    return made_in(Path(given) if given else folder_of_the_run(tmp_path_factory) / "demonstration")


def folder_of_the_run(factory: pytest.TempPathFactory) -> Path:
    """The temporary folder that all test processes of this run share; pytest removes it with its own."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
