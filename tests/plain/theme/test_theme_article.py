"""An article shows all that belongs to one; the places of what comes later are kept, and hold no dead form."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from tests.plain.theme import samples
from tests.plain.theme.sample_texts import TEXTS

from handpress.theme.records import AlertFacts, Block, PrintedDate, VideoFacts
from handpress.theme.theming import Theme

WORDS = TEXTS["en"]
# selector → what stands there, as text or as the address of a link
SHOWN = {
    ".kick a": WORDS["sections"][1],
    "h1": WORDS["headlines"][0],
    ".stand": WORDS["standfirsts"][0],
    '.names a[href="/author/w0/"]': WORDS["authors"][0],
    '.names a[href="/author/w1/"]': WORDS["authors"][1],
    ".when span": WORDS["place"],
    '.when time[datetime="2026-11-20"]': "2026",
    ".when": "8 min",
    ".t h2": WORDS["subhead"],
    ".corr": WORDS["correction"],
    "#rights": WORDS["licence"],
    '#rights a[rel="license"]': "CC BY-NC-SA 4.0",
    ".tags": WORDS["sections"][2],
    '.tags a[rel="tag"]': WORDS["tags"][0],
    ".trans": "Español",
    ".who h2": WORDS["authors"][0],
    ".who .bio": WORDS["bio"],
    '.say a[href="#print"]': "Printer friendly version",
    ".say": "Mastodon",
    ".copy": "/2026/11/a1.html",
    ".related h3 a": WORDS["headlines"][7],
    '.turn a[rel="prev"]': WORDS["headlines"][2],
    '.turn a[rel="next"]': WORDS["headlines"][0],
    ".give": WORDS["support_text"],
    '.give a[href="/support/"]': WORDS["support"],
    '.foot a[rel="me"]': "Mastodon",
}


def tree_of(**changes: object) -> HTMLParser:
    """The sample article as the theme sets it."""
    context = samples.article_context(**changes)
    theme = Theme()
    return HTMLParser(theme.render("article.html", "en", **context))


@pytest.fixture(scope="module")
def tree() -> HTMLParser:
    return tree_of(source=samples.source_credit())


@pytest.mark.parametrize("selector", SHOWN)
def test_an_article_shows_all_that_belongs_to_one(tree: HTMLParser, selector: str) -> None:
    found = [" ".join(node.text().split()) for node in tree.css(selector)]
    assert any(SHOWN[selector] in text for text in found), found


def test_a_republished_article_says_where_and_when_it_first_appeared(tree: HTMLParser) -> None:
    credit = tree.css_first(".src")
    assert credit is not None
    text = " ".join(credit.text().split())
    assert WORDS["source"] in text
    assert "18 November 2026" in text
    assert credit.css_first('a[href="https://harbour.example/2026/11/18/nets"]')


def test_a_source_without_the_address_of_the_original_is_named_once() -> None:
    credit = tree_of(source=replace(samples.source_credit(), original_url="")).css_first(".src")
    assert credit is not None
    assert [link.text() for link in credit.css("a")] == [f"More from {WORDS['source']}"]


def test_what_is_not_there_leaves_no_empty_box() -> None:
    bare = tree_of(
        kicker=None,
        standfirst="",
        bylines=(),
        place="",
        corrections=(),
        licence=None,
        sections=(),
        tags=(),
        parts=(),
        translations=(),
        related=(),
        newer=None,
        older=None,
    )
    empty = ".kick, .stand, .names, .src, .corr, #rights, .tags, .trans, .who, .related, .turn"
    assert [node.attributes.get("class") for node in bare.css(empty)] == []


def test_the_places_of_comments_and_newsletter_are_kept_and_hold_no_form(tree: HTMLParser) -> None:
    theme = Theme()
    pages = map(theme.environment("en").get_template, ("article.html", "base.html"))
    names = {name for page in pages for name in page.blocks}
    assert {"comments", "newsletter"} <= names
    assert [form.attributes["action"] for form in tree.css("form")] == ["/search/"] * len(tree.css("form"))


def test_the_search_box_asks_the_search_page_by_get(tree: HTMLParser) -> None:
    form = tree.css_first("form[role=search], form")
    assert form is not None
    assert (form.attributes.get("method") or "get").lower() == "get"
    assert re.fullmatch(r"[a-z]+", form.css_first("input").attributes["name"] or "")


def test_republish_leads_to_a_credit_to_copy(tree: HTMLParser) -> None:
    link = next(node for node in tree.css(".say a") if node.text() == "Republish")
    place = tree.css_first(str(link.attributes["href"]))
    credit = HTMLParser(place.css_first("textarea").text())
    assert credit.css_first(f'a[href="{samples.BASE}/2026/11/a1.html"]').text() == tree.css_first("h1").text()
    assert WORDS["authors"][0] in credit.body.text()
    assert credit.css_first(f'a[href="{samples.BASE}/"]').text() == WORDS["name"]
    assert "CC BY-NC-SA 4.0" in credit.body.text()


def test_a_headline_with_markup_is_copied_as_text() -> None:
    place = tree_of(headline="</textarea><b>Dams</b> & rivers").css_first("#republish textarea")
    assert HTMLParser(place.text()).css_first("a").text() == "</textarea><b>Dams</b> & rivers"


@pytest.mark.parametrize("outcome", ["<p>The order was withdrawn. Write to desk@paper.example.</p>", ""])
def test_a_closed_alert_says_what_came_of_it(outcome: str) -> None:
    facts = AlertFacts(
        "The inspector, +44 20 7946 0018", Markup("<p>Write.</p>"), date(2020, 10, 15), True, Markup(outcome)
    )
    box = tree_of(kind="action_alert", alert=facts).css_first(".box")
    assert "What came of it" in box.text()
    assert ("The order was withdrawn" if outcome else "will stand here") in box.text()
    linked = ["tel:+442079460018", *(["mailto:desk@paper.example"] if outcome else [])]
    assert [node.attributes["href"] for node in box.css("a")] == linked


def test_a_film_and_a_picture_story_say_how_long_they_are() -> None:
    film = VideoFacts("https://tube.example/w/9", "tube.example", None, 860)
    story = Block("gallery", pictures=tuple(samples.picture(n) for n in range(6)))
    lengths = {
        "video": tree_of(kind="video", video=film, minutes=1),
        "picture_story": tree_of(kind="picture_story", blocks=(story,), minutes=1),
        "article": tree_of(minutes=7),
    }
    shown = {kind: " ".join(tree.css_first(".top .when").text().split()) for kind, tree in lengths.items()}
    assert "14:20" in shown["video"]
    assert "6 pictures" in shown["picture_story"]
    assert "7 min read" in shown["article"]
    assert not [kind for kind, text in shown.items() if "1 min read" in text]


def test_a_picture_story_does_not_show_its_first_picture_twice() -> None:
    story = Block("gallery", pictures=tuple(samples.picture(n) for n in range(1, 4)))
    twice = tree_of(kind="picture_story", lead=samples.picture(1), blocks=(Block("text", Markup("<p>x</p>")), story))
    once = tree_of(kind="picture_story", lead=samples.picture(9), blocks=(story,))
    assert (len(twice.css("main .art img")), len(once.css("main .art img"))) == (3, 4)
    assert not twice.css(".gal a"), "a link to a bare file is a dead end"


def test_a_correction_is_announced_at_the_top(tree: HTMLParser) -> None:
    notice = tree.css_first(".top .fix a")
    assert notice.css_first("time")
    assert tree.css_first(str(notice.attributes["href"])).css_first("h2").text() == "Corrections"
    assert not tree_of(corrections=()).css(".fix")


@pytest.mark.parametrize("line", ["First published in The Sheet.", "Tomado de La Hoja!", "द शीट से।", "عن الصحيفة؟"])
def test_no_point_follows_a_credit_line_that_ends_a_sentence(line: str) -> None:
    for first in (samples.printed(date(2026, 11, 18)), None):
        credit = tree_of(source=replace(samples.source_credit(), line=line, first_published=first)).css_first(".src")
        assert not re.search(r"[.!।؟]\s*·", credit.text())


def test_a_credit_line_without_a_full_stop_has_its_point() -> None:
    credit = tree_of(source=replace(samples.source_credit(), line="First published in The Sheet", first_published=None))
    assert "The Sheet · The original · More from" in " ".join(credit.css_first(".src").text().split())


def test_what_was_asked_of_a_closed_alert_stands_under_its_own_heading() -> None:
    facts = AlertFacts("", Markup("<p>Write.</p>"), date(2020, 10, 15), True, Markup("<p>Won.</p>"))
    box = tree_of(kind="action_alert", alert=facts).css_first(".box")
    assert [node.text() for node in box.css("h3")] == ["What came of it", "What was asked"]


def test_code_scrolls_by_itself_and_by_keyboard() -> None:
    code = tree_of(blocks=(Block("legacy", Markup("<pre><code>x</code></pre>")),)).css_first(".t pre")
    assert code.attributes["tabindex"] == "0"


def test_no_other_piece_stands_beside_one_without_a_date() -> None:
    bare = tree_of(date=PrintedDate(None, "none", ""))
    assert not bare.css(".related, .turn")
