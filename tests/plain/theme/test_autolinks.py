"""Addresses, mail addresses and telephone numbers in a text are links."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from tests.growth import grows_no_faster

from handpress.theme.autolinks import linked, linked_text


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


PIECES = [
    *(
        "tel. ",
        "call",
        "هاتف:",
        "+44 ",
        "+91 (0)",
        "(0)",
        "020",
        "2019",
        "7946",
        "٠٢٠",
        " ",
        "-",
        ".",
        "/",
        "(",
        ")",
        ",",
    ),
    *("&amp;", "&#39;", "&nbsp;", "&lt;", "<b>", "</b>", "a@b.example", "https://a.example/", "_", "\u202a"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_markup_gains_or_loses_words(html):
    made = linked(f"<p>{html}</p>")
    assert HTMLParser(made).text() == HTMLParser(f"<p>{html}</p>").text()
    for node in HTMLParser(made).css('a[href^="tel:"]'):
        assert node.attributes["href"].isascii()
        assert 6 <= len(node.attributes["href"].strip("tel:+")) <= 17


NUMBERS = [
    ("هاتف: ٠٢٠ ٧٩٤٦ ٠١٢٣", ["tel:02079460123"]),
    ("تلفن: ۰۲۱ ۲۳۴۵ ۶۷۸۹", ["tel:02123456789"]),
    ("फ़ोन: ०२२ २३४५ ६७८९", ["tel:02223456789"]),
    ("मोबाइल: +९१ ९८७६५ ४३२१०", ["tel:+919876543210"]),
    ("+44 20 7946 0123 (9-5)", ["tel:+442079460123"]),
    ("+44 20 7946 0123 - 24 hours", ["tel:+442079460123"]),
    ("+44 20 7946 0123 – 24 hours", ["tel:+442079460123"]),
    ("+44 20 7946 0123/4", ["tel:+442079460123"]),
    ("+44 20 7946 0123 2019", ["tel:+442079460123"]),
    ("+49 30 12345 2019", []),
    ("(+44) 20 7946 0123", ["tel:+442079460123"]),
    ("(+44 20 7946 0123)", ["tel:+442079460123"]),
    ("+44 (0)20 7946 0123", ["tel:+442079460123"]),
    ("+1 (212) 555-0123.", ["tel:+12125550123"]),
    ("+34 912 345 678", ["tel:+34912345678"]),
    ("Tel. 01 23 45 67 89 / 01 23 45 67 90", ["tel:0123456789", "tel:0123456790"]),
    ("Tel. 2345 6789, 2345 6790", ["tel:23456789", "tel:23456790"]),
    ("Tel. 2345 6789, 2019-2020", ["tel:23456789"]),
    ("tél. 01 23 45 67 89", ["tel:0123456789"]),
    ("Telefax 030 1234567", ["tel:0301234567"]),
    ("Tel. 030/1234567", ["tel:0301234567"]),
    ("Phone number: 020 7946 0123", ["tel:02079460123"]),
    ("Telephone no. 020 7946 0123", ["tel:02079460123"]),
    ("Phone (office): 020 7946 0123", ["tel:02079460123"]),
    ("phones: 020 7946 0123", ["tel:02079460123"]),
    ("Call (022) 2345 6789 now", ["tel:02223456789"]),
    ("Call 1-800-555-0123", ["tel:18005550123"]),
    ("الهاتف: ٠٢٠ ٧٩٤٦ ٠١٢٣", ["tel:02079460123"]),
    ("هاتف رقم ٠٢٠ ٧٩٤٦ ٠١٢٣", ["tel:02079460123"]),
    ("Tel.\u00a0020 7946 0123", ["tel:02079460123"]),
    ("+44\u201120\u20117946\u20110123", ["tel:+442079460123"]),
    ("\u202a+44 20 7946 0123\u202c", ["tel:+442079460123"]),
    ("هاتف: \u202a020 7946 0123\u202c", ["tel:02079460123"]),
    ("Tél. : 01 23 45 67 89", ["tel:0123456789"]),
    ("Mob: 98765 43210", ["tel:9876543210"]),
    ("Ph. 022-23456789", ["tel:02223456789"]),
    ("Teléfono: 600 123 456", ["tel:600123456"]),
    ("Fax: 020 7946 0123-5", ["tel:02079460123"]),
    ("Fax: 030 12345-5", []),
    ("Fax: 030 12345-0", ["tel:030123450"]),
    ("Telephone (24 hours): 020 7946 0123", ["tel:02079460123"]),
    ("Tel (020) 7946 0123", ["tel:02079460123"]),
    ("Tel：020 7946 0123", ["tel:02079460123"]),
    ("جوّال: 0501234567", ["tel:0501234567"]),
    ("Tel. 0044 20 7946 0123", ["tel:00442079460123"]),
    ("Tel: 01.23.45.67.89", ["tel:0123456789"]),
]


@pytest.mark.parametrize(("text", "found"), NUMBERS)
def test_a_telephone_link_dials_the_number_that_is_meant(text, found):
    assert targets(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "We call 100 000 people", "He made a call. 100 250 300 people came", "the call: 500 600 700 people",
        "the cell. 1200 5000 more", "fax 1 234 567 890", "temperature +20 25 30 35 40",
        "They call 2 000 000 workers", "call 1984 1985 1986", "call 10.5.2004-12.6.2004",
        "call 9.30-12.30", "Call 0900-1730", "fax: 9-12 14-17",
        "The mobile 2004 2005 budget", "the phone 3310 2000", "fax 2003-2004",
        "phone: 2019-2020 report", "phone: 2003-04 report", "cell: 2004-2009 (2012)", "pH 7.0 10.50 12",
        "ph: 7.0 10.50 12", "Tel: 2004-05-10", "Phone: 100 000 subscribers", "Fax: 2.000.000", "Mobile: 45% 30% 12%",
        "+1 000 000 euros", "profit +12 000 000", "profit +34 500 000 000", "price: +1.234.567 (2019)",
        "+38.8977 -77.0365", "+51.507400 -0.127800", "ISBN: +978 3 16 148410 0", "(+20 000 2019 votes)",
        "+49 2019 2020 2021", "+999 20 7946 0123", "+442079460123456", "Tel. 0800 555-FLOWERS", "Hotel: 020 7946 0123",
        "+34 912 345 678 €", "Tel. 020 7946 012345678901",
    ],
)  # fmt: skip
def test_counts_years_dates_hours_and_measures_are_no_telephone_numbers(text):
    assert targets(text) == []


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Tel.&nbsp;020 7946 0123</p>", ["tel:02079460123"]),
        ("<p>Tel. <b>020 7946 0123</b></p>", ["tel:02079460123"]),
        ("<p><strong>Phone:</strong> 020 7946 0123</p>", ["tel:02079460123"]),
        ("<p>Phone</p><p>3310 2000 were sold</p>", []),
        ("<p>the <b>phone</b> 3310 2000</p>", []),
        ("<p>It was <b>his</b> call 0200 3000</p>", []),
        ("<p>https://a.example/?q=&quot;x&quot; and</p>", ["https://a.example/?q=%22x%22"]),
        ("<p>&quot;https://a.example/?a=1&amp;b=2&quot;</p>", ["https://a.example/?a=1&b=2"]),
    ],
)
def test_character_references_and_bold_type_hide_no_number_and_no_address(html, found):
    made = linked(html)
    assert [node.attributes["href"] for node in HTMLParser(made).css("a")] == found
    assert HTMLParser(made).text() == HTMLParser(html).text()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@asha@example.social", []),
        ("o'neil@example.org", ["mailto:o'neil@example.org"]),
        ("O’Neil: o’neil@example.org", []),
        ("'desk@example.org'", ["mailto:desk@example.org"]),
        ("image@2x.png", []),
        ("git@github.com:foo/bar.git", []),
        ("Write to: desk@example.org: we answer", ["mailto:desk@example.org"]),
        ("react@18.2.0", []),
        ("ssh://git@github.com/foo", []),
    ],
)
def test_what_only_looks_like_a_mail_address_is_none(text, found):
    assert targets(text) == found


@pytest.mark.parametrize("sign", [*"؟۔॥।。！？，", "—then", "–then", ".", "_"])
def test_an_address_ends_where_the_sentence_goes_on(sign):
    opening = "_" if sign == "_" else " "
    assert targets(f"See{opening}https://a.example/x{sign}") == ["https://a.example/x"]


def test_a_last_underscore_of_a_path_stays():
    assert targets("https://a.example/path_with_underscore_") == ["https://a.example/path_with_underscore_"]


@pytest.mark.parametrize(
    "part", ["QUJD+", "a.", "a'", "a@", ".", ")", "https://", "+1 ", "tel ", "tel. 0 ", "1 ", "&amp;", "a@a.", "www.("]
)
def test_the_time_grows_with_the_text_and_no_faster(part):
    """Four times the text is four times the time; a square would be sixteen."""
    assert grows_no_faster(lambda: linked_text(part * 40_000), lambda: linked_text(part * 10_000), than=9)
