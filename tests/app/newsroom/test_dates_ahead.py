"""A date that has not come: refused with the two remedies wherever an article is published; it can be scheduled."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.test.utils.form_data import inline_formset

from handpress.kit.dates import PartialDate
from handpress.newsroom.actions import articles
from handpress.newsroom.actions.bulk import ArticleDraft, create_articles
from handpress.newsroom.actions.calendar import apply_due
from handpress.newsroom.actions.filing import file_article
from handpress.newsroom.dating import LONG_AGO
from handpress.newsroom.errors import DateAhead
from handpress.newsroom.models import Article, ReleaseDetail
from tests import factories as make
from tests.app.newsroom.test_desk import _add_url, _edit_url, _form

NOW = datetime(2026, 11, 28, 10, tzinfo=UTC)  # half past three in the afternoon in Kolkata
NEXT_DAY = datetime(2026, 11, 28, 18, 30, tzinfo=UTC)  # midnight there
AHEAD = [
    (date(2026, 11, 29), "day", "2026-11-29"),
    (date(2027, 9, 24), "day", "2027-09-24"),
    (date(2062, 11, 28), "day", "2062-11-28"),
    (date(2026, 12, 15), "month", "2026-12"),
    (date(2027, 6, 1), "year", "2027"),
]
COME = [
    (date(2026, 11, 28), "day"),
    (date(2026, 11, 1), "day"),
    (date(2026, 11, 30), "month"),
    (date(2026, 12, 31), "year"),
    (date(2099, 1, 1), "none"),
    (None, "day"),
]
IDS = [f"{each[0]} {each[1]}" for each in AHEAD]


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def _dated(on: date | None, precision: str = "day", **fields) -> Article:
    return make.draft("Dated by a slip", published_on=on, date_precision=precision, **fields)


def _new(on: date, precision: str, **fields) -> Article:
    return Article(
        title="New", locale=make.locale(), body=make.body(), published_on=on, date_precision=precision, **fields
    )


def _as_first_edition_left_it(on: date, precision: str = "day") -> Article:
    """Live under a date that has not come, as nothing lets it be now."""
    article = make.published("Left over", published_on=date(2020, 1, 1))
    Article.objects.filter(pk=article.pk).update(
        published_on=on, date_precision=precision, sorted_on=on, bucket=f"{on:%Y-%m}"
    )
    return Article.objects.get(pk=article.pk)


DOORS = {
    "publish": lambda on, known: articles.publish_article(_dated(on, known)),
    "publish a new one": lambda on, known: articles.publish_article(_new(on, known)),
    "publish a revision": lambda on, known: _dated(on, known).save_revision().publish(),
    "Wagtail's action": lambda on, known: PublishPageRevisionAction(_dated(on, known).save_revision()).execute(),
    "file it live": lambda on, known: file_article(_new(on, known), live=True),
    "save it live": lambda on, known: _live(_dated(on, known)).save(),
    "another date": lambda on, known: articles.redate_article(make.published(), _partial(on, known)),
    "edit what is live": lambda on, known: articles.publish_article(_redated(make.published(), on, known)),
}


def _live(article: Article) -> Article:
    article.live = True
    return article


def _partial(on: date, known: str) -> PartialDate:
    return PartialDate(*(on.year, on.month, on.day)[: {"year": 1, "month": 2}.get(known, 3)])


def _redated(article: Article, on: date, known: str) -> Article:
    article.published_on, article.date_precision = on, known
    return article


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(("on", "precision", "said"), AHEAD, ids=IDS)
def test_every_door_refuses_a_date_ahead_and_names_it_with_the_remedies(door, on, precision, said):
    with pytest.raises(DateAhead) as refused:
        DOORS[door](on, precision)
    message = str(refused.value)
    assert said in message and "2026-11-28" in message
    assert "Correct the date, or schedule" in message
    assert isinstance(refused.value, ValidationError) and "published_on" in refused.value.message_dict
    assert not Article.objects.filter(live=True, published_on__gt=date(2026, 11, 28)).exists()


@pytest.mark.parametrize(("on", "precision"), COME)
def test_a_date_that_has_come_or_is_not_known_to_be_ahead_is_taken(on, precision):
    assert articles.publish_article(_dated(on, precision)).is_public


@pytest.mark.parametrize(("moment", "is_taken"), [
    (NEXT_DAY - timedelta(seconds=1), False), (NEXT_DAY, True),
])  # fmt: skip
def test_the_magazines_own_zone_decides_when_tomorrow_begins(moment, is_taken, time_machine):
    time_machine.move_to(moment, tick=False)
    draft = _dated(date(2026, 11, 29))
    if is_taken:
        assert articles.publish_article(draft).is_public
    else:
        with pytest.raises(DateAhead):
            articles.publish_article(draft)


def test_a_draft_may_have_any_date():
    draft = _dated(date(2027, 9, 24))
    draft.save_revision()
    assert not Article.objects.get(pk=draft.pk).live


# schedules and embargoes


@pytest.mark.parametrize(("on", "precision", "shown"), [
    (date(2026, 12, 2), "day", date(2026, 12, 2)),
    (date(2026, 12, 1), "month", date(2026, 12, 1)),
    (None, "day", date(2026, 12, 2)),
])  # fmt: skip
def test_scheduled_for_its_day_it_goes_live_under_its_date(on, precision, shown, time_machine):
    go_live = datetime(2026, 12, 1, 19, tzinfo=UTC)  # the second of December in Kolkata
    draft = _dated(on, precision, go_live_at=go_live)
    assert not articles.publish_article(draft).live
    time_machine.move_to(go_live - timedelta(minutes=1), tick=False)
    apply_due()
    assert not Article.objects.get(pk=draft.pk).live
    time_machine.move_to(go_live, tick=False)
    apply_due()
    article = Article.objects.get(pk=draft.pk)
    assert (article.is_public, article.published_on, article.sorted_on) == (True, shown, shown)


def test_scheduled_for_a_day_before_its_date_it_is_refused():
    draft = _dated(date(2026, 12, 5), go_live_at=datetime(2026, 12, 2, 10, tzinfo=UTC))
    with pytest.raises(DateAhead, match=r"2026-12-05 .* 2026-12-02.*go live later"):
        articles.publish_article(draft)


def test_what_was_scheduled_under_a_later_date_before_gets_the_day_it_appears(time_machine):
    go_live = datetime(2026, 12, 2, 10, tzinfo=UTC)
    revision = _dated(date(2027, 12, 5), go_live_at=go_live).save_revision()
    revision.approved_go_live_at = go_live
    revision.save()
    time_machine.move_to(go_live + timedelta(days=3), tick=False)
    apply_due()
    article = Article.objects.get()
    assert (article.is_public, article.published_on) == (True, date(2026, 12, 2))


def test_an_embargoed_release_may_bear_the_day_its_embargo_ends_and_no_later_one(time_machine):
    ends = datetime(2026, 12, 2, 10, tzinfo=UTC)

    def release(on: date) -> Article:
        article = _dated(on, kind="press_release")
        article.release_details = [ReleaseDetail(organisation="Union", embargo_until=ends)]
        return article

    with pytest.raises(DateAhead):
        articles.publish_article(release(date(2026, 12, 3)))
    pk = articles.publish_article(release(date(2026, 12, 2))).pk
    time_machine.move_to(ends, tick=False)
    apply_due()
    article = Article.objects.get(pk=pk)
    assert (article.is_public, article.sorted_on) == (True, date(2026, 12, 2))


# many at once


@pytest.mark.parametrize(("on", "precision", "said"), AHEAD, ids=IDS)
def test_in_bulk_one_dated_ahead_stays_a_draft_and_is_named(on, precision, said):
    drafts = [
        ArticleDraft("Early", published=_partial(on, precision)),
        ArticleDraft("Come", published=PartialDate(2013)),
    ]
    made = create_articles(drafts, make.locale())
    assert [each.title for each in made.held] == ["Early"]
    early, come = (Article.objects.get(title=title) for title in ("Early", "Come"))
    assert (early.live, early.is_public, early.public_path) == (False, False, "")
    assert come.is_public


def test_in_bulk_an_embargo_holds_a_release_back_by_itself():
    ends = datetime(2026, 12, 2, 10, tzinfo=UTC)
    draft = ArticleDraft(
        "Release", kind="press_release", published=PartialDate(2026, 12, 2), details={"embargo_until": ends}
    )
    made = create_articles([draft], make.locale())
    assert made.held == []
    assert (made.articles[0].live, made.articles[0].is_public) == (True, False)


# what is live under such a date already


def test_what_is_live_under_a_date_ahead_is_laid_aside_until_its_day(time_machine):
    article = _as_first_edition_left_it(date(2026, 12, 2))
    assert apply_due() > 0
    assert apply_due() == 0
    article.refresh_from_db()
    assert (article.sorted_on, article.bucket, article.published_on) == (LONG_AGO, "undated", date(2026, 12, 2))
    time_machine.move_to(datetime(2026, 12, 1, 18, 30, tzinfo=UTC), tick=False)
    apply_due()
    article.refresh_from_db()
    assert (article.sorted_on, article.bucket) == (date(2026, 12, 2), "2026-12")


@pytest.mark.parametrize("does", [
    lambda article: articles.withdraw_article(article, reason="An error"),
    lambda article: articles.restore_article(articles.withdraw_article(article, reason="An error")),
    lambda article: articles.unpublish_article(article),
    lambda article: articles.move_article_address(article, "another"),
    lambda article: articles.redate_article(article, PartialDate(2026, 11, 2)),
    lambda article: articles.change_kind(article, "editorial"),
    lambda article: article.save(),
])  # fmt: skip
def test_what_is_live_under_a_date_ahead_can_still_be_handled(does):
    article = _as_first_edition_left_it(date(2027, 9, 24))
    does(article)
    article.refresh_from_db()
    assert article.sorted_on in (LONG_AGO, date(2026, 11, 2)) or not article.is_public


# at the desk


@pytest.mark.parametrize(("on", "precision", "said"), AHEAD, ids=IDS)
def test_the_form_says_it_at_the_date(desk, on, precision, said):
    data = _form(published_on=on.isoformat(), date_precision=precision, **{"action-publish": "1"})
    answer = desk.post(_add_url(), data)
    (error,) = answer.context["form"].errors["published_on"]
    assert said in error and "Correct the date, or schedule" in error
    assert not Article.objects.exists()
    assert desk.post(_add_url(), {name: data[name] for name in data if name != "action-publish"}).status_code == 302
    assert not Article.objects.get().live


def test_the_form_takes_a_schedule_and_an_embargo_for_the_date(desk):
    publish = {"action-publish": "1"}
    day = {"published_on": "2026-12-02"}
    assert desk.post(_add_url(), _form(go_live_at="2026-12-02 10:00", **day, **publish)).status_code == 302
    early = desk.post(_add_url(), _form(go_live_at="2026-12-01 10:00", **day, **publish))
    assert "2026-12-01" in early.context["form"].errors["published_on"][0]
    release = inline_formset([{"organisation": "Union", "embargo_until": "2026-12-02 10:00"}])
    held = _form(kind="press_release", release_details=release, **day, **publish)
    assert desk.post(_add_url(), held).status_code == 302


def test_what_happened_elsewhere_did_not_happen_tomorrow(desk):
    corrected = inline_formset([{"corrected_on": "2026-11-29", "text": "The river is longer."}])
    for days, field in (({"first_published_on": "2026-11-29"}, "first_published_on"), ({"corrections": corrected}, "")):
        answer = desk.post(_add_url(), _form(**days))
        form = answer.context["form"]
        errors = form.errors if field else form.formsets["corrections"].forms[0].errors
        assert "2026-11-29 is after today, 2026-11-28" in str(errors[field or "corrected_on"])
        assert not Article.objects.exists()
    today = inline_formset([{"corrected_on": "2026-11-28", "text": "The river is longer."}])
    assert desk.post(_add_url(), _form(first_published_on="2026-11-28", corrections=today)).status_code == 302


def test_the_form_of_another_date_says_it_too(desk):
    article = make.published()
    answer = desk.post(
        reverse("newsroom_redate", args=[article.pk]),
        {"on": "2027-09-24", "precision": "day", "day_order": "0"},
    )
    assert "2027-09-24" in str(answer.context["form"].errors)


def test_publishing_several_at_once_is_refused_with_the_reason_and_publishes_none(desk):
    drafts = [make.draft("Come", published_on=date(2020, 1, 1)), _dated(date(2027, 9, 24))]
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = "&".join(f"id={each.pk}" for each in drafts)
    answer = desk.post(f"{url}?{query}&next={reverse('articles:index')}", {}, follow=True)
    assert answer.status_code == 200
    assert "Dated by a slip" in answer.content.decode() and "2027-09-24" in answer.content.decode()
    assert not Article.objects.filter(live=True).exists()


def test_the_form_of_what_is_live_under_a_date_ahead_asks_for_another_date(desk):
    article = _as_first_edition_left_it(date(2027, 9, 24))
    data = _form(title="Left over", published_on="2027-09-24", **{"action-publish": "1"})
    assert "published_on" in desk.post(_edit_url(article), data).context["form"].errors
    data = _form(title="Left over", published_on="2026-09-24", **{"action-publish": "1"})
    assert desk.post(_edit_url(article), data).status_code == 302
    assert Article.objects.get().sorted_on == date(2026, 9, 24)
