"""What an import brings is no news to those who follow the press: it was news on the old site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from handpress.importers import run
from handpress.newsroom.actions.articles import publish_article
from handpress.newsroom.models import Article
from handpress.press import feed
from handpress.press.feed import State
from tests import factories
from tests.app.edition.paper import Paper


@pytest.fixture(autouse=True)
def _reader() -> Iterator[None]:
    with feed.readers.replaced(mail=feed.Reader(frozenset({"article"}))):
        feed.settle_readers()
        yield


def heard() -> dict[int, State]:
    rows = feed.take("mail", 100)
    feed.done(rows)
    return {int(row.job.subject): row.state for row in rows}


@pytest.mark.parametrize("large", [0, 1000])
def test_what_comes_from_an_archive_is_no_news_and_what_an_editor_publishes_is(
    small: Path, pressed_paper: Paper, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    monkeypatch.setattr(run, "LARGE", large)
    mine = factories.published("Written here")
    run.import_path(small)
    pressed_paper.run()
    states = heard()
    assert len(states) == 5
    assert states.pop(mine.pk) == State.FIRST_SEEN
    assert set(states.values()) == {State.CHANGED}


def test_an_import_that_an_editor_changes_is_none_either_and_a_draft_is(small: Path, pressed_paper: Paper) -> None:
    run.import_path(small)
    article = Article.objects.order_by("pk")[0]
    draft = factories.draft("Not yet")
    pressed_paper.run()
    heard()
    for each in (article, draft):
        each.title += "!"
        publish_article(each)
    pressed_paper.run()
    states = heard()
    assert (states[article.pk], states[draft.pk]) == (State.CHANGED, State.FIRST_SEEN)
