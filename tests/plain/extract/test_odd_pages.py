"""Pages of odd shapes: whatever a page holds, reading it ends, in time, with an article or a reason."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.growth import grows_no_faster
from tests.plain.extract.texts import EN

from handpress.extract import Extraction, Refusal, extract_page, learn_site
from handpress.extract.prose import maximal_runs

FURNITURE = (
    "Home",
    "Print this page",
    "« Previous | Next »",
    "Read more about this subject",
    "Page 3 of 12",
    "Click here to join",
    "Back to top",
    "Tags: water, land",
    "12 Comments",
    "All rights reserved.",
    "Search this site",
    "Subscribe to our feed!",
    "Subscribe to our letter and read each week what all the others leave out of it.",
    "اشترك في القائمة البريدية",
    "यह भी पढ़ें: पानी",
)
CREDITS = (
    "By Dana Ruiz",
    "13/01/2003",
    "Last updated: 3 May 2011",
    "Source: River News",
    "Photo: Ilse Noot",
    "2040-01-02",
)
PIECES = (
    *FURNITURE,
    *CREDITS,
    *EN.paragraphs[:3],
    "A Headline Over It",
    "",
    "* * *",
    "-----",
    "1.",
    "> quoted",
    "http://[broken",
    "\x0c",
    "\ufeff",
    "\u202e",
    "…",
    "?",
)
TAGS = ("p", "div", "td", "li", "h1", "h4", "blockquote", "pre", "center", "figure", "nav", "footer", "b", "dt", "form")
VOID = (
    "<br>",
    "<hr>",
    "<img src=a.jpg>",
    "<img src='http://[x/b.gif'>",
    "<table>",
    "<tr>",
    "</table>",
    "<td>",
    "</td>",
    "<!--",
    "-->",
    "<a href='http://[x'>",
    "</a>",
    "<base href='http://[x'>",
    "<link rel=canonical href='//[y'>",
    "<p",
    "<ul><ul>",
    "<script>",
    "</html>",
    "<meta name=date content=99/99/9999>",
    "<time datetime='0000-00-00'>",
    "&#0;",
    "&#x110000;",
)


@st.composite
def _markup(draw: st.DrawFn) -> str:
    parts = draw(st.lists(st.one_of(st.sampled_from(VOID), st.tuples(st.sampled_from(TAGS), st.sampled_from(PIECES)))))
    body = "".join(part if isinstance(part, str) else "<{0}>{1}</{0}>".format(*part) for part in parts)
    return f"<html><body>{body}"


_dumps = st.lists(st.sampled_from(PIECES), min_size=1).map("\n".join)
_paragraphs = st.lists(st.sampled_from(PIECES), min_size=1).map("\n\n".join)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=300)
@given(page=st.one_of(_markup(), _dumps, _paragraphs), neighbours=st.lists(st.one_of(_markup(), _dumps), max_size=5))
def test_every_page_is_an_article_or_a_reason(page: str, neighbours: list[str]) -> None:
    profile = learn_site([*neighbours, page, page, page])
    for known in (None, profile):
        result = extract_page(page, path="2003/[odd]/x.txt", profile=known)
        assert isinstance(result, Refusal) or result.body_text or result.images


@pytest.mark.parametrize("line", FURNITURE)
@pytest.mark.parametrize("shape", ["{}", "{}\n", "<html><body>{}</body></html>", "<table><tr><td><p>{}</p></table>"])
def test_a_page_of_one_line_that_is_furniture_is_refused_with_the_reason(line: str, shape: str) -> None:
    result = extract_page(shape.format(line), path="a/one.txt")
    assert isinstance(result, Refusal)
    assert result.code in ("not_a_page", "index_page")
    assert "a/one.txt" in result.message


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<img src='a.jpg'>" * 30,
        "<html><body><table border=1><tr><th>Year<th>Boats<tr><td>2001<td>14</table>",
        "<html><head><title>Only a head</title></head></html>",
        "<html><body><h1>Only A Headline</h1></body></html>",
        "By Dana Ruiz",
        "13 May 2003",
        "<html><body>" + "<hr>" * 1000,
        "<html><frameset><frame src=a.htm></frameset></html>",
    ],
    ids=["pictures", "a table", "a head", "a headline", "a byline", "a date", "rules", "frames"],
)
def test_a_page_without_text_gives_a_reason(page: str) -> None:
    assert isinstance(extract_page(page, path="x.htm"), Refusal)


def _long(kind: str, lines: int) -> str:
    words = "the council met in the hall of the river house and nobody spoke of money"
    return {
        "lines": "\n".join(f"{words} {n} 12 May 2003" for n in range(lines)),
        "sentences and links by turns": "<html><body>"
        + "".join(f"<p>A sentence, {n}.</p><p><a href={n}>A link of some words</a></p>" for n in range(lines)),
        "a list of letters": "<html><body><ul>"
        + "".join(f"<li><a href=m{n}.html>Re: {words}</a> <i>{n % 28 + 1} May 2003</i>" for n in range(lines)),
        "a table of letters": "<html><body><table>"
        + "".join(f"<tr><td><a href={n}>{words}</a><td>{n % 28 + 1}/05/2003" for n in range(lines)),
        "deep": "<html><body>" + "<div><b><blockquote>x." * lines,
        "one line": f"{words} " * lines,
    }[kind]


@pytest.mark.parametrize(
    "kind", ["lines", "sentences and links by turns", "a list of letters", "a table of letters", "deep", "one line"]
)
def test_time_grows_with_the_page_and_not_faster(kind: str) -> None:
    """Ten times the page may take ten times as long, with room for a busy machine; a square would take a hundred."""
    short, long = (_long(kind, lines) for lines in (1_000, 10_000))
    assert grows_no_faster(partial(_learn_and_extract, long), partial(_learn_and_extract, short), than=30)


def _learn_and_extract(page: str) -> object:
    return extract_page(page, path="x.htm", profile=learn_site([page]))


def test_a_hundred_thousand_lines_are_read() -> None:
    result = extract_page(_long("lines", 100_000), path="x.txt")
    assert isinstance(result, Extraction | Refusal)


def test_stretches_by_turns_take_no_square_of_time() -> None:
    """0.05 s; looking back through all stretches each time took 13 s."""
    scores = [1.0 if place % 2 else -2.0 for place in range(80_000)]
    assert len(maximal_runs(scores)) == 40_000
    assert grows_no_faster(lambda: maximal_runs(scores), lambda: maximal_runs(scores[:8_000]), than=30)


def test_learning_from_a_page_of_megabytes_costs_no_more_than_from_a_tenth_of_it() -> None:
    """A list of 10,000 letters took 2.3 s to learn from, and there were 96 of them."""
    whole = _long("a table of letters", 16_000)
    assert len(whole) > 1_300_000
    assert grows_no_faster(lambda: learn_site([whole]), lambda: learn_site([whole[:400_000]]), than=2)


def test_the_middle_of_a_long_page_is_not_needed_to_know_its_furniture() -> None:
    pages = [
        f"<html><body><a href=home.htm>River House home</a><p>{n}</p>"
        + f"<p>{'x ' * 100}{n}.</p>" * 6_000
        + "<p>The river house keeps this site.</p></body></html>"
        for n in range(4)
    ]
    profile = learn_site(pages)
    result = extract_page(
        "<html><body><h1>A Headline Over It</h1>"
        + "".join(f"<p>{each}</p>" for each in EN.paragraphs)
        + "<p>The river house keeps this site.</p></body></html>",
        profile=profile,
    )
    assert isinstance(result, Extraction)
    assert "keeps this site" not in result.body_text


def test_a_page_that_begins_with_many_comments_is_read_at_once() -> None:
    plain = f"<html><body><h1>The weir</h1><p>{'</p><p>'.join(EN.paragraphs[:3])}</p></body></html>"
    few, many = ("<!-- a -->\n" * times + plain for times in (40, 4_000))
    profile = learn_site([])
    assert isinstance(extract_page(many.encode(), path="a.htm", profile=profile), Extraction)
    assert grows_no_faster(
        lambda: extract_page(many.encode(), path="a.htm", profile=profile),
        lambda: extract_page(few.encode(), path="a.htm", profile=profile),
        than=50,
    )
