"""The structured data of an article."""

from __future__ import annotations

import json

from tests.plain.theme import samples

from handpress.edition.json_ld import article_data, article_json_ld
from handpress.theme.records import Byline, PrintedDate


def test_the_facts_of_an_article_are_said_in_schema_orgs_words():
    data = article_data(samples.article(lead=samples.picture(1)), samples.site())
    assert data["@type"] == "NewsArticle"
    assert data["datePublished"] == "2026-11-20T06:30:00+00:00"
    assert data["mainEntityOfPage"] == "https://magazine.example/2026/11/a1.html"
    assert data["author"][0] == {
        "@type": "Person",
        "name": "Tomasa Quiroga",
        "url": "https://magazine.example/author/w0/",
    }
    assert data["image"][0]["width"] == 1200


def test_what_is_not_known_is_left_out():
    bare = samples.article(
        date=PrintedDate(None, "none", ""), published_at=None, modified_at=None, place="", tags=(),
        bylines=(Byline("A Reader"),), licence=None,
    )  # fmt: skip
    data = article_data(bare, samples.site())
    assert not {"datePublished", "dateModified", "image", "keywords", "contentLocation", "license"} & set(data)
    assert data["author"] == [{"@type": "Person", "name": "A Reader"}]


def test_a_date_is_no_more_precise_in_data_than_in_print():
    data = article_data(samples.article(date=samples.printed(samples.NEWEST, "month")), samples.site())
    assert data["datePublished"] == "2026-11"


def test_a_republished_piece_says_what_it_is_based_on():
    data = article_data(samples.article(source=samples.source_credit()), samples.site())
    assert data["isBasedOn"] == "https://harbour.example/2026/11/18/nets"


def test_no_headline_can_leave_the_script_element():
    text = article_json_ld(samples.article(headline="</script><b>&"), samples.site())
    assert "<" not in text
    assert json.loads(text)["headline"] == "</script><b>&"
