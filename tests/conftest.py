"""What holds for all tests."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

settings.register_profile("handpress", deadline=None)  # tests do not time: a first call imports what it needs
settings.load_profile("handpress")

NEEDS = ("browser", "caddy", "nginx", "node", "postgresql")  # markers of tests that need a program
JOURNEYS, LONGEST = "tests/journeys/", "tests/journeys/test_postgresql.py"
EVERYTHING = "HANDPRESS_TEST_EVERYTHING"  # set where all programs are installed: nothing may be passed over there


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys first, for some take minutes: at the end of a run one process would wait for the other."""
    items.sort(key=lambda item: (LONGEST not in item.nodeid, JOURNEYS not in item.nodeid))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test whose program is missing fails where everything has to be there."""
    report = yield
    if report.skipped and os.environ.get(EVERYTHING) and any(map(item.get_closest_marker, NEEDS)):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome, report.longrepr = "failed", f"{EVERYTHING} is set, and this was passed over. {reason}"
    return report
