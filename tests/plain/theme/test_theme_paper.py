"""What an article is on paper, and as the printer friendly version of the same file."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from tests.plain.theme import samples

from handpress.theme.notes import noted
from handpress.theme.records import Block
from handpress.theme.styles import paper
from handpress.theme.theming import Theme


@pytest.fixture(scope="module")
def rich() -> HTMLParser:
    return HTMLParser(samples.rendered("article-rich", Theme()))


def test_rules_for_paper_are_said_for_printers_and_for_the_target():
    made = paper(".menu, .foot { display: none }:root { --ink: #000 }")
    assert made.startswith("@media print{.menu, .foot { display: none }:root { --ink: #000 }}")
    assert ":root:target .menu,:root:target .foot{ display: none }" in made
    assert ":root:target{ --ink: #000 }" in made


def test_the_printer_friendly_version_is_the_whole_page_as_target(rich):
    assert rich.css_first("html").attributes["id"] == "print"
    assert rich.css_first('.end a[href="#print"]').text() == "Printer friendly version"
    assert rich.css_first("a.sheet").attributes["href"] == "#main"


@pytest.mark.parametrize("parts", ["article paper media", "article paper", "front", "lists", "notice"])
def test_no_rule_but_the_printer_friendly_version_s_hangs_on_a_target(parts):
    """A bare `:target` matches wherever a link of the page leads: `#main`, `#rights`, a footnote."""
    aimed = re.findall(r"[^{},]*:target[^{},]*", Theme().style(parts).css)
    assert [selector for selector in aimed if not selector.startswith((":root:target", ":target{"))] == [":target"] * (
        parts.startswith("article")
    )


def test_what_paper_alone_needs_is_no_text_of_the_page(rich):
    """Reader modes, text browsers and indexes read text that a style sheet hides."""
    words = rich.body.text()
    assert "Back to the article" not in words
    assert "print command" not in words
    assert samples.BASE not in rich.css_first(".top").text()
    assert not [node.text() for node in rich.css(".notes, .notes *") if node.text(strip=True)]


def test_paper_needs_no_selector_that_old_phones_lack():
    style = Theme().style("article paper").css
    assert ":has(" not in style


def test_the_full_address_stands_on_the_first_page(rich):
    assert rich.css_first(".top .by").attributes["data-url"] == "https://magazine.example/2026/11/a1.html"
    assert "attr(data-url)" in Theme().style("article paper").css


def test_paper_names_the_address_of_the_original_in_full(rich):
    assert rich.css_first(".src").attributes["data-url"] == "https://harbour.example/2026/11/18/nets"
    assert [node.text() for node in rich.css(".src .more a")] == ["The original", "More from The Harbour Sheet"]


def test_notes_are_numbered_as_the_style_sheet_counts_links(rich):
    counted = [node.attributes["href"] for node in _noted_links(rich) if "data-n" not in node.attributes]
    notes = [node.attributes["data-to"] for node in rich.css(".notes i")]
    assert len(set(notes)) == len(notes) > 4
    assert [note.removeprefix(samples.BASE) for note in notes] == counted


def test_a_link_met_before_has_the_number_it_had():
    again = Markup('<p><a href="/a/">a</a> <a href="/b/">b</a> <a href="https://m.example/a/">a, in full</a></p>')
    blocks = (
        Block("text", again),
        Block("document", url="/b/", text="B"),
        Block("document", url="/c/", text="C"),
    )
    context = samples.article_context(blocks=blocks)
    context["site"] = samples.site(base_url="https://m.example")
    page = HTMLParser(Theme().render("article.html", "en", **context))
    numbers = [node.attributes.get("data-n", "") for node in _noted_links(page)]
    assert numbers == ["", "", "1", "2", ""]
    noted_down = [node.attributes["data-to"] for node in page.css(".notes i")]
    assert noted_down == [f"https://m.example/{name}/" for name in "abc"]


def _noted_links(page: HTMLParser) -> list:
    """The links that have a note: not those within the page, nor those from a picture to itself."""
    return [node for node in page.css(".t a") if node.attributes["href"][0] != "#" and not _within(node, "gal")]


def _within(node, name: str) -> bool:
    while node is not None:
        if name in (node.attributes.get("class") or "").split():
            return True
        node = node.parent
    return False


@pytest.mark.parametrize(
    ("html", "note"),
    [
        ('<a href="/2013/06/x.html">x</a>', "https://m.example/2013/06/x.html"),
        ('<a rel="nofollow" href="https://a.example/?a=1&amp;b=2">x</a>', "https://a.example/?a=1&b=2"),
        ('<a href="mailto:desk@m.example">x</a>', "desk@m.example"),
    ],
)
def test_a_note_is_an_address_one_can_type(html, note):
    assert noted((Block("text", html),), "https://m.example/").notes == (note,)


OWN = [
    '<a href="tel:+442079460123">+44 20 7946 0123</a>',
    '<a href="tel:+442079460123">our office</a>',
    '<a href="mailto:desk@m.example">desk@m.example</a>',
    '<a href="mailto:desk@m.example?subject=A%20B">Desk@m.example</a>',
    '<a href="https://a.example/x?a=1&amp;b=2" rel="external"><b>https://a.example/x?a=1&amp;b=2</b></a>',
    '<a href="http://www.a.example/">www.a.example</a>',
    '<a href="https://a.example/">a.example</a>',
    '<a href="https://a.example/%E0%A4%A8">https://a.example/न</a>',
    '<a href="/x/">https://m.example/x/</a>',
]


@pytest.mark.parametrize("link", OWN)
def test_a_link_that_paper_already_spells_out_has_no_note(link):
    made = noted((Block("text", f'<p>{link} <a href="/b/">b</a></p>'),), "https://m.example")
    assert made.notes == ("https://m.example/b/",)
    links = HTMLParser(made.blocks[0].html).css("a")
    assert ["data-n" in node.attributes for node in links] == [True, False]
    assert HTMLParser(made.blocks[0].html).text() == HTMLParser(f'<p>{link} <a href="/b/">b</a></p>').text()
    assert '.t a[data-n=""]::after{content:none}' in Theme().style("article paper").css


@pytest.mark.parametrize(
    "link", ['<a href="https://a.example/x">a.example</a>', '<a href="mailto:desk@m.example">the desk</a>']
)
def test_a_link_that_says_something_else_keeps_its_note(link):
    made = noted((Block("text", link),), "https://m.example")
    assert len(made.notes) == 1
    assert "data-n" not in made.blocks[0].html


def test_addresses_that_the_page_links_itself_have_no_notes():
    html = Markup("<p>Write to desk@m.example, https://a.example/x or +44 20 7946 0123.</p>")
    page = HTMLParser(Theme().render("article.html", "en", **samples.article_context(blocks=(Block("text", html),))))
    assert len(page.css(".t a[href]")) == 3
    assert not page.css(".notes")


def test_footnotes_and_pictures_are_not_notes():
    blocks = (
        Block("legacy", '<a href="#f1">1</a><a id="r1">x</a>'),
        Block("picture", picture=samples.picture(1)),
    )
    assert noted(blocks, "https://m.example").notes == ()


def test_an_article_without_links_carries_no_list_of_them():
    context = samples.article_context(blocks=(Block("text", "<p>Plain.</p>"),))
    assert 'class="notes"' not in Theme().render("article.html", "en", **context)


def test_menus_are_not_printed():
    printed = re.search(r"@media print\{.*?\}\}", Theme().style("article paper").css)
    assert printed
    assert ".menu" in printed[0]
