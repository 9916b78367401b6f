"""Every page of the default theme, whatever it shows: structure, safety, weight."""

from __future__ import annotations

import base64
import hashlib
import random
import re
from collections import Counter
from itertools import pairwise
from urllib.parse import urlsplit

import brotli
import pytest
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from tests.plain.theme import samples

from handpress.theme.records import Block, CalendarYear, FrontBlock, Link, VideoFacts
from handpress.theme.theming import Theme

FRAMED = [name for name in samples.SAMPLES if name not in {"gone", "moved", "unsent", "answer"}]
FIRST_FLIGHT = 14_336  # bytes: ten packets, what a server may send before the first answer (RFC 6928)


@pytest.fixture(scope="module")
def theme() -> Theme:
    return Theme()


@pytest.fixture(scope="module", params=list(samples.SAMPLES))
def sample(request: pytest.FixtureRequest, theme: Theme) -> tuple[str, str, HTMLParser]:
    text = samples.rendered(request.param, theme)
    return request.param, text, HTMLParser(text)


def test_every_sample_has_one_main_part_and_one_first_heading(sample):
    _, _, tree = sample
    assert len(tree.css("main")) == 1
    assert len(tree.css("h1")) == 1


def test_headings_never_skip_a_level(sample):
    _, text, _ = sample
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", text)]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), levels


def test_ids_are_used_once_and_inner_links_lead_somewhere(sample):
    _, _, tree = sample
    ids = Counter(node.attributes["id"] for node in tree.css("[id]"))
    assert set(ids.values()) <= {1}
    assert {node.attributes["href"][1:] for node in tree.css('a[href^="#"]')} <= set(ids)


def test_the_policy_allows_exactly_the_style_that_is_there(sample):
    _, text, tree = sample
    style = re.search(r"<style>(.*?)</style>", text, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = tree.css_first('meta[http-equiv="Content-Security-Policy"]').attributes["content"]
    assert f"style-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert text.index("Content-Security-Policy") < text.index("<style>")
    assert not tree.css("[style]")


def test_a_page_loads_nothing_from_elsewhere_and_runs_nothing(sample):
    _, _, tree = sample
    assert {node.attributes.get("type") for node in tree.css("script")} <= {"application/ld+json"}
    assert not tree.css("link[rel=stylesheet], iframe, object, embed")
    for node in tree.css("[src], [srcset]"):
        for address in re.findall(r"[^\s,]+/[^\s,]+", node.attributes.get("src") or node.attributes["srcset"]):
            assert not urlsplit(address).netloc


def test_pictures_keep_their_place_and_say_what_they_show(sample):
    _, _, tree = sample
    for image in tree.css("img"):
        assert {"width", "height", "alt", "src"} <= set(image.attributes)
    eager = [image for image in tree.css("img") if image.attributes.get("loading") != "lazy"]
    assert len(eager) <= 1


def test_a_link_around_a_picture_only_is_left_out_of_the_tab_order(sample):
    _, _, tree = sample
    for link in tree.css("a.pic"):
        assert link.attributes["tabindex"] == "-1"
        assert link.attributes["aria-hidden"] == "true"


@pytest.mark.parametrize("name", FRAMED)
def test_the_frame_has_language_skip_link_search_and_footer(theme, name):
    _, code, _ = samples.SAMPLES[name]
    tree = HTMLParser(samples.rendered(name, theme))
    language = samples.BY_CODE[code]
    root = tree.css_first("html")
    assert root.attributes["lang"] == code
    assert (root.attributes.get("dir") == "rtl") is language.is_rtl
    first = tree.css_first("body a")
    assert first.attributes["href"] == "#main"
    form = tree.css_first("form[role=search]")
    assert form.attributes["action"] == f"{language.address}search/"
    assert form.attributes.get("method", "get") == "get"
    assert form.css_first("label").attributes["for"] == form.css_first("input").attributes["id"]
    assert tree.css_first("footer.foot")


def test_the_menu_marks_where_the_reader_is(theme):
    tree = HTMLParser(samples.rendered("article", theme))
    assert [node.text() for node in tree.css(".menu [aria-current]")] == ["Work"]
    assert not HTMLParser(samples.rendered("archive", theme)).css(".menu [aria-current]")


def test_a_site_changed_between_two_pages_is_seen_at_once(theme):
    context = samples.article_context()
    before = theme.render("article.html", "en", **context)
    context["site"] = samples.site(name="The Quick Ferry")
    assert "The Quick Ferry" not in before
    assert theme.render("article.html", "en", **context).count("The Quick Ferry") >= 3


def test_values_are_escaped_wherever_they_stand(theme):
    nasty = '"><script>alert(1)</script>'
    teaser = samples.teaser(1, headline=nasty, standfirst=nasty, source_name=nasty)
    context = samples.article_context(
        headline=nasty, standfirst=nasty, place=nasty, description=nasty, related=(teaser,), newer=teaser
    )
    context["site"] = samples.site(name=nasty, motto=nasty)
    text = theme.render("article.html", "en", **context)
    assert "<script>alert" not in text
    assert text.count("<script") == 1


def test_a_text_article_of_1_800_words_fits_the_first_flight(theme):
    words = random.Random(7)
    stems = ["".join(words.choices("abcdeghilmnoprstu", k=words.randint(2, 9))) for _ in range(900)]

    def paragraph() -> Markup:
        return Markup("<p>{}.</p>").format(" ".join(words.choices(stems, k=90)))

    body = Block("text", Markup("").join(paragraph() for _ in range(20)))
    text = theme.render("article.html", "en", **samples.article_context(blocks=(body,)))
    assert len(brotli.compress(text.encode(), quality=5)) < FIRST_FLIGHT


@pytest.mark.parametrize("name", ["article", "article-es", "article-ar", "article-hi"])
def test_frame_and_style_of_an_article_weigh_less_than_half_of_it(theme, name):
    template, code, context = samples.SAMPLES[name]
    made = context()
    empty = samples.article(code, blocks=(), corrections=(), related=())
    text = theme.render(template, code, **{**made, "article": empty, "parts": ()})
    assert len(brotli.compress(text.encode(), quality=5)) < FIRST_FLIGHT / 2


def test_rendering_twice_gives_the_same_bytes(theme):
    another = Theme()
    for name in samples.SAMPLES:
        assert samples.rendered(name, theme) == samples.rendered(name, another)


def test_a_front_page_stands_without_pictures_and_with_nothing_at_all(theme):
    bare = HTMLParser(samples.rendered("front-bare", theme))
    assert not bare.css("img")
    assert bare.css_first(".lead h2")
    assert len(HTMLParser(samples.rendered("front-many", theme)).css(".sec li")) == 299
    assert not HTMLParser(samples.rendered("front-empty", theme)).css(".front > *")


def test_a_notice_begins_with_its_marker(theme):
    assert samples.rendered("gone", theme).startswith("<!doctype html><!--handpress 410-->")
    moved = "<!doctype html><!--handpress 301 /2013/06/rivers.html-->"
    assert samples.rendered("moved", theme).startswith(moved)
    assert '<meta http-equiv="refresh" content="0; url=/2013/06/rivers.html">' in samples.rendered("moved", theme)


def test_notices_are_small_because_there_are_thousands(theme):
    assert len(samples.rendered("moved", theme).encode()) < 2_048
    assert len(samples.rendered("gone", theme).encode()) < 2_048


def test_a_closed_alert_says_so_and_an_open_one_says_until_when(theme):
    closed, still_open = (HTMLParser(samples.rendered(n, theme)).css_first(".box") for n in ("alert-closed", "alert"))
    assert "This action is closed" in closed.text()
    assert "What you can do" in still_open.text()
    assert still_open.css_first("time").attributes["datetime"] == "2026-12-01"


def test_a_republished_article_names_its_source_beside_the_byline(theme):
    context = samples.article_context(source=samples.source_credit())
    line = HTMLParser(theme.render("article.html", "en", **context)).css_first(".top .src")
    assert "First published in The Harbour Sheet on 18 November 2026" in " ".join(line.text().split())
    assert line.css_first("a").attributes["href"] == "https://harbour.example/2026/11/18/nets"


def test_a_list_says_each_date_once(theme):
    heads = [node.text() for node in HTMLParser(samples.rendered("section", theme)).css(".dated .when")]
    assert len(heads) > 5
    assert len(set(heads)) == len(heads)


def test_a_teaser_in_another_language_says_which(theme):
    guest = samples.teaser(1, "ar", kicker=None)
    context = samples.list_context("en", "list", "Salt", "/tag/t0/", name="Salt") | {"teasers": (guest,)}
    item = HTMLParser(theme.render("tag.html", "en", **context)).css_first(".item")
    assert item.attributes["lang"] == "ar"
    assert item.attributes["dir"] == "rtl"


def test_a_video_above_the_text_is_not_shown_again_in_it(theme):
    film = VideoFacts("https://tube.example/w/1", "tube.example", None, 860)
    blocks = (Block("video", url=film.url, host=film.host), Block("video", url="https://tube.example/w/2"))
    page = HTMLParser(theme.render("article.html", "en", **samples.article_context(video=film, blocks=blocks)))
    links = [node.attributes["href"] for node in page.css(".film a")]
    assert links == ["https://tube.example/w/1", "https://tube.example/w/2"]


def test_nothing_but_a_rule_stands_between_the_byline_and_the_text(theme):
    links = (Link("Français", "https://translate.example/?a"),)
    page = HTMLParser(theme.render("article.html", "en", **samples.article_context(translate_links=links)))
    assert not page.css('.top a[href^="https://translate.example"]')
    assert page.css_first('.end .say a[href^="https://translate.example"]')


def test_what_has_no_date_is_called_so_in_every_calendar(theme):
    calendar = (CalendarYear(2013, "/tag/salt/2013/", 2), CalendarYear(0, "/tag/salt/undated/", 1))
    for language, word in (("en", "Undated"), ("es", "Sin fecha")):
        context = samples.list_context(language, "list", "Salt", "/tag/salt/", name="Salt") | {"calendar": calendar}
        years = HTMLParser(theme.render("tag.html", language, **context)).css(".years .year")
        assert [node.text() for node in years] == ["2013", word]


def test_the_footer_links_to_each_page_once(theme):
    service = (Link("Archive", "/archive/"), Link("Feeds", "/feeds/"))
    footer = (Link("About us", "/about/"), Link("All our years", "/archive/"))
    context = samples.article_context() | {"site": samples.site(service=service, footer=footer, follow=())}
    columns = HTMLParser(theme.render("article.html", "en", **context)).css_first(".foot .cols")
    inner = [node.attributes["href"] for node in columns.css("a") if node.attributes["href"].startswith("/")]
    assert inner == ["/archive/", "/feeds/", "/about/"]


@pytest.mark.parametrize(("count", "is_shared"), [(1, True), (2, True), (3, False)])
def test_few_picks_share_a_column_with_the_latest(theme, count, is_shared):
    lead, picks, latest = (
        FrontBlock(name, teasers=samples.teasers(number))
        for name, number in (("lead", 1), ("picks", count), ("latest", 8))
    )
    context = samples._front("en", (lead, picks, latest))
    page = HTMLParser(theme.render("front.html", "en", **context))
    assert bool(page.css_first(".n2 .side .picks + .latest")) == is_shared
    assert bool(page.css_first(".n3 > .picks + .latest")) != is_shared


def test_the_page_of_feeds_shows_addresses_to_copy(theme):
    links = HTMLParser(samples.rendered("feeds", theme)).css(".feeds a")
    assert links
    assert all(node.text() == samples.BASE + node.attributes["href"] for node in links)
