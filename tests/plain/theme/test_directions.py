"""Names and passages that run the other way than what stands around them."""

from __future__ import annotations

import pytest
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from tests.plain.theme import samples

from handpress.theme.directions import directed, isolated, running
from handpress.theme.records import Byline
from handpress.theme.theming import Theme


@pytest.mark.parametrize(
    ("text", "direction", "written"),
    [
        ("Ravi & Co.", "rtl", "<bdi>Ravi &amp; Co.</bdi>"),
        ("سمير خاتون", "ltr", "<bdi>سمير خاتون</bdi>"),
        ("Ravi & Co.", "ltr", "Ravi &amp; Co."),
        ("سمير خاتون", "rtl", "سمير خاتون"),
        ("BBC عربي", "rtl", "<bdi>BBC عربي</bdi>"),
        ("2013", "rtl", "2013"),
    ],
)
def test_a_name_is_kept_apart_where_it_runs_the_other_way(text, direction, written):
    assert isolated(text, direction) == written


@pytest.mark.parametrize(
    ("html", "direction", "written"),
    [
        ("<p>One.</p><p>نهر.</p>", "ltr", '<p>One.</p><p dir="auto">نهر.</p>'),
        ("<p>نهر.</p><p>One.</p>", "rtl", '<p>نهر.</p><p dir="auto">One.</p>'),
        ("<p><b>A</b> نهر</p>", "ltr", "<p><b>A</b> نهر</p>"),
        (
            "<blockquote><p>نهر.</p></blockquote>",
            "ltr",
            '<blockquote dir="rtl"><p dir="auto">نهر.</p></blockquote>',
        ),
        ("<ul><li>One</li><li>نهر</li></ul>", "rtl", '<ul dir="ltr"><li dir="auto">One</li><li>نهر</li></ul>'),
        ('<h2 id="a">نهر</h2>', "ltr", '<h2 id="a" dir="auto">نهر</h2>'),
        ('<p dir="rtl">نهر</p>', "ltr", '<p dir="rtl">نهر</p>'),
        ("<p>&#x201c;نهر&#8221;</p>", "ltr", '<p dir="auto">&#x201c;نهر&#8221;</p>'),
        ("<p>&amp; 12</p><p>نهر</p>", "rtl", "<p>&amp; 12</p><p>نهر</p>"),
        (
            "<table><tr><td></td><td>نهر</td></tr></table>",
            "ltr",
            '<table><tr><td></td><td dir="auto">نهر</td></tr></table>',
        ),
    ],
)
def test_passages_say_which_way_they_run(html, direction, written):
    assert directed(html, direction) == Markup(written)


def test_a_quotation_of_its_own_runs_as_its_words_do():
    assert running("<p>نهر</p>", "ltr") == ' dir="rtl"'
    assert running("A river", "ltr") == ""


def test_latin_names_in_an_arabic_article_are_kept_apart():
    context = samples.article_context("ar", bylines=(Byline("Ravi Kumar"),))
    page = HTMLParser(Theme().render("article.html", "ar", **context))
    assert page.css_first(".names bdi").text() == "Ravi Kumar"
