"""The demonstration magazine for all journeys that look at it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.journeys.demo import GIVEN, Demonstration, made_in


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """The pressed demonstration magazine: of the folder that the environment names, or made once for all workers."""
    if given := os.environ.get(GIVEN):
        return made_in(Path(given))
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    return made_in(shared / "demonstration")
