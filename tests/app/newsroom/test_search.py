"""The desk's search: titles, in the order of the listing, without what hurts at 100,000 articles."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.search.backends import get_search_backend

from handpress.newsroom.models import Article
from tests import factories

pytestmark = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the light index is SQLite's")


def _found(words: str) -> list[str]:
    return [each.title for each in Article.objects.order_by("-sorted_on").autocomplete(words)]


def test_the_light_backend_is_the_one_in_use():
    assert type(get_search_backend()).__name__ == "LightSQLiteBackend"


def test_beginnings_of_words_are_found_in_the_order_of_the_listing():
    factories.published("Rivers of the plain", published_on=date(2013, 6, 13))
    factories.published("A river rises", published_on=date(2014, 6, 13))
    factories.published("Salt", published_on=date(2015, 6, 13))
    assert _found("riv") == ["A river rises", "Rivers of the plain"]
    assert _found("riv pla") == ["Rivers of the plain"] or _found("plain riv") == ["Rivers of the plain"]
    assert _found("desert") == []


def test_a_renamed_article_is_found_by_its_new_title():
    article = factories.published("Rivers of the plain")
    article.title = "Waters"
    article.save()
    assert (_found("rivers"), _found("waters")) == ([], ["Waters"])


def test_a_write_touches_no_other_row_of_the_index():
    factories.published("Rivers of the plain")
    with CaptureQueriesContext(connection) as queries:
        factories.published("Waters")
    assert not [each for each in queries.captured_queries if "AVG(" in each["sql"].upper()]


def test_the_words_are_looked_up_once_and_not_for_each_article():
    factories.published("Rivers of the plain")
    query = str(Article.objects.autocomplete("rivers").get_queryset().query)
    assert 'JOIN "modelsearch_indexentry_fts"' not in query
    assert 'FROM "modelsearch_indexentry_fts" U0 INNER JOIN' not in query
