"""Pages as they come: markup, pictures, tables, metadata, what is refused, and that nothing breaks the reading."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.growth import grows_no_faster
from tests.plain.extract.texts import EN
from tests.plain.test_sanitiser import SHAPES

from handpress.extract import Extraction, Refusal, SiteProfile, extract_page, learn_site
from handpress.extract.html_blocks import html_page
from handpress.extract.text_blocks import text_blocks

PROSE = "".join(f"<p>{paragraph}</p>" for paragraph in EN.paragraphs[:4])


def article(html: str | bytes, path: str = "x.htm", **options: object) -> Extraction:
    """The article of a page; the test fails where it is refused."""
    result = extract_page(html, path=path, **options)  # type: ignore[arg-type]
    assert isinstance(result, Extraction), result
    return result


def page(body: str, head: str = "") -> str:
    """A small page."""
    return f"<html><head>{head}</head><body><h1>A Headline Over It</h1><p>By Dana Ruiz</p>{body}</body></html>"


# What stands in the body.


def test_links_emphasis_lists_quotes_and_footnotes_stay() -> None:
    html = page(
        f'{PROSE}<p>As <a href="older.htm">was <i>said</i></a> before,'
        '<a href="#n1" name="r1">[1]</a> it <b>rains</b>.</p>'
        "<ul><li>one thing that is<li>another</ul><blockquote>Nobody asked us, and nobody ever will.</blockquote>"
        f'{PROSE}<p><a name="n1"></a>[1] A note on the rain.</p>'
    )
    body = article(html, "2003/new.htm").body_html
    assert '<a href="/2003/older.htm">was <em>said</em></a>' in body
    assert '<a href="#n-n1" id="n-r1">[1]</a> it <strong>rains</strong>.' in body
    assert "<ul><li>one thing that is</li><li>another</li></ul>" in body
    assert "<blockquote><p>Nobody asked us, and nobody ever will.</p></blockquote>" in body
    assert 'id="n-n1"' in body


def test_pictures_come_with_caption_and_credit_and_layout_gifs_do_not() -> None:
    html = page(
        f'<img src="spacer.gif" width=1 height=1>{PROSE}<figure><img src="img/ferry.jpg" alt="A ferry">'
        f"<figcaption>The ferry in May (Photo: Ilse Noot)</figcaption></figure>{PROSE}<img src='images/button.gif'>"
    )
    result = article(html, "2003/new.htm")
    (image,) = result.images
    assert (image.src, image.alt) == ("/2003/img/ferry.jpg", "A ferry")
    assert (image.caption, image.credit) == ("The ferry in May", "Ilse Noot")
    assert '<img alt="A ferry" src="/2003/img/ferry.jpg">' in result.body_html


def test_tables_of_data_stay_tables_and_tables_of_layout_go() -> None:
    data = "<table border=1><tr><th>Year<th>Boats<tr><td>2001<td>14<tr><td>2002<td>9</table>"
    html = f"<table><tr><td><a href=a>Home</a><td>{page(PROSE + data + PROSE)}</table>"
    body = article(html).body_html
    assert body.count("<table>") == 1
    assert "<tr><td>2001</td><td>14</td></tr>" in body


def test_a_dump_in_pre_is_read_like_a_dump() -> None:
    text = "A Headline Over It\n\nBy Dana Ruiz\n\n3 May 2011\n\n" + "\n\n".join(EN.paragraphs)
    result = article(f"<html><body><pre>{text}</pre></body></html>")
    assert (result.headline, result.authors, result.published_on) == (
        "A Headline Over It",
        ("Dana Ruiz",),
        "2011-05-03",
    )
    assert result.body_html.count("<p>") == len(EN.paragraphs)


def test_hard_wrapped_paragraphs_are_joined_and_verse_is_not() -> None:
    wrapped = (
        "The ferry left the northern landing at ten past six, with\n"
        "forty-one people aboard and a cargo of cement that nobody\nhad weighed."
    )
    assert [block.text for block in text_blocks(wrapped)] == [wrapped.replace("\n", " ")]
    assert len(text_blocks("The sea is calm\nThe boat is late\nI wait")) == 3


# What the head says.


def test_json_ld_and_meta_are_believed_over_the_printed_line() -> None:
    head = (
        '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"A Headline Over It",'
        '"datePublished":"2012-02-29T10:00:00Z","articleSection":"Water","author":['
        '{"@type":"Person","name":"Ruth Adair"},'
        '{"@type":"Person","name":"Leo Fenn"}]}]}</script>'
    )
    result = article(page(PROSE, head))
    assert (result.authors, result.published_on, result.section) == (("Ruth Adair", "Leo Fenn"), "2012-02-29", "Water")


@pytest.mark.parametrize(
    "json", ["", "{", "[" * 2000, '"x"', "[1, null]", '{"@type":"NewsArticle","headline":7,"author":5}']
)
def test_broken_json_ld_is_passed_over(json: str) -> None:
    assert article(page(PROSE, f'<script type="application/ld+json">{json}</script>')).authors == ("Dana Ruiz",)


@pytest.mark.parametrize(
    ("head", "path", "address"),
    [
        ("", "2003/x.htm", "/2003/x.htm"),
        ("", "../../etc/x y.htm", "/etc/x%20y.htm"),
        ('<link rel=canonical href="http://old.example/a/b.htm?id=4">', "dump/1.htm", "/a/b.htm?id=4"),
        ('<meta property="og:url" content="http://old.example/c.htm">', "1.htm", "/c.htm"),
        ('<base href="http://old.example/news/">', "b.htm", "/news/b.htm"),
    ],
)
def test_the_old_address_is_told_by_the_head_or_else_by_the_path(head: str, path: str, address: str) -> None:
    assert article(page(PROSE, head), path).legacy_address == address


def test_a_canonical_link_to_another_host_is_where_it_first_appeared() -> None:
    head = '<base href="http://old.example/"><link rel=canonical href="http://first.example/2011/rain">'
    result = article(page(PROSE, head), "x.htm")
    assert (result.source_url, result.legacy_address) == ("http://first.example/2011/rain", "/x.htm")


def test_a_month_folder_dates_an_undated_page_with_a_warning() -> None:
    result = article(page(PROSE), "2007/may/nurses.htm")
    assert result.published_on == "2007-05"
    assert any("folder" in warning for warning in result.warnings)


def test_a_date_that_reads_two_ways_is_reported() -> None:
    result = article(page(f"<p>03/04/2011</p>{PROSE}"))
    assert result.published_on == "2011-04-03"
    assert any("two ways" in warning for warning in result.warnings)


def test_as_json_has_the_keys_that_the_command_prints_in_their_order() -> None:
    assert list(article(page(PROSE)).as_json()) == [
        "path", "headline", "standfirst", "authors", "published_on", "source", "source_url", "section", "language",
        "body_html", "body_text", "images", "legacy_address", "warnings",
    ]  # fmt: skip


# What a site's pages share.


SOURCES = ("Coastline Weekly", "Inland Voices")


def site_page(number: int) -> str:
    """One of many pages of a site, with a notice that reads like prose."""
    notice = (
        "This site is kept by volunteers, who ask you to respect that they too must sleep, and to write to them kindly."
    )
    return (
        f"<html><body><p>{notice}</p><h2>Headline Number {chr(65 + number)} Is Here</h2><p>By Dana Ruiz</p>"
        f"<p>{number + 1} May 2011<br>{SOURCES[number % 2]}</p>"
        f"<p>{EN.paragraphs[number]}</p><p>{EN.paragraphs[number + 1]}</p><p>{notice}</p></body></html>"
    )


def test_what_stands_on_most_pages_is_no_article() -> None:
    pages = [site_page(number) for number in range(8)]
    profile = learn_site(pages)
    result = article(pages[3], profile=profile)
    assert "volunteers" not in result.body_text
    assert result.body_html.count("<p>") == 2
    assert "volunteers" in article(pages[3]).body_text + article(pages[3]).standfirst + article(pages[3]).headline


def test_a_source_is_known_again_where_only_its_place_is_unclear() -> None:
    profile = learn_site(site_page(number) for number in range(8))
    html = site_page(9).replace("10 May 2011<br>Inland Voices", "Inland Voices, 10 May 2011")
    assert article(html, profile=profile).source == "Inland Voices"
    assert article(html).source is None


def test_profiles_survive_being_written_down() -> None:
    profile = learn_site(site_page(number) for number in range(8))
    assert profile.repeated and SiteProfile.from_json(profile.to_json()) == profile
    with pytest.raises(ValueError):
        SiteProfile.from_json('{"pages": 3}')


def test_a_few_pages_teach_nothing() -> None:
    assert learn_site([site_page(1), site_page(2), b"", b"\x00\x01"]).repeated == frozenset()


# What is refused.


ENTRY = '<p><a href="a.htm">A Headline That Leads Somewhere</a></p>'
LINKS = ENTRY * 12
FOLDER = "".join(f'<a href="{name}.htm">{name}.htm</a>  2003-05-0{day} 12:01  4.2K\n' for day, name in enumerate(
    ("ash", "beech", "cedar", "dogwood", "elm", "fir"), 1))  # fmt: skip
TEASERS = f"{ENTRY}<p>By Dana Ruiz</p><p>{EN.standfirsts[0]}</p>" * 9


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        ("\ufeff \n".encode(), "empty"),
        (b"%PDF-1.4 something", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        (b"PK\x03\x04\x14\x00", "binary"),
        (bytes(range(256)) * 5, "binary"),
        (b"x" * 3000, "too_large"),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "external_entities"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>', "not_a_page"),
        (b'{"a": [1, 2, 3]}', "not_a_page"),
        (b"body { color: red; }\np { margin: 0; }\n", "not_a_page"),
        (b"<html><body><a href=a>Home</a></body></html>", "not_a_page"),
        (b"just a few words", "not_a_page"),
        (page(LINKS).encode(), "index_page"),
        (page(TEASERS).encode(), "index_page"),
        (f"<title>Index of /old</title><h1>Index of /old</h1><pre>{FOLDER}</pre>".encode(), "index_page"),
        (f"<h1>Directory listing for /old</h1><hr><ul>{FOLDER}</ul>".encode(), "index_page"),
        (f"<h1>old.example - /old/</h1><hr><pre>[To Parent Directory]<br>{FOLDER}</pre>".encode(), "index_page"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused_with_a_sentence(data: bytes, code: str) -> None:
    result = extract_page(data, path="old/x.htm", limit_bytes=2500)
    assert isinstance(result, Refusal)
    assert (result.code, result.path, result.retry) == (code, "old/x.htm", False)
    assert result.message.startswith("old/x.htm ") and result.message.endswith(".")


@pytest.mark.parametrize("end", ["<p>and then the page <a hre", "<p>and the rest is lost somewhere, as it"])
def test_a_page_that_breaks_off_gives_what_is_there(end: str) -> None:
    result = article(f"<html><body><h1>A Headline Over It</h1>{PROSE}{end}")
    assert result.body_html.count("<p>") >= 4
    assert any("breaks off" in warning for warning in result.warnings)


# Nothing breaks the reading.


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from((*SHAPES, PROSE, "3 May 2011", "By Dana Ruiz")), st.text(max_size=6)), max_size=25
    )
)
def test_no_markup_breaks_the_reading(parts: list[str]) -> None:
    assert isinstance(extract_page("".join(parts)), Extraction | Refusal)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reading(data: bytes) -> None:
    assert isinstance(extract_page(data), Extraction | Refusal)


@pytest.mark.parametrize(
    "html",
    ["<div>" * 60_000 + PROSE, "<table><tr><td>" * 20_000 + PROSE, "<font size=5>" * 60_000 + PROSE,
     "word<br>" * 40_000,
     "<" * 500_000, '"' * 500_000, "May 12 " * 60_000, "By Dana Ruiz\n" * 30_000,
     "<!--" * 60_000 + PROSE, "a | b - c\n" * 40_000],
    ids=["div", "table", "font", "br", "angles", "quotes", "dates", "bylines", "comments", "separators"],
)  # fmt: skip
def test_bombs_cost_time_in_proportion_to_their_size(html: str) -> None:
    assert isinstance(extract_page(html), Extraction | Refusal)
    assert grows_no_faster(lambda: extract_page(html), lambda: extract_page(html[: len(html) // 10]), than=30)


def test_deep_nesting_hides_no_text_that_a_browser_shows() -> None:
    assert len(html_page("<div>" * 5000 + PROSE).blocks) == 4
