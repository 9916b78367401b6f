"""An article shows all that belongs to one; the places of what comes later are kept, and hold no dead form."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from tests.plain.edition import samples
from tests.plain.edition.sample_texts import TEXTS

from handpress.edition.theming import Theme

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
        authors=(),
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
