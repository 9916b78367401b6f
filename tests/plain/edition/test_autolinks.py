"""Addresses, mail addresses and telephone numbers in a text are links."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from handpress.edition.autolinks import linked, linked_text


def targets(text: str) -> list[str]:
    return [node.attributes["href"] for node in HTMLParser(str(linked_text(text))).css("a")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to desk@paper.example.", ["mailto:desk@paper.example"]),
        ("Write to first.last+news@mail.paper.example, please", ["mailto:first.last+news@mail.paper.example"]),
        ("See https://paper.example/a?b=1&c=2#d.", ["https://paper.example/a?b=1&c=2#d"]),
        ("(see www.paper.example/list)", ["http://www.paper.example/list"]),
        ("https://en.paper.example/wiki/Dam_(river), again", ["https://en.paper.example/wiki/Dam_(river)"]),
        ("“https://paper.example/x”", ["https://paper.example/x"]),
        ("Call +91 (0)22 2345-6789 before noon", ["tel:+912223456789"]),
        ("Tel.: 022 2345 6789", ["tel:02223456789"]),
        ("Teléfono 91 234 56 78", ["tel:912345678"]),
        ("هاتف: 02 2345678", ["tel:022345678"]),
        ("फ़ोन 0712 245 1234", ["tel:07122451234"]),
        (
            "راسلونا على desk@paper.example، أو زوروا https://paper.example/ar",
            ["mailto:desk@paper.example", "https://paper.example/ar"],
        ),
        ("Press: a@b.example / +44 20 7946 0018", ["mailto:a@b.example", "tel:+442079460018"]),
        ("In 2013–2014 we counted 11,408 objections; order 2020/317, ISBN 978-3-16-148410-0", []),
        ("He said: me@ home, at 12.30 on 1/2/2013, +5 degrees", []),
        ("javascript:alert(1) and data:text/html,x", []),
        ("a telephone with 12 buttons", []),
    ],
)
def test_what_a_reader_would_copy_by_hand_is_a_link(text, found):
    assert targets(text) == found


def test_text_keeps_its_words_and_lines():
    html = linked_text("Maren Oduya\nmaren@paper.example\n<b>&")
    assert html == 'Maren Oduya<br><a href="mailto:maren@paper.example">maren@paper.example</a><br>&lt;b&gt;&amp;'


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="https://a.example/">https://a.example/</a></p>',
        "<pre>curl https://a.example/</pre>",
        '<p><a href="/x"><b>desk@a.example</b></a></p>',
        '<p><img alt="desk@a.example" src="/i/a.png"></p>',
    ],
)
def test_what_is_a_link_or_code_or_an_attribute_stays(html):
    assert linked(html) == html


def test_markup_around_an_address_stays():
    html = linked("<p>Ask <b>desk@a.example</b>, or <i>https://a.example/x</i>.</p>")
    assert html == (
        '<p>Ask <b><a href="mailto:desk@a.example">desk@a.example</a></b>, or <i>'
        '<a href="https://a.example/x" rel="external noopener">https://a.example/x</a></i>.</p>'
    )


@given(st.text(alphabet="ab@.:/w+0123456789 -()<>&\"'\n،", max_size=80))
def test_no_text_gains_or_loses_words(text):
    shown = HTMLParser(f"<body>{linked_text(text)}</body>").body
    words = "".join(text.replace("\n", "").split())
    assert "".join(shown.text().split()) == words
