"""Clean HTML becomes the pieces that the desk knows."""

from __future__ import annotations

import pytest

from handpress.extract import FoundImage
from handpress.importers.bodies import BodyMaker
from handpress.kit.rich_text import settled

IMAGES = {"a.jpg": FoundImage("a.jpg", "An eel", "In the net", "Tam Dorrit"), "b.jpg": FoundImage("b.jpg")}
MAKER = BodyMaker({"a.jpg": 1, "b.jpg": 2}, IMAGES)
PICTURE = {"picture": 1, "caption": "In the net", "credit": "Tam Dorrit", "alt": "An eel", "wide": False}
LONG = "<p>" + "Much text. " * 40 + "</p>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a<br>b</p>", "<p>a<br/>b</p>"),
        ("<p>a <strong>b</strong> <em>c</em></p>", "<p>a <b>b</b> <i>c</i></p>"),
        ("<p>a <strong>b </strong>c</p>", "<p>a <b>b</b> c</p>"),
        ("<p><em>a<strong>b</strong>c</em></p>", "<p><i>a</i><b><i>b</i></b><i>c</i></p>"),
        ('<p><strong>a <a href="/x">b</a></strong></p>', '<p><b>a</b> <a href="/x"><b>b</b></a></p>'),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li>a<br/>b</li></ul>"),
        ("<blockquote><p>a</p></blockquote>", "<blockquote>a</blockquote>"),
        ("<p>a</p><hr><p>b</p>", "<p>a</p><hr/><p>b</p>"),
        ("<p>1 &lt; 2 &amp; “3”</p>", "<p>1 &lt; 2 &amp; “3”</p>"),
        ('<p><a href="/x?a=1&amp;b=2">x</a></p>', '<p><a href="/x?a=1&amp;b=2">x</a></p>'),
        ('<p id="n-1">a <a href="#n-2" id="n-3">1</a></p>', '<p id="n-1">a <a href="#n-2" id="n-3">1</a></p>'),
        ("<p><q>a</q></p>", "<p>“a”</p>"),
        (
            '<p><a href="https://vimeo.com/76979871">Our film</a></p>',
            '<p><a href="https://vimeo.com/76979871">Our film</a></p>',
        ),
        ("words", "<p>words</p>"),
    ],
)
def test_text_is_written_as_the_desk_writes_it(html: str, text: str) -> None:
    assert MAKER.blocks(html) == [("text", text)]


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ('<figure><img src="a.jpg"><figcaption>In the net</figcaption></figure>', [("picture", PICTURE)]),
        ('<p>Before <img src="a.jpg"> after</p>', [("text", "<p>Before after</p>"), ("picture", PICTURE)]),
        ('<p><img src="gone.jpg"></p>', []),
        (
            '<figure><img src="a.jpg"><img src="b.jpg"><img src="a.jpg"></figure>',
            [
                (
                    "gallery",
                    {"pictures": [{"picture": 1, "caption": "In the net"}, {"picture": 2, "caption": ""}]},
                )
            ],
        ),
        ("<table><tr><td>1</td></tr></table>", [("table", "<table><tbody><tr><td>1</td></tr></tbody></table>")]),
        ("<dl><dt>a</dt><dd>b</dd></dl>", [("legacy", "<dl><dt>a</dt><dd>b</dd></dl>")]),
        ('<ol start="5"><li>a</li></ol>', [("legacy", '<ol start="5"><li>a</li></ol>')]),
        (
            "<blockquote><p>a</p><p>b</p><p><cite>Ann</cite></p></blockquote>",
            [("quote", {"text": "a\n\nb", "attribution": "Ann"})],
        ),
        (
            "<blockquote><p>a <em>b</em></p><p>c</p></blockquote>",
            [("legacy", "<blockquote><p>a <em>b</em></p><p>c</p></blockquote>")],
        ),
        (
            '<p><a href="https://vimeo.com/76979871">https://vimeo.com/76979871</a></p>',
            [("video", {"url": "https://vimeo.com/76979871", "title": "", "still": None})],
        ),
    ],
)
def test_what_is_no_running_text_is_a_piece_of_its_own(html: str, blocks: list) -> None:
    assert MAKER.blocks(html + LONG)[: len(blocks)] == blocks


def test_a_quotation_around_the_whole_text_only_indents_it() -> None:
    html = f"<blockquote>{LONG}<p>b</p><p>c</p></blockquote><p>Note.</p>"
    assert [type for type, _ in MAKER.blocks(html)] == ["text"]


def test_a_plain_page_has_text_pictures_and_html_only() -> None:
    html = (
        '<p>a</p><figure><img src="a.jpg"><img src="b.jpg"></figure><table><tr><td>1</td></tr></table>'
        '<figure><a href="https://vimeo.com/76979871">https://vimeo.com/76979871</a></figure>'
    )
    assert [type for type, _ in MAKER.plain_blocks(html)] == ["text", "picture", "picture", "legacy", "text"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<p data-block-key="a1">a</p><p></p><hr/>', "<p>a</p><hr/>"),
        ("<p>a</p><ul><li>b</li></ul><ul><li>c</li></ul>", "<p>a</p><ul><li>b</li><li>c</li></ul>"),
        ('<p id="n-1">a</p>', "<p>a</p>"),
        ("<p>a <i><b>b</b></i></p>", "<p>a <b><i>b</i></b></p>"),
    ],
)
def test_texts_that_an_editor_calls_the_same_have_one_normal_form(one: str, other: str) -> None:
    assert settled(one) == settled(other) == settled(settled(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>a b</p>", "<p>a <b>b</b></p>"),
        ("<p>a</p>", "<h2>a</h2>"),
        ('<p><a href="/x">a</a></p>', '<p><a href="/y">a</a></p>'),
        ('<p><a linktype="page" id="3">a</a></p>', '<p><a linktype="page" id="4">a</a></p>'),
        ("<ul><li>a</li></ul>", "<ol><li>a</li></ol>"),
        ("<p>a b</p>", "<p>a<br/>b</p>"),
    ],
)
def test_every_change_an_editor_can_make_shows_in_the_normal_form(one: str, other: str) -> None:
    assert settled(one) != settled(other)
