"""What changes while a run is under way, or is divided between two of its passes, is not lost."""

from __future__ import annotations

from datetime import date

import pytest

from handpress.newsroom.actions import articles as actions
from handpress.newsroom.models import AlertDetail, Article
from handpress.pages.pressroom import reset
from handpress.press import assembly, triggers
from handpress.press.engine import Tree, run
from handpress.press.models import OutboxKey
from tests import factories as make
from tests.app.edition.paper import press_of

TAKE = 50
NEWEST = date(2013, 6, 25)


@pytest.fixture
def many(paper, monkeypatch):
    """More articles of one author and section than a feed holds, oldest first; a pass takes fifty keys."""
    gender, noor = make.section("Gender"), make.author("Noor Khan")
    made = [
        make.published(f"Piece {day}", main_section=gender, bylines=[noor], published_on=date(2013, 6, day))
        for day in range(2, 16)
    ]
    paper.run()
    monkeypatch.setattr(run, "TAKE", TAKE)
    return made


def moved_by_script(article: Article) -> None:
    """The article becomes the newest, past its own save."""
    Article.objects.filter(pk=article.pk).update(published_on=NEWEST, sorted_on=NEWEST)


@pytest.mark.parametrize("before", range(TAKE - 4, TAKE))
def test_an_article_whose_keys_are_parted_between_two_passes_is_told_to_every_list(paper, many, before):
    triggers.queue([f"other:{number}" for number in range(before)])
    triggers.queue([f"translations:{many[0].translation_key}"])
    moved_by_script(many[0])
    paper.run()
    assert not paper.differences()


@pytest.mark.parametrize("first", ["article", "placed"])
def test_the_order_of_the_keys_makes_no_difference(paper, many, first):
    moved = [make.published("Elsewhere", published_on=date(2013, 6, 1)), many[0]]
    paper.run()
    keys = [f"{kind}:{article.pk}" for article in moved for kind in sorted(("article", "placed"), key=first.__ne__)]
    for article in moved:
        moved_by_script(article)
    OutboxKey.objects.all().delete()
    triggers.queue([f"other:{number}" for number in range(TAKE - 3)] + keys)
    paper.run()
    assert not paper.differences()


@pytest.mark.parametrize("kind", ["article", "action_alert"])
def test_what_is_published_while_its_absence_is_remembered_comes_into_every_list(paper, kind):
    details = {"alert_details": [AlertDetail(target="The minister")]} if kind == "action_alert" else {}
    article = make.published("Rivers", main_section=make.section("Gender"), kind=kind, published_on=NEWEST, **details)
    make.published("Wells", main_section=article.main_section, published_on=date(2013, 6, 14))
    paper.run()
    actions.unpublish_article(Article.objects.get(pk=article.pk))
    again = [lambda: actions.publish_article(Article.objects.get(pk=article.pk).get_latest_revision_as_object())]

    def meanwhile(record, left):
        if again:
            again.pop()()

    reset()
    press_of(Tree(paper.root), assembly.ledger(), on_batch=meanwhile).run()
    paper.run()
    assert not paper.differences()
