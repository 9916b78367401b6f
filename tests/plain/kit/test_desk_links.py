"""Links to the desk are known in whatever form they are pasted, and in every kind of file."""

from __future__ import annotations

import pytest

from handpress.kit.desk_links import desk_links_of_file, leads_to_the_desk, lost_links, without_desk_links
from handpress.kit.sanitiser import clean_html

OURS = "paper.example"
TO_THE_DESK = [
    "/desk/pages/189/edit/#_ftn1", "/desk", "/desk/", "/desk/images/", "https://paper.example/desk/pages/3/edit/",
    "http://127.0.0.1:8000/desk/pages/189/edit/photos.html", "http://localhost/desk/x", "//paper.example/desk/",
    "https://PAPER.example/desk/documents/", "https://old.example/desk/pages/7/edit/#_ftnref2",
    "https://old.example/desk/snippets/newsroom/section/edit/3/",
    "/x/../desk/", "/./desk/pages/3/", "/2013/../../desk/", "//paper.example//desk/", "/DESK/pages/4/edit/",
    "/%64esk/pages/4/", "/d%45sk/", "http://127.1:8000/desk/", "http://0:8000/desk", "http://127.0.0.1.:8000/desk/a",
    "http://[::1]:8000/desk/", "http://desk.localhost/desk/", "http:desk/pages/3/", "https:/desk/", "\\desk\\pages\\3",
    "http://2130706433/desk/",
]  # fmt: skip
ELSEWHERE = [
    "/2013/06/desk.html", "/desktop/", "https://news.example/desk/politics.html", "https://news.example/desk/",
    "mailto:desk@paper.example", "#desk", "/about/?from=/desk/", "http://[broken", "",
    "/help/desk/", "/desk/../about/", "https://news.example/%64esk/", "http://128.0.0.1/desk/", "desk", "/desks/",
]  # fmt: skip


@pytest.mark.parametrize("address", TO_THE_DESK)
def test_an_address_of_the_desk(address):
    assert leads_to_the_desk(address, OURS)
    html = f'<p>Before <a href="{address}">words</a> after</p>'
    assert without_desk_links(html, OURS) == "<p>Before words after</p>"


@pytest.mark.parametrize("address", ELSEWHERE)
def test_an_address_elsewhere(address):
    assert not leads_to_the_desk(address, OURS)
    html = f'<p><a href="{address}">words</a></p>'
    assert without_desk_links(html, OURS) == html


def test_a_footnote_is_a_place_where_there_is_one_and_words_where_not():
    link = '<a href="https://paper.example/desk/pages/189/edit/#_ftn1">[1]</a>'
    there = f'<p>Said{link}.</p><p id="_ftn1">A note.</p>'
    assert without_desk_links(there, OURS) == '<p>Said<a href="#_ftn1">[1]</a>.</p><p id="_ftn1">A note.</p>'
    assert without_desk_links(f"<p>Said{link}.</p>", OURS) == "<p>Said[1].</p>"


def test_what_is_lost_is_named():
    html = (
        '<a href="/desk/pages/3/edit/photos.html">a</a><a href="photos.html">b</a><a href="#n">c</a><a href="/x">d</a>'
    )
    assert list(lost_links(html)) == ["/desk/pages/3/edit/photos.html", "photos.html"]


def test_the_sanitiser_lets_none_through():
    html = '<p><a href="/desk/pages/3/edit/#_ftn1">one</a> <a href="http://127.0.0.1/desk/a.html">two</a></p>'
    assert "/desk" not in clean_html(html)
    assert "/desk" not in clean_html('<p><img src="/desk/images/3/x.jpg" alt="A"></p>')


@pytest.mark.parametrize(
    "written",
    [
        '<a href="{}">x</a>', "<a href='{}'>x</a>", '<img src="{}">', '<source srcset="{} 480w">',
        '<meta property="og:url" content="{}">', '<meta http-equiv="refresh" content="0; url={}">', '{{"url": "{}"}}',
        '{{"sameAs": ["{}"]}}', "<link>{}</link>", "<loc>{}</loc>", "<content>&lt;a href=&quot;{}&quot;&gt;</content>",
        '<enclosure url="{}"/>', '{{"content_html": "<a href=\\"{}\\">x</a>"}}', '<form action="{}">',
    ],
)  # fmt: skip
def test_a_file_that_leads_there_is_known(written):
    assert desk_links_of_file(written.format("https://paper.example/desk/pages/3/").encode(), OURS)
    assert desk_links_of_file(written.format("https://paper.example/x/../%64ESK/pages/3/").encode(), OURS)
    assert not desk_links_of_file(written.format("https://paper.example/2013/06/desk.html").encode(), OURS)


@pytest.mark.parametrize(
    "body",
    [
        '<meta name="description" content="Open /desk/ and sign in.">',
        '<meta property="og:title" content="/desk/">',
        '{"title": "/desk/", "summary": "/desk/", "tags": ["/desk/"]}',
        "Disallow: /desk/",
        "<p>He wrote /desk/pages/3/ on the wall</p>",
        "<code>/desk/</code>",
        '<a href="/desktop/">',
    ],
)
def test_a_file_that_only_speaks_of_it_may_be_written(body):
    assert not desk_links_of_file(body.encode(), OURS)
