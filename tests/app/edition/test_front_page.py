"""The front page: every block it promises, by itself or as the editor lays it out."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from selectolax.lexbor import LexborHTMLParser
from wagtail.models import Locale

from handpress.newsroom.dating import magazine_today
from handpress.newsroom.models import Article, FrontArticle, FrontPage, FrontSlot
from tests import factories as make

FIRST = date(2013, 6, 1)
PLAIN, RELEASES, STORIES, FILMS = 30, 2, 2, 2


@pytest.fixture
def magazine(paper):
    """Thirty articles in two sections, and some of every other kind, the oldest of all kinds last."""
    sections = [make.section("Environment"), make.section("Work")]
    dam = make.section("The dam", kind="dossier")
    mill = make.section("The mill", kind="dossier", ended_on=date(2012, 1, 1))
    make.section("The bridge", kind="dossier")
    make.section("Nothing yet")
    for number in range(PLAIN):
        make.published(
            f"Piece {number}", published_on=FIRST.replace(day=1 + number % 28), main_section=sections[number % 2]
        )
    early = date(2012, 1, 1)
    for dossier in (dam, mill):
        make.published(f"Of {dossier}", published_on=date(2010, 1, 1), main_section=dossier)
    for number in range(RELEASES):
        make.published(f"Release {number}", kind="press_release", published_on=early)
        make.published(f"Pictures {number}", kind="picture_story", published_on=early)
        make.published(f"Film {number}", kind="video", published_on=early)
    alert("Open alert", closed=False)
    alert("Closed alert", closed=True)
    paper.run()
    return sections


def alert(headline, *, closed):
    """An action alert that is open until next year, or was until last year."""
    year = magazine_today().year + (-1 if closed else 1)
    article = make.draft(headline, kind="action_alert", published_on=date(2012, 1, 1))
    article.alert_details.add(article.alert_details.model(target="The minister", deadline_on=date(year, 1, 1)))
    make.publish_article(article)


def front(paper):
    """The front page, read."""
    return LexborHTMLParser(paper.read("index.html"))


def headlines(tree, selector="main"):
    """Headlines below a selector, in the order of the page."""
    return [node.text().strip() for node in tree.css(f"{selector} h2 a, {selector} h3 a")]


def test_a_front_page_that_lays_itself_out_has_every_block(paper, magazine):
    tree = front(paper)
    text = tree.css_first("main").text()
    shown = headlines(tree)
    assert shown[0] == "Piece 27"
    for block in ("Latest", "Action alerts", "Press releases", "Environment", "Work", "The dam", "Pictures", "Videos"):
        assert block in text, block
    for headline in ("Open alert", "Release 0", "Pictures 0", "Film 0"):
        assert headline in text, headline
    assert "Closed alert" not in text
    assert "The mill" not in text
    assert "The bridge" not in text
    assert "Nothing yet" not in text


def test_whatever_is_older_than_the_edition_says_when_it_is_from(paper, magazine):
    edition = front(paper).css_first(".ears time").attributes["datetime"]
    undated = []
    for node in front(paper).css("main article, main li"):
        link = node.css_first("h2 a, h3 a")
        article = link and Article.objects.filter(public_path=link.attributes["href"]).first()
        times = {each.attributes["datetime"] for each in node.css("time")}
        if article and article.published_on.isoformat() not in {edition, *times}:
            undated.append(article.title)
    assert undated == []
    assert edition == "2013-06-28"


def test_sections_beyond_the_bound_are_a_list(paper):
    for number in range(12):
        section = make.section(f"Section {number:02}", sort_order=number)
        for piece in range(4):
            make.published(
                f"Piece {number} {piece}",
                published_on=FIRST.replace(day=1 + number, year=2013 - piece),
                main_section=section,
            )
    paper.run()
    tree = front(paper)
    assert [node.text() for node in tree.css(".sec h2")] == [f"Section {number:02}" for number in range(9)]
    assert [node.text().strip() for node in tree.css(".names a")] == ["Section 09", "Section 10", "Section 11"]
    assert min(len(node.css("h3")) for node in tree.css(".sec")) >= 2


def test_a_magazine_of_three_articles_has_a_front_page(paper):
    section = make.section("Environment")
    for number in range(3):
        make.published(f"Piece {number}", published_on=FIRST.replace(day=1 + number), main_section=section)
    paper.run()
    tree = front(paper)
    assert headlines(tree) == ["Piece 2", "Piece 1", "Piece 0"]
    assert [node.text().strip() for node in tree.css(".names a")] == ["Environment"]
    assert not tree.css(".sec")


def test_a_pick_leads_and_the_other_picks_have_their_block(paper, magazine):
    for headline in ("Piece 3", "Piece 4"):
        article = Article.objects.get(title=headline)
        article.pick_from = datetime(2020, 1, 1, tzinfo=UTC)
        make.publish_article(article)
    paper.run()
    tree = front(paper)
    assert headlines(tree)[0] in ("Piece 3", "Piece 4")
    assert "Editor’s picks" in tree.css_first("main").text()


def test_the_editor_chooses_lead_pins_and_the_order_of_the_blocks(paper, magazine):
    lead, pin = (Article.objects.get(title=title) for title in ("Piece 8", "Piece 9"))
    laid = FrontPage.objects.get_or_create(locale=Locale.objects.get(language_code="en"))[0]
    laid.slots.all().delete()
    laid.automatic, laid.lead = False, lead
    for block in ("releases", "lead", "latest"):
        laid.slots.add(FrontSlot(block=block))
    laid.pins.add(FrontArticle(article=pin))
    laid.save()
    assert "index.html" in paper.run()
    tree = front(paper)
    shown = headlines(tree)
    assert shown.index("Release 1") < shown.index("Piece 8") < shown.index("Piece 9")
    assert "Open alert" not in shown
    assert "The dam" not in tree.css_first("main").text()


def test_a_lead_that_is_withdrawn_makes_room(paper, magazine):
    from handpress.newsroom.actions.articles import withdraw_article

    withdraw_article(Article.objects.get(title="Piece 27"), reason="A mistake.")
    paper.run()
    assert "Piece 27" not in headlines(front(paper))
    assert headlines(front(paper))[0] == "Piece 26"
