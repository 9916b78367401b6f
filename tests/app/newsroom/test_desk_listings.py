"""Every listing, chooser and report of the desk answers whatever is typed, ordered and filtered, and finds it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import connection
from django.urls import NoReverseMatch, reverse

from handpress.kit.dates import PartialDate
from handpress.newsroom.actions.bulk import ArticleDraft, create_articles
from handpress.newsroom.models import FrontPage
from tests import factories
from tests.app.newsroom import listings

LISTINGS = {each.name: each for each in listings.desk_addresses() if each.is_listing}
RECORDS = ("section", "author", "source", "tag", "licence")
SEARCHED = {
    "articles:index": "the article",
    "articles:index_results": "the article",
    "wagtailadmin_pages:search_results": "the article",
    "wagtailadmin_choose_page_search": "the article",
    "wagtailimages:index_results": "the picture",
    "wagtailimages_chooser:choose_results": "the picture",
    "wagtaildocs:index_results": "the document",
    "wagtaildocs_chooser:choose_results": "the document",
    **{f"wagtailsnippets_newsroom_{each}:list_results": f"the {each}" for each in RECORDS},
    **{f"wagtailsnippetchoosers_newsroom_{each}:choose_results": f"the {each}" for each in RECORDS},
}


@pytest.fixture(autouse=True)
def _cast():
    listings.make_cast()


@pytest.mark.slow
@pytest.mark.parametrize("name", LISTINGS)
def test_a_listing_answers_whatever_it_is_asked(desk, name):
    url = LISTINGS[name].url()
    if desk.get(url).status_code == 302:  # what is never listed, or never edited, leads home
        return
    orders, filters = listings.questions(desk, url)
    has_results = name.replace("index", "index_results").replace("list", "list_results") in LISTINGS.keys() - {name}
    # PostgreSQL takes a quarter of an hour for all of it; what could differ there are words, orders and filters each
    is_brief = has_results or connection.vendor == "postgresql"
    for asked in _in_few(orders, filters) if is_brief else _in_full(orders, filters):
        response = desk.get(url, asked)
        assert response.status_code == 200, f"{url} {str(asked)[:200]} answers {response.status_code}"


def _in_full(orders, filters):
    """Each query alone and with each order and each filter; each order with each filter."""
    for query in listings.QUERIES:
        yield {"q": query}
        yield from ({"q": query, "ordering": order} for order in orders)
        yield from ({"q": query, name: value} for name, value in filters)
    for order in orders:
        yield from ({"ordering": order, name: value, "q": '"zanz'} for name, value in filters)


def _in_few(orders, filters):
    """Each query, order and filter; the address of its results is asked in full."""
    yield from ({"q": query} for query in listings.QUERIES)
    yield from ({"q": '"zanz', "ordering": order} for order in orders)
    yield from ({"q": '"zanz', name: value} for name, value in filters)


@pytest.mark.parametrize("name", ["owner", "edited_by", "site", "user", "content_type", "group", "main_section"])
@pytest.mark.parametrize("page", ["wagtailadmin_explore_root", "articles:index", "wagtailadmin_reports:site_history"])
def test_a_number_too_large_for_any_record_finds_nothing(desk, page, name):
    assert desk.get(reverse(page), {name: "9" * 25}).status_code in (200, 404)


def test_no_other_page_of_the_desk_has_a_search_box(desk):
    """A new listing is one of those walked through here, or it is found by this."""
    others = [each for each in listings.desk_addresses() if not each.is_listing and not each.arguments]
    asked = [each for each in others if each.name not in ("wagtailadmin_logout", "wagtailadmin_error_test")]
    assert len(asked) > 40
    for each in asked:
        if url := _reversed(each):
            assert b'name="q"' not in desk.get(url).content.replace(b"\\", b""), f"{each.name} is not walked through"


def _reversed(address):
    try:
        return "" if "_api" in address.name else address.url()
    except NoReverseMatch:  # its arguments are in a regular expression
        return ""


@pytest.mark.parametrize("name", SEARCHED)
def test_a_search_finds_what_holds_the_word_and_nothing_else(desk, name):
    url = reverse(name)
    for script, word in listings.WORDS.items():
        assert SEARCHED[name] in _shown(desk, url, word), f"{script}: {word}"
        assert SEARCHED[name] in _shown(desk, url, f"{word} zanz"), f"{script}: {word} with another word"
    for word in ("desert", "zanzibard", "المدينةات", "नदी", "河流治理局", "zanzibar desert", "+", "*", "z" * 300):
        assert SEARCHED[name] not in _shown(desk, url, word), word


def _shown(desk, url, query):
    content = desk.get(url, {"q": query}).content.decode()
    return json.loads(content)["html"] if content.startswith("{") else content


@pytest.mark.parametrize("order", ["title", "-title", "sorted_on", "-live", "latest_revision_id"])
def test_a_search_keeps_the_order_and_the_filter_that_were_chosen(desk, order):
    for number, kind in enumerate(["article", "editorial", "editorial"]):
        factories.published(f"Zanzibar {number}", kind=kind, published_on=date(2013, 6, 1 + number))
    asked = {"q": "zanzibar", "ordering": order, "kind": "editorial"}
    found = [each.title for each in desk.get(reverse("articles:index"), asked).context["object_list"]]
    assert sorted(found) == ["Zanzibar 1", "Zanzibar 2"]
    assert (found == sorted(found)) == (order in ("title", "sorted_on", "latest_revision_id"))


def test_what_was_published_just_now_stands_before_the_archive_that_nobody_edited(desk):
    drafts = [ArticleDraft(headline=f"Old {number}", published=PartialDate(2005, 1, 2)) for number in range(30)]
    create_articles(drafts, factories.locale())
    factories.published("Brand new")
    first = [each.title for each in desk.get(reverse("articles:index")).context["object_list"]]
    assert first[0] == "Brand new"
    last = desk.get(reverse("articles:index"), {"ordering": "latest_revision_id"}).context["object_list"]
    assert last[0].title.startswith("Old")


def test_what_has_no_value_stands_last_from_the_top_and_first_from_the_bottom_in_every_database(desk):
    front = FrontPage.objects.order_by("pk").first()
    front.lead = factories.published("A lead")
    front.save()
    url = reverse("wagtailsnippets_newsroom_frontpage:list")
    assert desk.get(url, {"ordering": "-lead"}).context["object_list"][0] == front
    assert list(desk.get(url, {"ordering": "lead"}).context["object_list"])[-1] == front


@pytest.mark.parametrize("name", ["articles:index_results", "wagtailsnippetchoosers_newsroom_tag:choose_results",
                                  "wagtailsnippetchoosers_newsroom_section:choose_results",
                                  "wagtailsnippetchoosers_newsroom_licence:choose_results"])  # fmt: skip
@pytest.mark.parametrize("page", ["4", "0", "x"])
def test_a_page_past_the_end_is_the_last_one(desk, name, page):
    response = desk.get(reverse(name), {"p": page, "q": "zanzibar"})
    assert response.status_code == 200
    assert "Zanzibar" in response.content.decode()
