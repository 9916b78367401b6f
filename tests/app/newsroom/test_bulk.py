"""Articles made in bulk are the same as those published one by one."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from handpress.kit.dates import PartialDate, parse_iso
from handpress.newsroom.actions.articles import publish_article, redate_article
from handpress.newsroom.actions.bulk import create_articles
from handpress.newsroom.actions.drafts import ArticleDraft
from handpress.newsroom.models import Address, Article, Author, Section, Tag
from tests import factories


def draft(headline: str = "The river rises", **fields) -> ArticleDraft:
    values = {"language": "en", "published": parse_iso("2013-06-13"), "body": [("text", "<p>Water.</p>")]}
    return ArticleDraft(headline=headline, **{**values, **fields})


def make(*drafts: ArticleDraft) -> list[Article]:
    ids = create_articles(drafts)
    found = Article.objects.in_bulk(ids)
    return [found[id] for id in ids]


def test_the_tree_is_sound_afterwards() -> None:
    make(*(draft(f"Piece {n}", language=language) for n in range(30) for language in ("en", "ar")))
    make(draft("One more"))
    factories.published()
    assert not any(Page.find_problems())


def test_what_is_computed_is_what_publishing_computes() -> None:
    bulk = make(draft())[0]
    one = publish_article(factories.draft("The river falls"))
    one = redate_article(one, parse_iso("2013-06-13"))
    for name in ("bucket", "sorted_on", "published_on", "date_precision", "is_public", "language", "live"):
        assert getattr(bulk, name) == getattr(one, name), name
    assert bulk.public_path == "/2013/06/the-river-rises.html"


def test_a_full_save_of_a_bulk_article_changes_nothing() -> None:
    article = make(draft(bylines=[(None, "A. Writer")], pick_from=None))[0]
    before = Article.objects.filter(pk=article.pk).values().get()
    Article.objects.get(pk=article.pk).save(clean=False)
    assert Article.objects.filter(pk=article.pk).values().get() == before


def test_the_same_headline_twice_gets_two_addresses() -> None:
    paths = [article.public_path for article in make(draft(), draft())] + [make(draft())[0].public_path]
    assert paths == [f"/2013/06/the-river-rises{ending}.html" for ending in ("", "-2", "-3")]


def test_old_addresses_lead_to_the_article_and_a_wanted_one_is_kept() -> None:
    article = make(draft(wanted_path="/river130613.htm", legacy_addresses=["/r.htm", "/R.htm"]))[0]
    assert article.public_path == "/river130613.htm"
    assert Address.objects.get(path="/r.htm").record == article.record
    assert Address.objects.filter(record=article.record).count() == 2


def test_parts_are_there() -> None:
    section = factories.section()
    author = Author.objects.create(name="Ada", slug="ada")
    tag = Tag.objects.create(name="Water", slug="water", locale=section.locale)
    article = make(
        draft(
            bylines=[(author.pk, ""), (None, "B. Second")],
            section_id=section.pk,
            tag_ids=[tag.pk],
            corrections=[(date(2014, 1, 2), "It was Tuesday.")],
            kind="book_review",
            details={"book_title": "Rivers"},
        )
    )[0]
    assert [str(byline) for byline in article.bylines.all()] == ["Ada", "B. Second"]
    assert article.main_section == Section.objects.get(pk=section.pk)
    assert article.book_details.get().book_title == "Rivers"
    assert article.corrections.get().text == "It was Tuesday."


def test_articles_made_together_are_related_by_what_they_share() -> None:
    section = factories.section()
    first, second, third = make(
        draft("One", section_id=section.pk), draft("Two", section_id=section.pk), draft("Three")
    )
    assert [row.target_id for row in first.related.all()] == [second.pk]
    assert not third.related.exists()


def test_raw_html_is_cleaned() -> None:
    article = make(draft(body=[("legacy", "<p onclick=x()>Hi<script>x()</script></p>")]))[0]
    assert str(article.body[0].value) == "<p>Hi</p>"


def test_precisions_other_than_the_day() -> None:
    month, year, none = make(
        draft(published=parse_iso("2013-06")), draft(published=parse_iso("2013")), draft(published=PartialDate())
    )
    assert [a.bucket for a in (month, year, none)] == ["2013-06", "2013", "undated"]
    assert none.public_path == "/undated/the-river-rises.html"


def test_a_batch_takes_a_constant_number_of_queries() -> None:
    make(draft())  # the bucket exists

    def queries(count: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            create_articles([draft(f"Piece {count} {n}") for n in range(count)])
        return len(captured)

    queries(2)
    assert queries(60) <= queries(20) + 2


@pytest.mark.parametrize("headline", ["!!!", "فيضان النهر في الربيع " * 8])
def test_headlines_of_all_kinds_get_an_address(headline: str) -> None:
    article = make(draft(headline))[0]
    assert article.public_path.startswith("/2013/06/")
    assert len(article.public_path.rpartition("/")[2].encode()) < 200
