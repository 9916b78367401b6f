"""Old addresses: kept, led on, or reported; never on top of the magazine's own pages or of each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from wagtail.models import Locale

from handpress.addresses import answers
from handpress.addresses.models import Address
from handpress.addresses.own_places import OWN_LISTS
from handpress.importers import run
from handpress.importers.old_addresses import OldAddresses, OldPlace, refusal_of
from handpress.importers.own_places import LISTED
from handpress.kit.own_words import RESERVED, SERVED_ELSEWHERE
from handpress.newsroom.models import Article, Section
from handpress.reading import places
from handpress.reading.keys import Group
from tests.app.importers.conftest import write_page


@pytest.mark.parametrize(
    "path",
    [
        "/2005/jan/coast.htm",
        "/archive/2004/x.htm",
        "/section.asp",
        "/a b/c.htm",
        "/é.htm",
        "/index.htm",
        "/2005/06/x.html",
        "/2005/index.htm",
        "/about",
        "/es/nota.htm",
        "/feeds.htm",
        "/2005/06/x/",
        "/page.asp?id=3",
        "/?p=17",
        "/archive/?page=2",
        "/a (1)#2.htm",
    ],
)
def test_an_address_that_a_file_can_stand_at_is_led_on(path: str) -> None:
    assert refusal_of(path) == ""


@pytest.mark.parametrize(
    ("path", "word"),
    [
        (f"/page.asp?id={'3' * 200}", "query"),
        ("/page.asp?at=/a/b", "query"),
        ("/search/?q=weir", "own pages"),
        ("/es/search/?q=weir", "own pages"),
        ("/desk/?next=1", "desk"),
        ("relative.htm", "cannot be"),
        ("//other.example/x.htm", "cannot be"),
        ("/a/../b.htm", "cannot be"),
        ("/a\\b.htm", "cannot be"),
        ("/a\nb.htm", "cannot be"),
        ("/a\0b.htm", "cannot be"),
        ("/?p=a\0b", "cannot be"),
        ("/" + f"{'İ' * 60}/" * 5, "200 bytes"),
        ("/.well-known/x", "dot"),
        ("/a/.git/x.htm", "dot"),
        ("/x.htm.gz", ".gz"),
        ("/k.php?f=a.gz", ".gz"),
        ("/k.php?f=a.br", ".br"),
        (f"/{'अ' * 80}.htm", "200 bytes"),
        ("/" + "a/" * 260, "200 bytes"),
        ("/desk/", "desk"),
        ("/i/ab/cd.jpg", "store"),
        ("/", "own pages"),
        ("/index.html", "own pages"),
        ("/es/index.html", "own pages"),
        ("/2005/", "own pages"),
        ("/2005/06/index.html", "own pages"),
        ("/archive/", "own pages"),
        ("/es/archive/index.html", "own pages"),
        ("/feeds/all.xml", "own pages"),
        ("/robots.txt", "own pages"),
        ("/404.html", "own pages"),
        ("/sitemap.xml", "own pages"),
    ],
)
def test_an_address_that_no_file_of_ours_can_stand_at_says_why(path: str, word: str) -> None:
    assert word in refusal_of(path)


def test_what_cannot_be_an_address_is_not_asked_for(django_assert_num_queries) -> None:
    places = OldAddresses()
    with django_assert_num_queries(0):
        places.next_batch(["/a%00b/", "/" + "İ" * 499, "//x", "/a%0Ab"])
    assert places.place("/a%00b/").warning


def placed(path: str, *, keeps: bool = False) -> OldPlace:
    """The place of one address by itself."""
    places = OldAddresses(keeps=keeps)
    places.next_batch([path])
    return places.place(path)


@pytest.mark.parametrize("path", ["/archive/2004/x.htm", "/section/old.htm", "/" + "long/" * 62 + "x.htm"])
def test_an_address_among_our_own_lists_is_not_kept_but_led_on(path: str) -> None:
    place = placed(path, keeps=True)
    assert (place.kept, place.redirect) == ("", path)
    assert "could not be kept" in place.warning


def test_a_percent_encoded_address_is_the_path_it_stands_for() -> None:
    assert placed("/caf%C3%A9.htm").redirect == "/café.htm"


def test_a_page_and_a_folder_of_one_name_cannot_both_be_kept() -> None:
    places = OldAddresses(keeps=True)
    assert places.place("/news").kept == "/news"
    beneath = places.place("/news/today.htm")
    assert (beneath.kept, beneath.redirect) == ("", "")
    assert "lies beneath /news" in beneath.warning
    assert places.place("/views/today.htm").kept
    above = places.place("/views")
    assert (above.kept, above.redirect) == ("", "/views")


def test_pages_and_folders_of_earlier_imports_count_too() -> None:
    Address.objects.create(path="/news", state="live", record="article:1")
    Address.objects.create(path="/views/today.htm", state="live", record="article:2")
    assert "lies beneath /news" in placed("/News/today.htm", keeps=True).warning
    assert placed("/views", keeps=True).kept == ""


def test_addresses_that_differ_in_capitals_only_are_reported(tmp_path: Path) -> None:
    write_page(tmp_path / "old/Page.htm", "One weir", "2004-01-02")
    write_page(tmp_path / "old/page.htm", "Another weir", "2004-01-03")
    report = run.import_path(tmp_path / "old", keep_addresses=True)
    assert report.counts["new"] == 2
    warned = [line for line in report.lines if any("capitals" in warning for warning in line.warnings)]
    assert len(warned) == 1
    assert answers.resolve("/Page.htm").status == 200


def test_kept_addresses_serve_the_articles_and_the_rest_leads_on(tmp_path: Path) -> None:
    old = tmp_path / "old"
    write_page(old / "2004/weir.htm", "One weir", "2004-01-02")
    write_page(old / "archive/weir.htm", "Another weir", "2004-01-03")
    write_page(old / "index.html", "The home of the weir", "2004-01-04")
    run.import_path(old, keep_addresses=True)
    assert Article.objects.get(title="One weir").public_path == "/2004/weir.htm"
    moved = answers.resolve("/archive/weir.htm")
    assert (moved.status, moved.to_path) == (301, "/2004/01/another-weir.html")
    assert not Address.objects.filter(path="/index.html").exists()


# Addresses that one file answers.

TWINS = [
    ("/rss", "/rss/"), ("/rss", "/rss/index.html"), ("/RSS/", "/rss/index.html"), ("/a/weir.htm", "/a/weir.htm/"),
    ("/archives/17", "/archives/17/"), ("/?p=1", "/index.html?p=1"), ("/b/?p=1", "/b/index.html?p=1"),
]  # fmt: skip
BOTH_WAYS = [*TWINS, *[(other, one) for one, other in TWINS]]


@pytest.mark.parametrize(("one", "other"), BOTH_WAYS)
@pytest.mark.parametrize("keeps", [False, True])
def test_of_two_addresses_of_one_file_the_second_is_taken(one: str, other: str, *, keeps: bool) -> None:
    places = OldAddresses(keeps=keeps)
    places.next_batch([one, other])
    first = places.place(one)
    assert first.kept or first.redirect
    second = places.place(other)
    assert (second.kept, second.redirect) == ("", "")
    assert "another page" in second.warning


@pytest.mark.parametrize(("one", "other"), BOTH_WAYS)
@pytest.mark.parametrize("state", ["live", "redirect", "gone"])
def test_an_address_whose_file_the_database_knows_is_taken_or_the_record_s_own(
    one: str, other: str, state: str
) -> None:
    Address.objects.create(path=one, state=state, record="article:1")
    places = OldAddresses()
    places.next_batch([other])
    assert "another page" in places.place(other, record="article:2").warning
    assert "another page" in places.place(other).warning
    assert places.place(other, record="article:1") == OldPlace()


def test_what_leads_to_a_path_has_its_file_too() -> None:
    Address.objects.create(path="/rss/", state="redirect", to_path="/feeds/all.xml")
    assert "another page" in placed("/rss").warning


def test_queries_of_a_page_without_a_folder_are_files_of_their_own() -> None:
    places = OldAddresses()
    places.next_batch(["/b?p=1", "/b/?p=1", "/b"])
    assert [places.place(path).redirect for path in ("/b?p=1", "/b/?p=1", "/b")] == ["/b?p=1", "/b/?p=1", "/b"]


def test_a_query_in_other_capitals_leads_nowhere_and_says_so() -> None:
    places = OldAddresses()
    places.next_batch(["/x.php?id=AbC", "/x.php?id=abc"])
    places.place("/x.php?id=AbC")
    assert places.place("/x.php?id=abc").warning.endswith("it leads nowhere now.")
    assert "/x.php?id=AbC" in places.place("/x.php?id=abc").warning


@pytest.mark.parametrize("keep", [False, True])
def test_posts_at_addresses_of_one_file_come_in_and_one_has_it(tmp_path: Path, pressed_paper, *, keep: bool) -> None:
    write_page(tmp_path / "old/river", "One weir", "2004-01-02")
    write_page(tmp_path / "more/river/index.html", "Another weir", "2004-01-03")
    run.import_path(tmp_path / "old", keep_addresses=keep)
    report = run.import_path(tmp_path / "more", keep_addresses=keep)
    assert report.counts["new"] == 1
    assert [warning for line in report.lines for warning in line.warnings if "another page" in warning]
    pressed_paper.run()
    assert answers.resolve("/river").status == (200 if keep else 301)
    assert answers.resolve("/river/index.html").status == 404


# Folders under words that are reserved.


def test_the_words_of_our_own_lists_are_those_of_the_edition() -> None:
    assert {*places.KIND_SLUGS.values(), places.PICKS_SLUG} == set(OWN_LISTS)
    assert set(LISTED) == set(places.WITH_SLUG)


@pytest.mark.parametrize("language", ["", "/es"])
@pytest.mark.parametrize("rest", ["123", "the-long-walk", "2012/the-long-walk", "water/canal", "2012/06/17/x"])
@pytest.mark.parametrize("slash", ["", "/"])
def test_an_old_folder_under_a_reserved_word_is_none_of_the_magazine_s_pages(
    language: str, rest: str, slash: str
) -> None:
    paths = {word: f"{language}/{word}/{rest}{slash}" for word in RESERVED - SERVED_ELSEWHERE}
    assert {word: placed(path).redirect for word, path in paths.items()} == paths


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/the-gates-feeds/", "/feeds/atom-piece/", "/FEEDS/Gates-feeds.HTML", "/icons/the-gates-icons/",
        "/icons/", "/sitemaps/the-gates-sitemaps/", "/links/2012/03/", "/links/page/2/", "/es/feeds/the-dam",
        "/feeds/rss.xml", "/feeds/2012/", "/feeds/kind/the-dam.xml", "/sitemaps/", "/sitemaps/posts-1.xml",
        "/es/sitemaps/pages.xml", "/search/2012/", "/archive/2012/", "/feeds/all.html", "/feeds/section/water/",
        "/icons/apple.png", "/feed/", "/sitemaps/2012/06/", "/feeds/all/the-dam.xml",
    ],
)  # fmt: skip
def test_where_nothing_of_the_press_stands_an_old_address_leads_on(path: str) -> None:
    assert (placed(path).redirect, placed(path).warning) == (path, "")


@pytest.mark.parametrize("group", [*places.WITH_SLUG, "kind", "picks", "all"])
@pytest.mark.parametrize("form", ["xml", "json"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_feeds_of_the_press_answer_themselves(group: str, form: str, language: str) -> None:
    address = places.feed_address(Group(group, "video" if group == "kind" else ""), language, "water", form)
    assert "own pages" in placed(address).warning


@pytest.mark.parametrize(
    "path",
    [
        "/sitemaps/pages.xml", "/sitemaps/news.xml", "/sitemaps/2012-06.xml", "/sitemaps/2012.xml",
        "/sitemaps/undated.xml", "/feeds/", "/es/feeds", "/links/", "/search/index.html", "/undated/",
        "/videos/undated/", "/es/2012/06/", "/Feeds/All.XML",
    ],
)  # fmt: skip
def test_files_and_pages_of_the_press_answer_themselves(path: str) -> None:
    assert "own pages" in placed(path).warning


@pytest.mark.parametrize("rest", ["", "/", "/2012", "/2012/", "/2012/06/", "/index.html"])
def test_a_section_that_the_magazine_has_answers_itself(rest: str) -> None:
    Section.objects.create(name="Water", slug="water", locale=Locale.get_default())
    assert "own pages" in placed(f"/section/water{rest}").warning
    assert "own pages" in placed(f"/Section/Water{rest}").warning
    assert placed(f"/section/fire{rest}").redirect
    assert placed("/section/water/canal/").redirect


@pytest.mark.parametrize("path", ["/videos/", "/videos/2012/", "/es/archive/", "/archive", "/book-reviews/2012/06/"])
def test_lists_that_every_language_has_answer_themselves(path: str) -> None:
    assert "own pages" in placed(path).warning
