"""A small magazine, pressed into a temporary folder with the real ledger."""

from __future__ import annotations

import pytest

from handpress.reading import lists
from tests.app.edition.paper import Paper


@pytest.fixture
def every_list_is_paged(monkeypatch):
    """A list of one article has a page of its month already; for tests of those pages."""
    monkeypatch.setattr(lists, "WHOLE", 0)


@pytest.fixture
def paper(tmp_path):
    """The test paper, pressed in full once, empty as it is."""
    paper = Paper(tmp_path / "public")
    paper.full()
    return paper
