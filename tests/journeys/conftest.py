"""The demonstration magazine for all journeys that look at it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.journeys.demo import GIVEN, Demonstration, made_in


@pytest.fixture(scope="session")
def demo() -> Demonstration:
    """The pressed demonstration magazine: of the folder that the environment names, made there when it is missing."""
    if not (given := os.environ.get(GIVEN)):
        pytest.skip(f"{GIVEN} names no folder for the demonstration; it is made there when missing, in five minutes")
    return made_in(Path(given))
