"""The news sitemap: announced while there is news, and never empty."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from lxml import etree

from handpress.newsroom.actions.articles import unpublish_article, withdraw_article
from handpress.newsroom.actions.calendar import apply_due
from handpress.newsroom.models import Article
from tests import factories as make

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}
NOW = datetime(2026, 3, 2, 9, 20, tzinfo=UTC)
LINE = "Sitemap: https://paper.example/sitemaps/news.xml"
FRONTS = [f"https://paper.example/{prefix}" for prefix in ("", "es/", "ar/", "hi/")]


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def _found(paper, path: str) -> list[str]:
    return etree.fromstring(paper.read("sitemaps/news.xml").encode()).xpath(path, namespaces=NAMES)


def _is_announced(paper) -> bool:
    assert "news" not in paper.read("sitemap.xml")
    assert "Sitemap: https://paper.example/sitemap.xml" in paper.read("robots.txt").splitlines()
    return LINE in paper.read("robots.txt").splitlines()


def _assert_silent(paper) -> None:
    paper.run()
    assert not _is_announced(paper)
    assert _found(paper, "//s:url/s:loc/text()") == FRONTS
    assert _found(paper, "//n:news") == []
    assert not paper.differences()


def _assert_announced(paper, *headlines: str) -> None:
    paper.run()
    assert _is_announced(paper)
    assert _found(paper, "//n:title/text()") == list(headlines)
    assert len(_found(paper, "//s:url")) == len(headlines)
    assert not paper.differences()


def test_before_the_first_article_and_with_old_ones_alone_none_is_announced(paper):
    _assert_silent(paper)
    apply_due()
    make.published("Old", published_on=date(2015, 6, 3))
    _assert_silent(paper)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_is_announced_with_the_first_news_and_no_more_when_the_window_has_moved_on(paper, time_machine, language):
    apply_due()
    make.published("Rivers rise", lang=language)
    _assert_announced(paper, "Rivers rise")
    time_machine.move_to(NOW + timedelta(hours=47), tick=False)
    apply_due()
    _assert_announced(paper, "Rivers rise")
    time_machine.move_to(NOW + timedelta(hours=50), tick=False)
    apply_due()
    _assert_silent(paper)
    make.published("Wells run dry", lang=language)
    _assert_announced(paper, "Wells run dry")


@pytest.mark.parametrize(
    "away", [unpublish_article, lambda article: withdraw_article(article, reason="An error"), Article.delete]
)
def test_when_the_only_news_goes_it_is_announced_no_more(paper, away):
    apply_due()
    article = make.published("Rivers rise")
    _assert_announced(paper, "Rivers rise")
    away(Article.objects.get(pk=article.pk))
    _assert_silent(paper)


def test_an_import_into_the_past_is_no_news(paper):
    apply_due()
    make.published("Of another month", published_on=date(2026, 2, 1), date_precision="month")
    make.published("Undated", date_precision="none")
    _assert_silent(paper)
