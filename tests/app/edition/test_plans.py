"""What a publish reads does not grow with the archive: no query walks all articles for a few pages or months."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handpress.reading import magazine_lists, site
from tests import factories as make

WALK = re.compile(r"SCAN (wagtailcore_page|newsroom_article|a|U0)\b|wagtailcore_page_locale_id")
READS: dict[str, Callable[[], object]] = {
    "plain pages of the frame": lambda: site._PAGES.dicts(make.locale().pk),
    "plain pages of a list": lambda: magazine_lists.page_rows("en"),
    "months of the magazine": magazine_lists.every_bucket,
}


@pytest.mark.skipif("connection.vendor != 'sqlite'")
@pytest.mark.parametrize("name", READS)
def test_no_walk_over_all_articles(name: str):
    make.locale()
    with CaptureQueriesContext(connection) as queries:
        READS[name]()
    for query in queries.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + query["sql"])
            steps = [row[3] for row in cursor.fetchall()]
        assert [step for step in steps if WALK.search(step)] == [], steps


def test_the_months_of_all_languages_newest_first():
    for day, language in ((date(2013, 6, 1), "en"), (date(2013, 6, 2), "en"), (date(2011, 1, 1), "es"), (None, "ar")):
        make.published("Piece", published_on=day, lang=language, **({} if day else {"date_precision": "none"}))
    make.draft("Hidden", published_on=date(2015, 1, 1))
    assert magazine_lists.every_bucket() == ["undated", "2013-06", "2011-01"]
