"""Stored rich text becomes public HTML: linked, safe, well-formed, quickly."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from tests.growth import grows_no_faster

from handpress.kit import allowed
from handpress.kit.sanitiser import clean_html
from handpress.reading.richtext import NO_REFERENCES, References, Rewriter, absolute, references, rewrite

LINKS = {("page", 4): "/2013/06/rivers.html", ("document", 7): "/d/ab12/report.pdf", ("page", 5): "/a b/ü.htm"}
BOX = '<div class="tab" tabindex="0" role="group" aria-label="Table">'


def figure(attributes: Mapping[str, str]) -> str:
    return f"<figure>{attributes['embedtype']} {attributes.get('id', attributes.get('url'))}</figure>"


@pytest.mark.parametrize(
    ("stored", "public"),
    [
        ('<p data-block-key="x1">Water</p>', "<p>Water</p>"),
        (
            '<p>See <a id="4" linktype="page">the report</a>.</p>',
            '<p>See <a href="/2013/06/rivers.html">the report</a>.</p>',
        ),
        ('<p><a linktype="document" id="7">PDF</a></p>', '<p><a href="/d/ab12/report.pdf">PDF</a></p>'),
        ('<p><a linktype="page" id="5">Old</a></p>', '<p><a href="/a%20b/ü.htm">Old</a></p>'),
        (
            '<p>An <a linktype="page" id="99">unpublished <b>one</b></a>.</p>',
            "<p>An unpublished <strong>one</strong>.</p>",
        ),
        ('<p><a linktype="user" id="1">odd</a></p>', "<p>odd</p>"),
        (
            '<p><a href="https://example.org/?a=1&amp;b=2">out</a></p>',
            '<p><a href="https://example.org/?a=1&amp;b=2" rel="external noopener">out</a></p>',
        ),
        ('<p><a href="mailto:desk@example.org">us</a></p>', '<p><a href="mailto:desk@example.org">us</a></p>'),
        ("<h1>Part</h1><h5>Deep</h5>", "<h2>Part</h2><h4>Deep</h4>"),
        ("<p>a<br/>b</p><hr/>", "<p>a<br>b</p><hr>"),
        ("<p><s>old</s> <i>new</i></p>", "<p><del>old</del> <em>new</em></p>"),
        (
            '<p>1<sup><a href="#fn1" id="r1">1</a></sup></p><p id="fn1">Note</p>',
            '<p>1<sup><a href="#n-fn1" id="n-r1">1</a></sup></p><p id="n-fn1">Note</p>',
        ),
        ('<p lang="ar" dir="rtl">ماء</p>', '<p dir="rtl" lang="ar">ماء</p>'),
        ('<p class="MsoNormal" style="color:red">x</p>', "<p>x</p>"),
        ("<p></p><p>x</p><p></p>", "<p>x</p>"),
        ("", ""),
        ("A loose line & more", "<p>A loose line &amp; more</p>"),
        (
            "<table><tbody><tr><td>1</td></tr></tbody></table>",
            f"{BOX}<table><tbody><tr><td>1</td></tr></tbody></table></div>",
        ),
    ],
)
def test_stored_text_becomes_what_readers_get(stored: str, public: str) -> None:
    assert rewrite(stored, LINKS) == public


def test_a_table_is_named_by_its_caption() -> None:
    stored = "<table><caption>Rain &amp; <b>flow</b></caption><tbody><tr><td>1</td></tr></tbody></table>"
    assert 'aria-label="Rain &amp; flow"><table>' in rewrite(stored, {})
    assert 'aria-label="Tabla"' in rewrite(stored.replace("caption", "p"), {}, table_label="Tabla")


@pytest.mark.parametrize(
    "stored",
    [
        '<p>Before</p><embed alt="A" embedtype="image" format="fullwidth" id="9"/><p>after</p>',
        '<p>Before<embed alt="A" embedtype="image" format="fullwidth" id="9"/>after</p>',
        '<p>Before</p><script>x</script><embed embedtype="image" id="9"/><p>after',
    ],
)
def test_an_embed_is_made_by_the_callable_and_stands_between_paragraphs(stored: str) -> None:
    assert rewrite(stored, {}, figure) == "<p>Before</p><figure>image 9</figure><p>after</p>"


def test_media_without_a_callable_is_a_link_and_a_picture_nothing() -> None:
    stored = '<embed embedtype="media" url="https://youtu.be/abcdefghijk?si=tracker"/><embed embedtype="image" id="1"/>'
    assert rewrite(stored, {}) == (
        '<p class="embed"><a href="https://www.youtube.com/watch?v=abcdefghijk" rel="external noopener">YouTube</a></p>'
    )


def test_ids_are_unique_in_all_the_texts_of_one_page() -> None:
    page = Rewriter({})
    assert page.rewrite('<p id="a">1</p>') == '<p id="n-a">1</p>'
    assert page.rewrite('<p id="a">2</p><p id="b">3</p>') == '<p>2</p><p id="n-b">3</p>'
    assert page.rewrite('<p id="c">4</p><b>unclosed') == '<p id="n-c">4</p><p><strong>unclosed</strong></p>'


@pytest.mark.parametrize(
    "attack",
    [
        '<p><a href="javascript:alert(1)">x</a></p>',
        '<p><a href="JaVa\tScript:alert(1)">x</a></p>',
        '<p><a href="java&#x09;script:alert(1)">x</a></p>',
        '<p><a href="&#106;avascript:alert(1)">x</a></p>',
        '<p><a href="data:text/html,<script>1</script>">x</a></p>',
        '<p onclick="alert(1)">x</p>',
        '<p><img src="x" onerror="alert(1)">x</p>',
        "<p>x</p><script>alert(1)</script>",
        "<p>x<svg/onload=alert(1)></p>",
        '<iframe src="https://evil.example"></iframe><p>x</p>',
        "<p>x<style>*{}</style></p>",
        '<p>x<a href="https://a.example" target="_blank" onmouseover="x()">',
        "<p>x<!--><img src=y onerror=alert(1)>--></p>",
        '<p>x<a linktype="page" id="4" href="javascript:alert(1)">y</a></p>',
        "<p>x<IMG SRC=javascript:alert(1)></p>",
        '<p title=">"onclick="alert(1)">x</p>',
    ],
)
def test_no_code_reaches_the_reader(attack: str) -> None:
    public = rewrite(attack, LINKS).lower()
    assert ">x" in public
    tree = LexborHTMLParser(public)
    assert not tree.css("script, style, svg, iframe")
    for node in tree.css("*"):
        assert not any(name.startswith("on") for name in node.attributes)
        assert not (node.attributes.get("href") or "").startswith(("java", "data", "&"))


def test_the_address_map_is_escaped_and_must_be_a_web_address() -> None:
    stored = '<p><a linktype="page" id="1">x</a></p>'
    assert rewrite(stored, {("page", 1): '/a"><script>'}) == '<p><a href="/a%22%3E%3Cscript%3E">x</a></p>'
    assert rewrite(stored, {("page", 1): "javascript:alert(1)"}) == "<p>x</p>"


def test_references_name_everything_that_must_be_looked_up() -> None:
    stored = (
        '<p><a id="4" linktype="page">a</a><a linktype="document" id="7">b</a><a href="https://x.example">c</a></p>'
        '<embed alt="" embedtype="image" format="left" id="9"/><embed embedtype="media" url="https://v.example/?a&amp;b"/>'
        '<a linktype="page" id="nonsense">d</a>'
    )
    assert references(stored) == References(
        frozenset([4]), frozenset([7]), frozenset([9]), frozenset(["https://v.example/?a&b"])
    )
    assert references("<p>plain</p>") is NO_REFERENCES
    assert (references(stored) | References(frozenset([5]))).pages == {4, 5}


def test_addresses_become_absolute_in_tags_only() -> None:
    html = (
        '<p>href="/x" <a href="/a.html?b#c">a</a> <a href="#n-1">n</a> <a href="https://o.example/">o</a>'
        '<img src="/i/ab/1.jpeg" srcset="/i/ab/1.webp 480w, /i/ab/2.webp 960w" alt="a / b"></p>'
    )
    assert absolute(html, "https://m.example", "https://m.example/2013/06/x.html") == (
        '<p>href="/x" <a href="https://m.example/a.html?b#c">a</a> <a href="https://m.example/2013/06/x.html#n-1">n</a>'
        ' <a href="https://o.example/">o</a><img src="https://m.example/i/ab/1.jpeg"'
        ' srcset="https://m.example/i/ab/1.webp 480w, https://m.example/i/ab/2.webp 960w" alt="a / b"></p>'
    )


PIECES = st.sampled_from(
    [
        *(f"<{tag}>" for tag in sorted(allowed.ALLOWED)),
        *(f"</{tag}>" for tag in sorted(allowed.ALLOWED)),
        *("<b>", "</b>", "<s>", "</s>", "<h1>", "</h1>", "<div>", "</div>", "<br/>", "<!--", "-->", "<script>"),
        *('<a linktype="page" id="4">', '<a linktype="page" id="99">', '<a href="https://x.example/">', "<a>"),
        *('<a href="#fn">', '<p id="fn">', '<p data-block-key="z9">', '<td colspan="2">', '<ol start="3">'),
        *('<img src="/i/a.png" alt="x">', '<a href="javascript:x">', '<th scope="row">', '<span lang="hi">'),
        *(
            "word ",
            " ",
            "a & b",
            "&amp;",
            "&lt;b&gt;",
            "<",
            ">",
            '"',
            "\x00",
            "\x85",
            "\u202e",
            "नदी",
            '<hr id="embed-0">',
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60)


def outline(html: str) -> str:
    """How an HTML5 parser reads a fragment, written again."""
    return LexborHTMLParser(f"<!doctype html><body><main>{html}</main>").css_first("main").inner_html or ""


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example('<p><a linktype="page" id="99"><b>x</b></a></p>')
@example("<table><tbody><tr><td><table><tbody><tr><td>1</td></tr></tbody></table></td></tr></tbody></table>")
def test_public_html_is_well_formed_and_rewriting_it_changes_nothing(stored: str) -> None:
    public = str(rewrite(stored, LINKS))
    assert outline(public) == outline(outline(public))
    assert public.count("<") == outline(public).count("<")  # the parser closed, opened and moved nothing
    assert rewrite(public, LINKS) == public


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_what_the_sanitiser_lets_pass_the_copier_knows(stored: str) -> None:
    clean = clean_html(stored)
    public = rewrite(clean, LINKS)
    assert LexborHTMLParser(public).text() == LexborHTMLParser(clean).text()
    assert {node.tag for node in LexborHTMLParser(public).css("body *")} - {"div"} == {
        node.tag for node in LexborHTMLParser(clean).css("body *")
    }


def test_a_paragraph_takes_microseconds() -> None:
    """Measured against the sanitiser in the same run, so that a slow machine does not matter."""
    stored = f"<p>{'The river rose, and the <b>council</b> met in the old mill to talk of it. ' * 8}</p>"
    page = Rewriter({})
    assert grows_no_faster(
        lambda: [page.rewrite(stored) for _ in range(800)], lambda: [clean_html(stored) for _ in range(200)], than=1
    )
