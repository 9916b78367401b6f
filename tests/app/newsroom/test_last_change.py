"""When readers last got to read something else: stored by whoever publishes a rewritten text, and by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from handpress.kit.dates import PartialDate
from handpress.newsroom.actions import articles
from handpress.newsroom.actions.bulk import ArticleDraft, create_articles
from handpress.newsroom.actions.calendar import apply_due
from handpress.newsroom.blocks import RICH_TEXT_FEATURES
from handpress.newsroom.models import (
    AlertDetail,
    Article,
    ArticleTag,
    BookDetail,
    Byline,
    Correction,
    RelatedArticle,
    ReleaseDetail,
    VideoDetail,
)
from tests import factories as make

FIRST = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = FIRST + timedelta(days=400, seconds=1)
RICH = (
    '<h2>Wells</h2><p>It was <b>bold <i>and</i></b> <a href="/a?b=1&amp;c=2">linked</a>.<br/>“No”, he said.</p>'
    "<ul><li>one</li><li>two</li></ul><blockquote>Softly.</blockquote><hr/>"
)
Change = Callable[[Article], Any]


def _set(**fields: Any) -> Change:
    return lambda article: [setattr(article, name, value) for name, value in fields.items()]


REWRITTEN: dict[str, Change] = {
    "headline": _set(title="Rivers rise"),
    "standfirst": _set(standfirst="It rained for a week."),
    "text": _set(body=make.body("Wholly new words.")),
    "one word": _set(body=make.body("Water came in the morning.")),
    "a link": _set(body=make.body('Water came <a href="https://a.example/">in</a> the night.')),
    "a block more": _set(body=[*make.body(), ("pull_quote", {"text": "Nobody had been told.", "attribution": ""})]),
    "bylines": lambda article: article.bylines.set([Byline(printed_name="A Correspondent")]),
    "lead picture": lambda article: setattr(article, "lead_picture", make.picture()),
    "caption": _set(lead_caption="The weir at dawn"),
    "alternative text": _set(lead_alt="A weir"),
    "place": _set(place="Patna"),
    "source": lambda article: setattr(article, "source", make.source()),
    "original address": _set(original_url="https://river.example/1.html"),
    "rights": _set(rights_note="By kind permission."),
    "correction": lambda article: article.corrections.set([Correction(corrected_on=date(2020, 1, 1), text="Not so.")]),
    "book": lambda article: article.book_details.set([BookDetail(book_title="Dams")]),
    "outcome": lambda article: article.alert_details.set([AlertDetail(target="The minister", outcome="<p>Won.</p>")]),
    "release": lambda article: article.release_details.set([ReleaseDetail(organisation="The union")]),
    "video": lambda article: article.video_details.set([VideoDetail(video_url="https://video.example/1")]),
}
KINDS = {"book": "book_review", "outcome": "action_alert", "release": "press_release", "video": "video"}
NOT_REWRITTEN: dict[str, Change] = {
    "nothing": lambda article: None,
    "tags": lambda article: article.article_tags.set([ArticleTag(tag=make.tag())]),
    "related": lambda article: article.related.set([RelatedArticle(target=make.published("Another"))]),
    "section": lambda article: setattr(article, "main_section", make.section()),
    "further sections": lambda article: article.further_sections.set([make.section()]),
    "date": _set(published_on=date(2019, 5, 5)),
    "order of the day": _set(day_order=5),
    "pick": _set(pick_from=FIRST),
    "comments": _set(comments="closed"),
    "slug": _set(asked_slug="another"),
    "the same text, put together anew": _set(body=make.body()),
    "spaces": _set(body=make.body("Water  came in\nthe night. ")),
}


@pytest.fixture(autouse=True)
def _first(time_machine):
    time_machine.move_to(FIRST, tick=False)


def _changed(article: Article) -> datetime | None:
    return Article.objects.values_list("changed_at", flat=True).get(pk=article.pk)


def _of(pk: int) -> Article:
    return Article.objects.get(pk=pk)


def test_what_is_published_for_the_first_time_was_never_changed():
    assert _changed(make.published()) is None


@pytest.mark.parametrize("what", REWRITTEN)
def test_a_rewriting_is_remembered_at_its_moment(what, time_machine):
    pk = make.published(kind=KINDS.get(what, "article"), published_on=date(2015, 6, 3)).pk
    time_machine.move_to(LATER, tick=False)
    article = _of(pk)
    REWRITTEN[what](article)
    articles.publish_article(article)
    assert _changed(article) == LATER
    time_machine.move_to(LATER + timedelta(days=3), tick=False)
    articles.publish_article(_of(pk))
    assert _changed(article) == LATER


@pytest.mark.parametrize("what", NOT_REWRITTEN)
def test_what_is_not_the_text_is_no_rewriting(what, time_machine):
    pk = make.published(published_on=date(2015, 6, 3)).pk
    time_machine.move_to(LATER, tick=False)
    article = _of(pk)
    NOT_REWRITTEN[what](article)
    articles.publish_article(article)
    assert _changed(article) is None


def test_opening_and_publishing_again_in_the_desk_is_no_rewriting(time_machine):
    body = [{"type": "text", "value": RICH}, {"type": "quote", "value": {"text": "Told."}}]
    made = create_articles([ArticleDraft("Rivers", body=body, live=True)], make.locale()).articles[0]
    time_machine.move_to(LATER, tick=False)
    article = _of(made.pk)
    converter = ContentstateConverter(features=RICH_TEXT_FEATURES)
    written = converter.to_database_format(converter.from_database_format(RICH))
    article.body = [("text", written), ("quote", {"text": "Told.", "attribution": ""})]
    article.save_revision().publish()
    assert _changed(article) is None


def test_a_draft_counts_when_readers_get_it(time_machine):
    article = make.published()
    article.title = "Rivers rise"
    draft = article.save_revision()
    assert _changed(article) is None
    time_machine.move_to(LATER, tick=False)
    draft.publish()
    assert _changed(article) == LATER


def test_a_scheduled_rewriting_counts_when_it_goes_live(time_machine):
    article = make.published()
    article.title, article.go_live_at = "Rivers rise", LATER
    article.save_revision().publish()
    assert _changed(article) is None
    time_machine.move_to(LATER + timedelta(minutes=1), tick=False)
    apply_due()
    assert _of(article.pk).title == "Rivers rise"
    assert _changed(article) == LATER + timedelta(minutes=1)


def test_taken_back_and_published_again_it_is_changed_only_if_it_was_rewritten(time_machine):
    same, other = make.published("Same"), make.published("Other")
    time_machine.move_to(LATER, tick=False)
    articles.publish_article(articles.unpublish_article(same))
    back = articles.unpublish_article(other)
    back.standfirst = "Rewritten meanwhile."
    articles.publish_article(back)
    assert [_changed(same), _changed(other)] == [None, LATER]


@pytest.mark.parametrize("does", [
    lambda article: articles.redate_article(article, PartialDate(2009, 2)),
    lambda article: articles.move_article_address(article, "another"),
    lambda article: articles.restore_article(articles.withdraw_article(article, reason="An error")),
])  # fmt: skip
def test_a_new_date_or_address_is_no_rewriting(does, time_machine):
    article = make.published()
    time_machine.move_to(LATER, tick=False)
    does(article)
    assert _changed(article) is None


def test_an_older_copy_in_memory_does_not_undo_the_moment(time_machine):
    old = make.published()
    time_machine.move_to(LATER, tick=False)
    fresh = _of(old.pk)
    fresh.title = "Rivers rise"
    articles.publish_article(fresh)
    articles.publish_article(_of(old.pk).get_latest_revision_as_object())
    assert _changed(old) == LATER


def test_an_import_keeps_the_archives_own_moment_and_invents_none():
    drafts = [ArticleDraft("Told", changed_at=FIRST - timedelta(days=900)), ArticleDraft("Untold")]
    told, untold = create_articles(drafts, make.locale()).articles
    assert [_changed(told), _changed(untold)] == [FIRST - timedelta(days=900), None]
