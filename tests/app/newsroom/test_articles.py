"""Articles: what publishing freezes, what is computed, what is chosen."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from wagtail.models import Locale, Page, PageLogEntry, Revision

from handpress.newsroom.actions import articles
from handpress.newsroom.actions.calendar import apply_due
from handpress.newsroom.actions.filing import filing_for
from handpress.newsroom.models import AlertDetail, Article, Filing, Magazine, ReleaseDetail
from handpress.reading.keys import Group
from handpress.reading.lists import newest
from tests import factories


@pytest.fixture
def at(time_machine):
    """Freeze the clock at a moment, UTC."""

    def move(moment: str) -> None:
        time_machine.move_to(moment, tick=False)

    return move


def utc(moment: str) -> datetime:
    """An aware moment."""
    return datetime.fromisoformat(moment)


def _with(article: Article, relation: str, **details) -> Article:
    manager = getattr(article, relation)
    manager.set([manager.model(**details)])
    return article


def _stored(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def test_the_magazines_own_time_zone_decides_the_day(at):
    at("2026-05-31T20:00:00Z")
    article = factories.published()
    assert article.published_on == date(2026, 6, 1)  # half past one in the night in Kolkata
    assert article.public_path.startswith("/2026/06/")


def test_the_day_is_frozen_at_the_first_publishing(at):
    at("2026-05-01T10:00:00Z")
    draft = factories.draft()
    early = draft.save_revision()
    articles.publish_article(draft)
    at("2026-07-01T10:00:00Z")
    early.publish()
    assert _stored(draft).published_on == date(2026, 5, 1)


def test_a_bucket_is_the_month_of_creation_and_the_article_never_moves(at):
    at("2026-05-01T10:00:00Z")
    article = factories.published(published_on=date(2011, 2, 3))
    filing = article.get_parent().specific
    assert (type(filing), filing.bucket) == (Filing, "2026-05")
    article.published_on = date(2012, 3, 4)
    assert articles.publish_article(article).get_parent().pk == filing.pk


def test_a_bucket_is_made_once_and_in_every_language():
    filing = filing_for(factories.locale("en"))
    assert filing_for(factories.locale("en")) == filing
    assert Filing.objects.filter(translation_key=filing.translation_key).count() == Locale.objects.count()


def test_the_tree_stays_whole():
    for number in range(3):
        articles.delete_article(factories.published(f"Number {number}"))
        factories.published(f"Other {number}", lang="ar")
    assert not any(Page.find_problems())


def test_lists_order_by_day_then_by_hand_then_by_number():
    first = factories.published("First", published_on=date(2013, 6, 13))
    second = factories.published("Second", published_on=date(2013, 6, 13))
    top = factories.published("Top", published_on=date(2013, 6, 13), day_order=5)
    old = factories.published("Old", published_on=date(2009, 6, 13))
    group = Group("all", "", "en")
    assert newest([group])[group] == [each.pk for each in (top, second, first, old)]


def test_an_embargoed_release_is_not_public_until_its_time_comes(at):
    at("2026-05-01T10:00:00Z")
    draft = factories.draft(kind="press_release")
    _with(draft, "release_details", organisation="Union", embargo_until=utc("2026-05-02T06:30:00Z"))
    article = articles.publish_article(draft)
    assert (article.live, article.is_public, article.public_path) == (True, False, "")
    at("2026-05-02T06:30:00Z")
    apply_due()
    article = _stored(article)
    assert article.is_public
    assert article.public_path == "/2026/05/rivers-of-the-plain.html"
    assert article.published_on == date(2026, 5, 2)
    assert not ReleaseDetail.objects.get(article=article).embargoed


def test_an_alert_closes_after_its_last_day(at):
    at("2026-05-01T10:00:00Z")
    draft = _with(
        factories.draft(kind="action_alert"), "alert_details", target="The minister", deadline_on=date(2026, 5, 3)
    )
    article = articles.publish_article(draft)
    at("2026-05-03T18:00:00Z")
    apply_due()
    assert not AlertDetail.objects.get(article=article).closed
    at("2026-05-03T18:31:00Z")  # midnight has struck in Kolkata
    apply_due()
    assert AlertDetail.objects.get(article=article).closed


def test_a_pick_begins_and_ends_by_the_calendar(at):
    at("2026-05-01T10:00:00Z")
    article = factories.published(pick_from=utc("2026-05-02T00:00:00Z"), pick_until=utc("2026-05-03T00:00:00Z"))
    states = []
    for moment in ("2026-05-01T23:59:00Z", "2026-05-02T00:00:00Z", "2026-05-03T00:00:00Z"):
        at(moment)
        apply_due()
        states.append(_stored(article).is_pick)
    assert states == [False, True, False]


def test_the_news_window_moves_each_hour_and_nothing_is_done_twice(at):
    at("2026-05-03T10:20:00Z")
    assert apply_due() == 1
    assert Magazine.load().news_window_from.isoformat() == "2026-05-01T10:00:00+00:00"
    at("2026-05-03T10:59:00Z")
    assert apply_due() == 0


def test_an_expired_article_is_gone(at):
    at("2026-05-01T10:00:00Z")
    article = factories.published(expire_at=utc("2026-05-02T00:00:00Z"))
    at("2026-05-02T00:00:00Z")
    apply_due()
    assert not _stored(article).is_public


OFF_FROM, DUE, ON_AGAIN = "2026-05-01T10:00:00Z", "2026-05-02T00:00:00Z", "2026-05-05T10:00:00Z"


def test_what_goes_live_late_has_the_date_on_which_it_was_due(at):
    at(OFF_FROM)
    draft = factories.draft(go_live_at=utc(DUE))
    draft.save_revision().publish()
    at(ON_AGAIN)
    apply_due()
    article = _stored(draft)
    assert (article.is_public, article.published_on) == (True, date(2026, 5, 2))
    assert article.first_published_at == utc(DUE)
    assert article.public_path.startswith("/2026/05/")


def test_a_later_version_that_goes_live_late_keeps_the_articles_date(at):
    at("2026-04-01T10:00:00Z")
    article = factories.published()
    first = _stored(article).first_published_at
    at(OFF_FROM)
    again = _stored(article)
    again.published_on, again.go_live_at = None, utc(DUE)
    again.save_revision().publish()
    at(ON_AGAIN)
    apply_due()
    assert _stored(article).published_on == date(2026, 4, 1)
    assert _stored(article).first_published_at == first


def test_an_embargo_that_ended_while_nothing_ran_gives_its_own_day(at):
    at(OFF_FROM)
    draft = factories.draft(kind="press_release")
    _with(draft, "release_details", organisation="Union", embargo_until=utc(DUE))
    article = articles.publish_article(draft)
    at(ON_AGAIN)
    apply_due()
    assert (_stored(article).is_public, _stored(article).published_on) == (True, date(2026, 5, 2))


@pytest.mark.parametrize("was_live", [False, True])
def test_whose_whole_time_passed_while_nothing_ran_is_never_seen(at, was_live):
    at(OFF_FROM)
    draft = factories.published() if was_live else factories.draft()
    page = _stored(draft)
    page.go_live_at, page.expire_at = utc(DUE), utc("2026-05-04T00:00:00Z")
    page.save_revision().publish()
    at(ON_AGAIN)
    apply_due()
    article = _stored(draft)
    assert (article.live, article.is_public, article.expired) == (False, False, True)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    assert bool(article.public_path) is was_live
    logged = [entry.action for entry in PageLogEntry.objects.filter(page=article.pk)]
    assert ("wagtail.unpublish.scheduled" if was_live else "wagtail.schedule.cancel") in logged


def test_one_change_that_fails_does_not_hold_up_the_others(at, monkeypatch):
    at("2026-05-01T10:00:00Z")
    drafts = [factories.draft(name, go_live_at=utc("2026-05-02T00:00:00Z")) for name in ("Broken", "Sound")]
    for draft in drafts:
        draft.save_revision().publish()
    settle = Article.settle

    def break_one(article):
        if article.title == "Broken":
            raise RuntimeError("broken")
        settle(article)

    monkeypatch.setattr(Article, "settle", break_one)
    at("2026-05-02T00:00:00Z")
    apply_due()
    assert [_stored(draft).live for draft in drafts] == [False, True]


def test_related_articles_are_chosen_at_publishing_by_what_they_share():
    dams, section = factories.tag("dams"), factories.section()
    same_tag = factories.published("Same tag", tags=[dams])
    same_section = factories.published("Same section", main_section=section)
    factories.published("Neither")
    factories.published("Other language", lang="es")
    article = factories.published("New", tags=[dams], main_section=section)
    assert [each.target_id for each in article.related.all()] == [same_tag.pk, same_section.pk]


def test_related_articles_stay_when_better_ones_come():
    dams = factories.tag("dams")
    factories.published("Old", tags=[dams])
    article = factories.published("New", tags=[dams])
    before = [each.target_id for each in article.related.all()]
    factories.published("Newer", tags=[dams])
    assert [each.target_id for each in articles.publish_article(article).related.all()] == before


def test_a_withdrawn_related_article_is_replaced():
    dams = factories.tag("dams")
    others = [factories.published(f"Old {number}", tags=[dams]) for number in range(5)]
    article = factories.published("New", tags=[dams])
    chosen = {each.target_id for each in article.related.all()}
    (spare,) = {each.pk for each in others} - chosen
    gone = next(each for each in others if each.pk in chosen)
    articles.withdraw_article(gone, reason="An error")
    assert {each.target_id for each in _stored(article).related.all()} == chosen - {gone.pk} | {spare}


def test_a_kind_can_change_and_keeps_the_address():
    article = factories.published(kind="article")
    changed = articles.change_kind(article, "editorial")
    assert (changed.kind, changed.public_path) == ("editorial", article.public_path)


def test_a_draft_with_a_deleted_picture_still_opens():
    picture = factories.picture()
    draft = factories.draft(lead_picture=picture)
    draft.save_revision()
    picture.delete()
    assert _stored(draft).get_latest_revision_as_object().lead_picture is None


def test_pasted_html_is_cleaned_however_it_came():
    article = factories.published(body=[("legacy", '<p onclick="x()">Text<script>alert(1)</script></p>')])
    assert article.body.raw_data[0]["value"] == "<p>Text</p>"


def test_a_translation_is_filed_in_its_own_language_with_its_own_section():
    english = factories.section("Environment")
    spanish = factories.section("Medio ambiente", lang="es", translation_key=english.translation_key)
    article = factories.published(main_section=english, import_id="abc")
    copy = article.copy_for_translation(factories.locale("es"))
    copy.refresh_from_db()
    assert (copy.language, copy.main_section, copy.live, copy.public_path) == ("es", spanish, False, "")
    assert copy.import_id is None
    assert copy.translation_key == article.translation_key
    assert articles.publish_article(copy).public_path.startswith("/es/")
