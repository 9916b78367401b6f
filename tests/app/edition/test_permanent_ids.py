"""What names an article for good: the same id in every feed, whatever becomes of addresses."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings

from handpress.edition.feeds import permanent_id
from handpress.kit.dates import PartialDate
from handpress.newsroom.actions.articles import (
    move_article_address,
    publish_article,
    redate_article,
    unpublish_article,
)
from handpress.newsroom.actions.bulk import ArticleDraft, create_articles
from handpress.newsroom.models import Article, Magazine
from tests import factories as make
from tests.app.edition.magazine import small_magazine

OLD_GUIDS = [
    "http://old.example/?p=123",
    "https://old.example/2013/06/rivers.html",
    "tag:old.example,2004:/rivers//1.23",
    "urn:uuid:0b1c7a52-55a7-4f0f-93a4-5d3c0c6d1f10",
    "4711",
]


def _rss(paper, path: str = "feeds/all.xml") -> set[str]:
    return set(re.findall(r"<guid[^>]*>([^<]+)</guid>", paper.read(path)))


def _json(paper, path: str = "feeds/all.json") -> set[str]:
    return {item["id"] for item in json.loads(paper.read(path))["items"]}


@pytest.fixture
def magazine(paper):
    """The magazine, pressed."""
    made = small_magazine()
    paper.run()
    return made


@pytest.mark.parametrize(
    "base_url", ["http://paper.example", "https://www.paper.example", "https://new.example", "http://127.0.0.1:8000"]
)
def test_another_address_of_the_magazine_leaves_every_id_as_it_is(base_url, paper, magazine, monkeypatch):
    feeds = {path.removesuffix(".xml") for path in paper.files() if path.endswith(".xml") and "feeds/" in path}
    before = {feed: (_rss(paper, f"{feed}.xml"), _json(paper, f"{feed}.json")) for feed in feeds}
    monkeypatch.setattr(settings, "PUBLICATION", replace(settings.PUBLICATION, base_url=base_url))
    paper.full()
    assert base_url in paper.read("feeds/all.xml")
    assert {feed: (_rss(paper, f"{feed}.xml"), _json(paper, f"{feed}.json")) for feed in feeds} == before
    assert all(rss == json_ids for rss, json_ids in before.values())
    assert before["feeds/all"][0]


def test_a_new_slug_date_headline_or_second_publishing_leaves_the_id_as_it_is(paper, magazine):
    before = _rss(paper)
    move_article_address(magazine.rivers, "another-slug")
    redate_article(magazine.coast, PartialDate(2013, 6, 20))
    wells = Article.objects.get(pk=magazine.wells.pk)
    wells.title = "No water in the wells"
    publish_article(wells)
    publish_article(unpublish_article(magazine.review))
    paper.run()
    assert _rss(paper) == before
    assert not paper.differences()


def test_two_magazines_have_no_id_in_common():
    assert Magazine().guid_base != Magazine().guid_base


def test_a_publication_made_before_keeps_the_ids_it_had(paper, magazine):
    migration = import_module("handpress.newsroom.migrations.0007_what_feeds_remember")
    migration.keep_the_ids_of_today(apps, None)
    paper.full()
    assert permanent_id("https://paper.example", magazine.coast.pk) in _rss(paper)
    # as the first edition wrote it for https://paper.example/article:17
    assert permanent_id("https://paper.example", 17) == "urn:uuid:146c633a-73f9-5af2-9b8c-cfd5322ac000"


@pytest.mark.parametrize("guid", OLD_GUIDS)
def test_an_imported_article_keeps_the_id_that_readers_of_the_old_feed_know(guid, paper):
    draft = ArticleDraft("Rivers", body=[{"type": "text", "value": "<p>Water.</p>"}], guid=guid)
    made = create_articles([draft], make.locale()).articles[0]
    paper.run()
    assert _rss(paper) == _json(paper) == {guid}
    assert f'isPermaLink="false">{guid}<' in paper.read("feeds/all.xml")
    article = Article.objects.get(pk=made.pk)
    article.guid, article.title = "", "Rivers of an older copy"
    publish_article(article)
    paper.run()
    assert _rss(paper) == {guid}
    assert not paper.differences()


def test_a_copy_is_another_article(paper):
    draft = ArticleDraft("Rivers", body=[{"type": "text", "value": "<p>Water.</p>"}], guid=OLD_GUIDS[0])
    made = create_articles([draft], make.locale()).articles[0]
    copy = Article.objects.get(pk=made.pk).copy_for_translation(make.locale("es"))
    assert copy.guid == ""


def test_two_articles_that_came_with_one_id_stand_in_the_feed_with_two(paper, magazine):
    shared = "123 at http://old.example/ü"
    make.published("One", published_on=date(2013, 6, 28)), make.published("Two", published_on=date(2013, 6, 29))
    Article.objects.filter(title__in=["One", "Two"]).update(guid=shared)
    paper.full()
    items = json.loads(paper.read("feeds/all.json"))["items"]
    ids = {item["title"]: item["id"] for item in items}
    assert ids["Two"] == shared != ids["One"]
    assert shared in _rss(paper) and _rss(paper) == _json(paper)
