"""Articles in bulk: the same as one at a time, in a constant number of queries."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from handpress.addresses import answers
from handpress.addresses.models import Address
from handpress.kit.dates import PartialDate
from handpress.newsroom.actions import articles
from handpress.newsroom.actions.bulk import ArticleDraft, create_articles
from handpress.newsroom.models import Article
from tests import factories

TEXT = [{"type": "text", "value": "<p>Water came in the night.</p>"}]


def _drafts(number: int, **fields) -> list[ArticleDraft]:
    fields.setdefault("published", PartialDate(2013, 6, 13))
    return [ArticleDraft(headline=f"Story {each}", body=TEXT, **fields) for each in range(number)]


def _make(drafts, lang: str = "en") -> list[Article]:
    return create_articles(drafts, factories.locale(lang)).articles


def test_every_field_of_a_draft_is_stored():
    author, section, other, tag = factories.author(), factories.section(), factories.section("Economy"), factories.tag()
    source, licence, picture = factories.source(), factories.licence(), factories.picture()
    draft = ArticleDraft(
        headline="Rivers of the plain", standfirst="They rise.", body=TEXT, published=PartialDate(2013, 6),
        kind="book_review", details={"book_title": "Dams", "year": 2012}, bylines=[(author.pk, ""), (None, "A. Guest")],
        place="Patna", main_section=section.pk, further_sections=[other.pk], tags=[tag.pk], source=source.pk,
        original_url="https://river.example/1", first_published_on=date(2013, 6, 1), basis="permission",
        licence=licence.pk, lead_picture=picture.pk, lead_caption="The dam", import_id="abc", legacy=["/r1306.htm"],
    )  # fmt: skip
    article = Article.objects.get(pk=_make([draft])[0].pk)
    assert (article.title, article.standfirst, article.place) == ("Rivers of the plain", "They rise.", "Patna")
    assert (article.published_on, article.date_precision, article.bucket) == (date(2013, 6, 1), "month", "2013-06")
    assert [str(each) for each in article.bylines.all()] == ["Asha Rao", "A. Guest"]
    assert (article.main_section, list(article.further_sections.all())) == (section, [other])
    assert [each.tag for each in article.article_tags.all()] == [tag]
    assert (article.source, article.licence, article.lead_picture) == (source, licence, picture)
    assert article.book_details.get().book_title == "Dams"
    assert article.body[0].value.source == "<p>Water came in the night.</p>"
    assert article.public_path == "/2013/06/rivers-of-the-plain.html"
    assert answers.resolve("/r1306.htm").to_path == article.public_path
    assert article.import_id == "abc"


def test_the_tree_is_whole_and_articles_can_be_worked_on():
    factories.published("Before")
    made = _make(_drafts(40))
    factories.published("After")
    assert not any(Page.find_problems())
    article = Article.objects.get(pk=made[7].pk)
    article.title = "Edited"
    assert articles.publish_article(article).public_path == "/2013/06/story-7.html"
    articles.delete_article(Article.objects.get(pk=made[8].pk))
    assert not any(Page.find_problems())


def test_the_same_headlines_get_different_addresses():
    factories.published("Editorial", published_on=date(2013, 6, 1))
    made = _make([ArticleDraft("Editorial", published=PartialDate(2013, 6, 2)) for _ in range(3)])
    assert [each.public_path for each in made] == [f"/2013/06/editorial-{number}.html" for number in (2, 3, 4)]
    assert Address.objects.filter(state="live").count() == 4


def test_a_headline_without_letters_and_a_reserved_one():
    made = _make([ArticleDraft("???"), ArticleDraft("Index")])
    assert [each.public_path for each in made] == [f"/undated/article-{made[0].pk}.html", "/undated/index-article.html"]


def test_a_wanted_path_is_kept():
    (article,) = _make([ArticleDraft("Rivers", path="/old/rivers.htm")])
    assert answers.resolve("/old/rivers.htm") == answers.Answer(200, article.record)


def test_an_old_address_of_another_record_is_reported_and_stays():
    first = create_articles([ArticleDraft("One", legacy=["/a.htm"])], factories.locale()).articles[0]
    second = create_articles([ArticleDraft("Two", legacy=["/A.htm", "/b.htm"])], factories.locale())
    assert second.taken == ["/A.htm"]
    assert answers.resolve("/a.htm").record == first.record
    assert answers.resolve("/b.htm").record == second.articles[0].record


def test_drafts_have_no_address():
    (article,) = _make(_drafts(1, live=False))
    assert (article.public_path, article.is_public) == ("", False)


def test_embargoed_releases_are_not_public(time_machine):
    time_machine.move_to("2026-05-01T10:00:00Z")
    from handpress.kit.clock import now

    details = {"organisation": "Union", "embargo_until": now().replace(year=2027)}
    (article,) = _make([ArticleDraft("Release", kind="press_release", details=details)])
    assert (article.is_public, article.public_path) == (False, "")


def test_pasted_html_is_cleaned():
    (article,) = _make([ArticleDraft("Old", body=[{"type": "legacy", "value": "<p>Text<script>x</script></p>"}])])
    assert Article.objects.get(pk=article.pk).body.raw_data[0]["value"] == "<p>Text</p>"


def test_the_desk_finds_them_by_title():
    _make(_drafts(3))
    assert [each.title for each in Article.objects.search("Story 2", fields=["title"])] == ["Story 2"]


def test_related_ones_are_chosen():
    tag = factories.tag()
    made = _make(_drafts(3, tags=[tag.pk]))
    assert [each.target_id for each in Article.objects.get(pk=made[2].pk).related.all()] == [made[1].pk, made[0].pk]


def test_an_import_id_is_stored_once():
    _make([ArticleDraft("One", import_id="abc")])
    with pytest.raises(IntegrityError):
        _make([ArticleDraft("Two", import_id="abc")])


def test_twice_as_many_take_no_more_queries():
    section = factories.section()
    _make(_drafts(1))
    counts = []
    for number in (10, 20):
        drafts = [ArticleDraft(f"Batch {number} {each}", body=TEXT, main_section=section.pk) for each in range(number)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            _make(drafts)
        counts.append(len(queries))
    assert counts[1] - counts[0] <= 8  # SQLite takes few variables a statement: some inserts are split


def test_crowded_headlines_all_find_a_place():
    _make([ArticleDraft("Editorial", published=PartialDate(2013, 6, 2)) for _ in range(30)])
    made = _make([ArticleDraft("Editorial", published=PartialDate(2013, 6, 2)) for _ in range(5)])
    assert [each.public_path for each in made] == [f"/2013/06/editorial-{number}.html" for number in range(31, 36)]
