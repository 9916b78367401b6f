"""A question is not thrown away: the search's page repeats its words, whatever they are."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from tests.plain.theme import samples

from handpress.server.answers import TreeAnswers
from handpress.server.asked import LONGEST, with_words, words_asked
from handpress.server.messages import Request
from handpress.theme.theming import Theme

PRESSED = samples.rendered("search", Theme()).encode()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> TreeAnswers:
    root = tmp_path_factory.mktemp("public")
    for folder in ("search", "es/search", "archive"):
        (root / folder).mkdir(parents=True)
        (root / folder / "index.html").write_bytes(PRESSED)
    return TreeAnswers(root)


def asked(site: TreeAnswers, path: str, query: str) -> HTMLParser:
    answer = site.answer(Request("GET", path, query))
    assert answer.status == 200
    body = answer.body if answer.body is not None else Path(answer.file or "").read_bytes()
    return HTMLParser(body.decode())


@pytest.mark.parametrize("path", ["/search/", "/es/search/"])
@pytest.mark.parametrize("words", ["river", "नदी और बाँध", "نهر", "河", '"a phrase" -not & more', "100% + 1", "a=b&c"])
def test_the_words_are_repeated_kept_in_the_form_and_handed_on(site: TreeAnswers, path: str, words: str) -> None:
    page = asked(site, path, f"q={quote(words, safe='')}")
    assert page.css_first("main q").text() == words
    assert [node.attributes["value"] for node in page.css("main input[name=q]")] == [words]
    outside = page.css_first("main a[data-asked]").attributes["href"]
    assert unquote(outside).endswith(f"site:magazine.example {words}")


def test_plus_signs_are_spaces_as_forms_send_them(site: TreeAnswers) -> None:
    assert asked(site, "/search/", "q=big+river&x=1").css_first("main q").text() == "big river"


@pytest.mark.parametrize("query", ["", "q=", "q=%20%00%0a", "x=1", "quince=1", "&" * 500 + "q=river"])
def test_without_a_question_the_page_is_as_pressed(site: TreeAnswers, query: str) -> None:
    answer = site.answer(Request("GET", "/search/", query))
    assert answer.body == PRESSED
    assert "%%asked%%" not in HTMLParser(PRESSED.decode()).body.text()


def test_other_pages_do_not_repeat_what_is_asked_of_them(site: TreeAnswers) -> None:
    assert site.answer(Request("GET", "/archive/", "q=river")).body == PRESSED


def test_a_question_without_end_is_cut() -> None:
    assert len(words_asked("q=" + "a" * 100_000)) == LONGEST


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "--> <b>x</b> <!--",
        "asked--> %%asked%%",
        "&lt;b&gt;",
    ],
)
def test_what_is_asked_is_text_and_nothing_else(site: TreeAnswers, words: str) -> None:
    page = asked(site, "/search/", f"q={quote(words, safe='')}")
    assert page.css_first("main q").text() == words
    assert not page.css("main script, main img, main b")
    assert len(page.css("main input")) == 1


@given(st.text(max_size=60))
def test_no_question_changes_the_page_around_it(text: str) -> None:
    words = words_asked(f"q={quote(text, safe='', errors='replace')}")
    filled = with_words(PRESSED, words)
    if filled is None:
        assert not words
        return
    page, pressed = HTMLParser(filled.decode()), HTMLParser(PRESSED.decode())
    assert page.css_first("main q").text() == words
    assert len(page.css("*")) == len(pressed.css("*")) + 2  # the sentence and its quotation
