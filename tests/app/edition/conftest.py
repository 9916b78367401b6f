"""A small magazine, pressed into a temporary folder with the real ledger."""

from __future__ import annotations

import pytest

from tests.app.edition.paper import Paper


@pytest.fixture
def paper(tmp_path):
    """The test paper, pressed in full once, empty as it is."""
    paper = Paper(tmp_path / "public")
    paper.full()
    return paper
