"""Reading in bulk: a constant number of queries, and gaps are tolerated."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handpress.edition.recipes.article import ArticleRecipe
from handpress.edition.recipes.notices import file_of_notice
from handpress.newsroom.models import Article, Magazine
from handpress.pages.pressroom import Pressroom, reset
from handpress.pages.recipe import redact
from handpress.reading import keys, lists, places
from handpress.reading.bodies import Bodies, wanted_by
from handpress.reading.keys import Group
from handpress.reading.media import Pictures
from handpress.reading.queries import ASKED, Given, Query
from handpress.theme.records import ACCENT
from tests import factories as make


def _queries(ids: list[int]) -> int:
    reset()
    recipe = ArticleRecipe()
    recipe.room.reading("en")
    with CaptureQueriesContext(connection) as captured:
        assert len(list(recipe.read([str(id) for id in ids]))) == len(ids)
    return len(captured)


def test_twenty_articles_take_no_more_queries_than_three():
    author, tag = make.author(), make.tag()
    ids = [
        make.published(f"Piece {n}", bylines=[author], tags=[tag], published_on=date(2013, 1, 1 + n)).pk
        for n in range(20)
    ]
    assert _queries(ids) <= _queries(ids[:3]) <= 25


def test_an_article_with_nothing_but_a_headline_can_be_read():
    article = make.published("Bare", published_on=date(2013, 1, 1))
    Article.objects.filter(pk=article.pk).update(body="[]")
    reset()
    (reading,) = ArticleRecipe().read([str(article.pk)])
    assert reading.path == "2013/01/bare.html"
    assert reading.record.context["article"].blocks == ()


@pytest.mark.parametrize(
    ("original", "is_known"),
    [
        ("https://post.example/2013/06/rivers", True),
        ("https://post.example/?p=7", True),
        ("https://post.example/", False),
        ("http://www.post.example/index.html", False),
        ("", False),
    ],
)
def test_a_source_s_home_page_is_no_original(original, is_known):
    source = make.source("The Post", home_url="https://post.example")
    article = make.published("Rivers", source=source, original_url=original, published_on=date(2013, 6, 1))
    reset()
    (reading,) = ArticleRecipe().read([str(article.pk)])
    read, page = reading.record.context["article"], reading.record.page
    assert page.canonical == (original if is_known else places.absolute(article.public_path))
    assert read.canonical == page.canonical
    assert read.source.original_url == (original if is_known else "")


def test_lists_hold_what_is_found_by_looking_at_every_article():
    sections, author, tag = [make.section(f"S{n}") for n in range(3)], make.author(), make.tag()
    days = [(date(2013, 1, 1), "day"), (date(2013, 2, 1), "month"), (date(2011, 1, 1), "year"), (None, "none")]
    held: dict[Group, list[Article]] = {}
    for n in range(16):
        on, precision = days[n % 4]
        article = make.published(
            f"P{n}",
            main_section=sections[n % 3],
            further_sections=[sections[0]],
            bylines=[author, author] if n % 2 else [],
            tags=[tag] if n % 5 else [],
            published_on=on,
            date_precision=precision,
        )
        article.refresh_from_db()
        groups = {
            Group("all", "", "en"),
            Group("section", str(sections[0].pk)),
            Group("section", str(sections[n % 3].pk)),
        }
        groups |= {Group("author", str(author.pk), "en")} if n % 2 else set()
        groups |= {Group("tag", str(tag.pk))} if n % 5 else set()
        for group in groups:
            held.setdefault(group, []).append(article)
    empty = Group("picks", "", "en")
    for some in held.values():
        some.sort(key=lambda each: (each.sorted_on, each.day_order, each.pk), reverse=True)
    by_bucket: dict[tuple[Group, str], list[int]] = {}
    for group, some in held.items():
        for each in some:
            by_bucket.setdefault((group, keys.bucket_in(group, each.bucket)), []).append(each.pk)
    assert lists.newest([*held, empty], limit=5) == {group: [a.pk for a in some[:5]] for group, some in held.items()}
    assert lists.buckets([*by_bucket, (empty, "2013")]) == by_bucket
    found = lists.calendars([*held, empty])
    assert {(group, bucket): n for group, some in found.items() for bucket, n in some.items()} == {
        pair: len(ids) for pair, ids in by_bucket.items()
    }
    assert all(list(some) == keys.newest_first(some) for some in found.values())


def test_a_query_asked_again_gives_what_its_queryset_gives():
    articles = [make.published(f"P{n}", published_on=date(2013, 1, 1 + n)) for n in range(3)]
    columns = ("pk", "translation_key", "sorted_on", "is_public", "first_published_at")
    query = Query(lambda: Article.objects.filter(pk__among=ASKED).order_by("pk").values_list(*columns))
    for some in (articles, articles[:1], []):
        ids = [article.pk for article in some]
        expected = list(Article.objects.filter(pk__in=ids).order_by("pk").values_list(*columns))
        assert list(query.of([*ids, None])) == expected
    of_keys = Query(lambda: Article.objects.filter(translation_key__among=ASKED).order_by().values_list("pk"))
    assert list(of_keys.of([articles[1].translation_key])) == [(articles[1].pk,)]
    since = Query(lambda: Article.objects.filter(bucket__same=Given(1), sorted_on__from=Given(0)).values_list("pk"))
    assert {pk for (pk,) in since("2013-01-02", "2013-01")} == {articles[1].pk, articles[2].pk}
    assert list(since("2013-01-02", "2013-02")) == []


def test_pieces_with_nothing_to_show_are_left_out_of_a_body():
    body = [
        {"type": "picture", "value": {"picture": 999}},
        {"type": "video", "value": {"url": "javascript:alert(1)"}},
        {"type": "document", "value": {"document": 999}},
        {"type": "gallery", "value": {"pictures": [{"type": "item", "value": {"picture": 999}, "id": "x"}]}},
        {"type": "unheard-of", "value": None},
        {"type": "text", "value": "<p>Kept.</p>"},
        {"type": "quote", "value": {"text": "Said <b>so</b>.", "attribution": "She"}},
    ]
    assert wanted_by(body).pictures == {999}
    bodies = Bodies(Pictures([]), {}, {})
    blocks = bodies.blocks(body, bodies.rewriter())
    assert [block.type for block in blocks] == ["text", "quote"]
    assert blocks[1].html == "<p>Said &lt;b&gt;so&lt;/b&gt;.</p>"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("list:all/en:newest", (Group("all", "", "en"), "newest")),
        ("list:section/7:2013-06", (Group("section", "7"), "2013-06")),
        ("list:author/5/en:months/2013", (Group("author", "5", "en"), "months/2013")),
        ("list:kind/video/ar:calendar", (Group("kind", "video", "ar"), "calendar")),
        ("list:section/7/en:newest", None),
        ("list:every:news", None),
        ("article:17", None),
    ],
)
def test_list_keys_are_read_as_they_are_written(key, expected):
    assert keys.parse_list(key) == expected
    if expected:
        assert keys.list_key(*expected) == key


def test_a_month_s_neighbours_depend_on_the_years_they_lie_in():
    group = Group("section", "7")
    assert lists.parts_around(group, "2013-06", "2013-07", "2013-05") == ["months/2013"]
    assert lists.parts_around(group, "2013-01", "2013-02", "2012-12") == ["months/2012", "months/2013", "years"]
    assert lists.parts_around(group, "2013-06", "", "2013-05") == ["months/2013", "years"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/2013/", True),
        ("/es/2013/06/", True),
        ("/undated/", True),
        ("/section/environment/2013/06/", True),
        ("/videos/", True),
        ("/section/", False),
        ("/2013/06/rivers.html", False),
        ("/2013/06/rivers.html/", False),
        ("/about/", False),
        ("/", False),
    ],
)
def test_lists_are_known_by_their_address(address, expected):
    assert places.is_list(address) is expected


@pytest.mark.parametrize(
    ("path", "has_more_below", "expected"),
    [
        ("/old/page.htm", False, "old/page.htm"),
        ("/old/", False, "old/index.html"),
        ("/old", False, "old/index.html"),
        ("/old", True, "old/index.html"),
        ("/section/environment", False, "section/environment/index.html"),
        ("/index.php?id=7", False, "index.php?id=7"),
        ("/?p=7", False, "index.html?p=7"),
        ("/news/?page=2.5", False, "news/index.html?page=2.5"),
        ("/news?page=2", True, "news?page=2"),
        ("/.git/config", False, None),
        ("/a/../b", False, None),
        ("/style.css.br", False, None),
        ("/" + "ا" * 130, False, None),
    ],
)
def test_an_old_address_lies_where_a_file_server_looks_for_it(path, has_more_below, expected):
    assert file_of_notice(path, has_more_below=has_more_below) == expected


def test_a_withdrawn_article_can_be_struck_from_a_page_that_cannot_be_pressed():
    body = b'<!doctype html><html><body><main><ul><li><a href="/a.html">A</a></li><li><a href="/b.html">B</a></li></ul>'
    struck = redact(body, "/a.html")
    assert struck is not None and b"/a.html" not in struck and b"/b.html" in struck
    assert redact(b'<html><body><main><div><a href="/a.html">A</a></div></main>', "/a.html") is None


def test_a_magazine_that_has_chosen_no_accent_gets_one():
    Magazine.objects.all().delete()
    reset()
    assert Pressroom().reading("en").site.accent == ACCENT
