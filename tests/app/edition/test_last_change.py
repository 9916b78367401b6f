"""What pages, feeds and sitemaps say of the last change: a rewriting, or a correction that is later."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

import pytest

from handpress.newsroom.actions.articles import publish_article
from handpress.newsroom.models import Article, ArticleTag, Correction
from handpress.reading.dates import last_change
from tests import factories as make
from tests.app.edition.magazine import small_magazine

AT = datetime(2026, 3, 2, 20, 30, 15, 250, tzinfo=UTC)
SAID = "2026-03-03T02:00:15+05:30"  # in the test paper's zone
PAGE, MONTH = "2013/06/rivers-of-the-plain.html", "sitemaps/2013-06.xml"


def _said(paper) -> dict[str, str]:
    """The moment of the last change of the article about rivers, by where it is said; "" where nothing is."""
    page, address = paper.read(PAGE), f"https://paper.example/{PAGE}"
    row = re.search(rf"<url><loc>{address}</loc>(?:<lastmod>([^<]*)</lastmod>)?", paper.read(MONTH))
    item = next(each for each in json.loads(paper.read("feeds/all.json"))["items"] if each["url"] == address)
    found = {
        "page": re.search(r'"dateModified":"([^"]*)"', page),
        "meta": re.search(r'"article:modified_time" content="([^"]*)"', page),
        "sitemap": row,
    }
    return {**{name: each[1] if each else "" for name, each in found.items()}, "feed": item.get("date_modified", "")}


@pytest.fixture
def magazine(paper, time_machine):
    made = small_magazine()
    paper.run()
    time_machine.move_to(AT, tick=False)
    return made


def _again(magazine, **fields) -> None:
    article = Article.objects.get(pk=magazine.rivers.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    publish_article(article)


def test_a_rewritten_text_is_dated_everywhere_and_incremental_equals_full(paper, magazine):
    assert _said(paper) == {"page": "", "meta": "", "sitemap": "2013-06-13", "feed": ""}
    _again(magazine, body=make.body("Wholly new words, in place of all that stood before."))
    paper.run()
    assert set(_said(paper).values()) == {SAID}
    assert not paper.differences()


def test_a_publishing_without_a_change_writes_nothing(paper, magazine):
    before = paper.files()
    _again(magazine)
    _again(magazine, article_tags=[ArticleTag(tag=magazine.dams)])
    paper.run()
    assert paper.files() == before


def test_a_correction_counts_and_the_later_of_the_two_is_said(paper, magazine):
    _again(magazine, corrections=[Correction(corrected_on=date(2026, 3, 3), text="Not so.")])
    paper.run()
    assert set(_said(paper).values()) == {SAID}


@pytest.mark.parametrize(
    ("at", "corrections", "said"),
    [
        (None, [], None),
        (None, [date(2014, 1, 1), date(2015, 1, 1)], date(2015, 1, 1)),
        (AT, [], datetime.fromisoformat(SAID)),
        (AT, [date(2015, 1, 1)], datetime.fromisoformat(SAID)),
        (AT, [date(2026, 3, 3)], datetime.fromisoformat(SAID)),
        (AT, [date(2026, 3, 4)], date(2026, 3, 4)),
    ],
)
def test_the_later_of_a_rewriting_and_a_correction_is_the_last_change(at, corrections, said):
    assert last_change(at, corrections) == said
