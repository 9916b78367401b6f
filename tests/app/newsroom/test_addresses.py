"""Addresses: stored at first publishing, kept, moved with a redirect, gone with a reason."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from wagtail.models import Page

from handpress.addresses import actions as addresses
from handpress.addresses import answers
from handpress.addresses.errors import AddressTaken
from handpress.addresses.models import Address
from handpress.kit.dates import PartialDate
from handpress.newsroom import page_addresses
from handpress.newsroom.actions import articles
from handpress.newsroom.errors import NotPublished, SlugRefused
from handpress.newsroom.models import Article
from tests import factories

DAY = date(2013, 6, 13)
PATH = "/2013/06/rivers-of-the-plain.html"


def _rivers(**fields) -> Article:
    return factories.published("Rivers of the plain", **{"published_on": DAY, **fields})


def test_the_first_publishing_stores_the_address():
    article = _rivers()
    assert article.public_path == PATH
    assert answers.resolve(PATH) == answers.Answer(200, article.record)


def test_a_draft_has_no_address():
    assert factories.draft().public_path == ""
    assert not Address.objects.exists()


@pytest.mark.parametrize("changes", [{"title": "Another headline"}, {"published_on": date(2011, 1, 2)}])
def test_a_new_headline_or_date_keeps_the_address(changes):
    article = _rivers()
    for name, value in changes.items():
        setattr(article, name, value)
    assert articles.publish_article(article).public_path == PATH


def test_a_new_section_keeps_the_address():
    article = _rivers(main_section=factories.section())
    article.main_section = factories.section("Economy")
    assert articles.publish_article(article).public_path == PATH


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"published_on": DAY, "date_precision": "month"}, "/2013/06/rivers-of-the-plain.html"),
        ({"published_on": DAY, "date_precision": "year"}, "/2013/rivers-of-the-plain.html"),
        ({"published_on": None, "date_precision": "none"}, "/undated/rivers-of-the-plain.html"),
        ({"published_on": DAY, "lang": "es"}, "/es/2013/06/rivers-of-the-plain.html"),
    ],
)
def test_the_path_says_what_is_known_of_the_date(fields, path):
    assert factories.published("Rivers of the plain", **fields).public_path == path


def test_the_same_headline_in_one_month_gets_another_address():
    assert _rivers().public_path == PATH
    assert _rivers().public_path == "/2013/06/rivers-of-the-plain-2.html"


def test_addresses_are_unique_ignoring_case():
    article = _rivers()
    with pytest.raises(AddressTaken):
        addresses.claim("article:999", PATH.upper().replace(".HTML", ".html"))
    assert answers.resolve(PATH.upper()) == answers.Answer(301, article.record, PATH)


@pytest.mark.parametrize("headline", ["?!…", "———", "★ ★ ★"])
def test_a_headline_without_letters_is_named_after_its_number(headline):
    article = factories.published(headline, published_on=DAY)
    assert article.public_path == f"/2013/06/article-{article.pk}.html"


def test_a_long_arabic_headline_makes_a_file_name_that_fits():
    article = factories.published("مياه الأنهار في السهول الواسعة " * 8, lang="ar", published_on=DAY)
    name = article.public_path.rpartition("/")[2]
    assert name.isascii()
    assert len(f"{name}.br".encode()) <= 200


def test_a_reserved_headline_gets_the_suggested_slug():
    assert factories.published("Index", published_on=DAY).public_path == "/2013/06/index-article.html"


def test_a_slug_written_before_publishing_is_used():
    assert _rivers(asked_slug="the-plain").public_path == "/2013/06/the-plain.html"


def test_a_slug_given_to_wagtails_own_field_is_a_wish_for_the_address():
    article = factories.draft(slug="by-hand", published_on=DAY)
    article.save_revision().publish()
    assert Article.objects.get(pk=article.pk).public_path == "/2013/06/by-hand.html"


def test_a_slug_changed_by_hand_leaves_a_redirect():
    article = _rivers()
    article.asked_slug = "waters"
    article = articles.publish_article(article)
    assert article.public_path == "/2013/06/waters.html"
    assert answers.resolve(PATH) == answers.Answer(301, article.record, "/2013/06/waters.html")


def test_an_asked_slug_that_is_taken_gets_a_suffix_and_is_not_asked_again():
    _rivers()
    other = factories.published("Seas", published_on=DAY, asked_slug="rivers-of-the-plain")
    assert other.public_path == "/2013/06/rivers-of-the-plain-2.html"
    assert articles.publish_article(other).public_path == "/2013/06/rivers-of-the-plain-2.html"


@pytest.mark.parametrize(("slug", "hint"), [("index", "index-article"), ("feeds", "feeds-article"), ("Ä b", "ä-b")])
def test_a_slug_that_cannot_be_used_is_refused_with_a_suggestion(slug, hint):
    article = factories.draft()
    article.asked_slug = slug
    assert hint in page_addresses.refuse_slug(article)


def test_a_taken_slug_is_refused_with_a_free_one():
    _rivers()
    article = factories.draft(published_on=DAY)
    article.asked_slug = "rivers-of-the-plain"
    assert "rivers-of-the-plain-2" in page_addresses.refuse_slug(article)


def test_the_address_asked_for_may_be_any_path():
    article = articles.move_article_address(_rivers(), "/specials/rivers.html")
    assert article.public_path == "/specials/rivers.html"
    assert answers.resolve(PATH).to_path == "/specials/rivers.html"


@pytest.mark.parametrize(
    ("path", "better"),
    [
        ("/old", "/old.html"),
        ("/specials/rivers.php", "/specials/rivers.php.html"),
        ("/../rivers.html", "/rivers.html"),
        ("/a//rivers.html", "/a/rivers.html"),
        ("/desk/rivers.html", "/desk-pages/rivers.html"),
        ("/.handpress/rivers/", "/handpress/rivers/"),
    ],
)
def test_a_path_where_no_page_can_stand_is_refused_with_a_better_one(path, better):
    article = _rivers()
    with pytest.raises(SlugRefused) as refused:
        articles.move_article_address(article, path)
    assert refused.value.suggestion == better
    assert Article.objects.get(pk=article.pk).public_path == PATH


@pytest.mark.parametrize("path", ["/rivers.html", "/rivers/", "/es/2013/06/rivers.html", "/2020/07/rivers.html"])
def test_a_whole_path_in_any_folder_can_be_had(path):
    assert articles.move_article_address(_rivers(), path).public_path == path


def test_moving_to_a_reserved_word_is_refused_with_a_suggestion():
    with pytest.raises(SlugRefused) as refused:
        articles.move_article_address(_rivers(), "index")
    assert refused.value.suggestion == "index-article"


def test_a_chain_of_moves_leads_straight_to_the_newest():
    article = _rivers()
    for slug in ("one", "two", "three"):
        article = articles.move_article_address(article, slug)
    for old in (PATH, "/2013/06/one.html", "/2013/06/two.html"):
        assert answers.resolve(old).to_path == "/2013/06/three.html"


def test_an_article_may_move_back_to_a_path_it_had():
    article = articles.move_article_address(_rivers(), "waters")
    article = articles.move_article_address(article, "rivers-of-the-plain")
    assert article.public_path == PATH
    assert answers.resolve("/2013/06/waters.html").to_path == PATH


def test_a_move_survives_the_next_publishing():
    article = articles.move_article_address(_rivers(), "waters")
    assert articles.publish_article(article).public_path == "/2013/06/waters.html"


def test_a_freed_path_is_never_given_to_another_article():
    articles.move_article_address(_rivers(), "waters")
    assert _rivers().public_path == "/2013/06/rivers-of-the-plain-2.html"
    with pytest.raises(AddressTaken):
        articles.move_article_address(_rivers(), PATH)


def test_the_path_of_a_deleted_article_is_never_given_to_another():
    articles.delete_article(_rivers())
    assert _rivers().public_path == "/2013/06/rivers-of-the-plain-2.html"


def test_withdrawn_is_gone_with_the_reason():
    article = articles.withdraw_article(_rivers(), reason="It named a minor.")
    assert answers.resolve(PATH) == answers.Answer(410, article.record, reason="It named a minor.")
    assert not article.is_public


def test_a_withdrawn_article_takes_its_redirects_with_it():
    article = articles.move_article_address(_rivers(), "waters")
    articles.withdraw_article(article, reason="An error")
    assert answers.resolve(PATH) == answers.Answer(410, article.record, reason="An error")


def test_publishing_a_withdrawn_article_does_not_bring_it_back():
    article = _rivers()
    articles.withdraw_article(article, reason="An error")
    article.save_revision().publish()
    assert answers.resolve(PATH).status == 410


def test_restored_answers_again():
    article = articles.restore_article(articles.withdraw_article(_rivers(), reason="An error"))
    assert answers.resolve(PATH) == answers.Answer(200, article.record)
    assert article.is_public


def test_unpublished_is_gone_until_it_is_published_again():
    article = articles.unpublish_article(_rivers())
    assert answers.resolve(PATH).status == 410
    assert articles.publish_article(article).public_path == PATH
    assert answers.resolve(PATH).status == 200


def test_unpublishing_through_wagtails_base_class_releases_the_address():
    article = _rivers()
    Page.objects.get(pk=article.pk).unpublish()
    assert answers.resolve(PATH).status == 410


def test_deleted_is_gone():
    article = _rivers()
    articles.delete_article(article)
    assert answers.resolve(PATH) == answers.Answer(410, article.record)


def test_deleting_through_wagtail_releases_the_address():
    Page.objects.get(pk=_rivers().pk).delete()
    assert answers.resolve(PATH).status == 410


def test_a_draft_cannot_be_withdrawn():
    with pytest.raises(NotPublished):
        articles.withdraw_article(factories.draft(), reason="An error")


def test_redating_moves_the_archive_entry_only():
    article = articles.redate_article(_rivers(), PartialDate(2009, 2))
    assert (article.bucket, article.sorted_on, article.date_precision) == ("2009-02", date(2009, 2, 1), "month")
    assert article.public_path == PATH


def test_a_draft_that_waits_does_not_undo_the_new_date():
    article = _rivers()
    article.title = "Rivers again"
    article.save_revision()
    articles.redate_article(article, PartialDate(2009, 2, 3))
    article.refresh_from_db()
    article.get_latest_revision().publish()
    article = Article.objects.get(pk=article.pk)
    assert (article.title, article.published_on) == ("Rivers again", date(2009, 2, 3))


def test_a_legacy_address_leads_to_the_article_wherever_it_goes():
    article = _rivers()
    addresses.redirect("/rivers130603.htm", record=article.record, origin="legacy")
    articles.move_article_address(article, "waters")
    assert answers.resolve("/rivers130603.htm").to_path == "/2013/06/waters.html"


def test_a_redirect_never_takes_a_living_address():
    with pytest.raises(AddressTaken):
        addresses.redirect(_rivers().public_path, to_path="/elsewhere/")


def test_the_address_is_claimed_in_the_transaction_that_publishes():
    draft = factories.draft(published_on=DAY)
    revision = draft.save_revision()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        revision.publish()
        assert Address.objects.filter(state="live").exists()
        raise ZeroDivisionError
    assert not Address.objects.exists()
    assert not Article.objects.get(pk=draft.pk).live


def test_a_scheduled_publishing_claims_the_address_when_its_time_comes(time_machine):
    from handpress.newsroom.actions.calendar import apply_due

    time_machine.move_to("2026-05-01T10:00:00Z")
    draft = factories.draft()
    draft.go_live_at = "2026-05-02T20:00:00Z"
    draft.save_revision().publish()
    assert not Address.objects.exists()
    time_machine.move_to("2026-05-02T20:01:00Z")
    apply_due()
    assert Article.objects.get(pk=draft.pk).published_on == date(2026, 5, 3)  # already the third in Kolkata
    assert answers.resolve("/2026/05/rivers-of-the-plain.html").status == 200


def test_a_copy_has_no_address_of_the_original():
    article = _rivers()
    copy = article.copy(update_attrs={"slug": "a-copy"}, keep_live=False)
    assert copy.public_path == ""
    assert not copy.is_public


def test_a_page_that_the_law_closed_says_so_until_it_is_back_wherever_it_moves_meanwhile():
    article = articles.withdraw_article(factories.published(), reason="A court’s order.", status=451)
    assert answers.resolve(article.public_path) == answers.Answer(451, article.record, reason="A court’s order.")
    article.save()
    assert answers.resolve(article.public_path).status == 451
    moved = articles.move_article_address(article, "another-slug")
    assert (answers.resolve(article.public_path).status, answers.resolve(moved.public_path).status) == (451, 451)
    back = articles.restore_article(moved)
    assert answers.resolve(back.public_path).status == 200
    again = articles.withdraw_article(back, reason="An error")
    assert answers.resolve(again.public_path).status == 410
