"""Menus lead to no empty page, and hear at once when one fills or empties."""

from __future__ import annotations

from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from handpress.kit.dates import PartialDate
from handpress.newsroom.actions.articles import withdraw_article
from handpress.newsroom.actions.bulk import ArticleDraft, create_articles
from handpress.newsroom.actions.filing import home_of
from handpress.newsroom.models import Article, PlainPage, Section
from tests import factories as make

OLD = date(2013, 6, 1)


@pytest.fixture
def article(paper):
    """One article in one of two sections."""
    made = make.published("Rivers", published_on=OLD, main_section=make.section("Environment"))
    make.section("Labour")
    paper.run()
    return made


def linked(paper, page="about.html"):
    """Where the frame of a page leads."""
    tree = LexborHTMLParser(paper.read(page))
    return {node.attributes["href"] for node in tree.css("header a, footer a")}


def test_the_menu_names_sections_that_hold_something(paper, article):
    links = linked(paper, "index.html")
    assert "/section/environment/" in links
    assert "/section/labour/" not in links
    assert not {"/videos/", "/editors-picks/", "/press-releases/"} & links
    assert {"/archive/", "/feeds/", "/links/"} <= links


def test_the_page_of_feeds_names_those_that_hold_something_and_hears_when_one_fills(paper, article):
    def feeds() -> set[str]:
        tree = LexborHTMLParser(paper.read("feeds/index.html"))
        return {node.attributes["href"] for node in tree.css("main a") if node.attributes["href"].endswith(".xml")}

    assert "/feeds/section/environment.xml" in feeds()
    assert not {"/feeds/section/labour.xml", "/feeds/kind/videos.xml", "/feeds/kind/editors-picks.xml"} & feeds()
    first = make.published("First", kind="video", published_on=OLD, main_section=Section.objects.get(slug="labour"))
    assert "feeds/index.html" in paper.run()
    assert {"/feeds/section/labour.xml", "/feeds/kind/videos.xml"} <= feeds()
    withdraw_article(first, reason="An error")
    paper.run()
    assert not {"/feeds/section/labour.xml", "/feeds/kind/videos.xml"} & feeds()


@pytest.mark.parametrize(
    ("kind", "folder"), [("video", "/videos/"), ("press_release", "/press-releases/"), ("picture_story", "/pictures/")]
)
def test_the_first_of_a_kind_brings_its_link_and_the_last_takes_it(paper, article, kind, folder):
    first = make.published("First", kind=kind, published_on=OLD)
    assert article.public_path.removeprefix("/") in paper.run()
    assert folder in linked(paper, article.public_path.removeprefix("/"))
    second = make.published("Second", kind=kind, published_on=OLD)
    assert "2013/06/rivers.html" not in paper.run() - {second.public_path}
    withdraw_article(first, reason="A test.")
    paper.run()
    assert folder in linked(paper, "index.html")
    withdraw_article(second, reason="A test.")
    paper.run()
    assert folder not in linked(paper, article.public_path.removeprefix("/"))
    assert paper.files() == paper.built_aside()


def test_a_further_section_fills_one_too(paper, article):
    work = make.section("Trade")
    other = make.published("Looms", published_on=OLD)
    paper.run()
    other.further_sections.add(work)
    make.publish_article(other)
    paper.run()
    assert "/section/trade/" in linked(paper, "index.html")
    other.further_sections.clear()
    make.publish_article(other)
    paper.run()
    assert "/section/trade/" not in linked(paper, "index.html")
    assert paper.files() == paper.built_aside()


def test_a_change_behind_every_action_is_heard(paper, article):
    Article.objects.filter(pk=article.pk).update(kind="video")
    paper.run()
    assert "/videos/" in linked(paper, "index.html")
    Article.objects.filter(pk=article.pk).update(main_section=None)
    paper.run()
    assert "/section/environment/" not in linked(paper, "index.html")


def test_an_empty_page_says_what_will_stand_there(paper, article):
    for page in ("section/labour/index.html", "videos/index.html", "links/index.html"):
        words = LexborHTMLParser(paper.read(page)).css_first(".none").text()
        assert "will stand" in words, page


def test_several_that_arrive_in_one_statement_are_heard_too(paper, article):
    trade = make.section("Trade")
    drafts = [
        ArticleDraft(headline=f"Film {n}", kind="video", published=PartialDate(2013, 6, n), main_section=trade.pk)
        for n in (2, 3)
    ]
    create_articles(drafts, make.locale())
    paper.run()
    assert {"/videos/", "/section/trade/"} <= linked(paper, article.public_path.removeprefix("/"))
    assert paper.files() == paper.built_aside()


def test_an_article_fills_a_section_of_another_language(paper, article):
    trade = make.section("Trade")
    abroad = make.published("Telares", lang="es", published_on=OLD, main_section=trade)
    paper.run()
    assert "/section/trade/" in linked(paper, article.public_path.removeprefix("/"))
    assert paper.files() == paper.built_aside()
    withdraw_article(abroad, reason="A test.")
    paper.run()
    assert paper.files() == paper.built_aside()


def test_the_introduction_to_the_links_is_no_page_of_the_sitemap(paper, article):
    page = PlainPage(title="Links we like", role=PlainPage.Role.LINKS, locale=make.locale(), live=False)
    home_of(page.locale).add_child(instance=page)
    make.publish_article(page)
    paper.run()
    assert "links-we-like" not in paper.read("sitemaps/pages.xml")
    page.title = "Links, again"
    make.publish_article(page)
    paper.run()
    assert paper.files() == paper.built_aside()
