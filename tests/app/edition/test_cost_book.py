"""What each kind of edit costs: queries, pages looked at, files and bytes written. It may fall, and rises for a reason.

`docs/cost-book.json` holds the figures. Where one falls, or rises for a reason that the commit gives, write them anew:

    HANDPRESS_WRITE_COSTS=1 pytest -n 0 tests/app/edition/test_cost_book.py
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handpress.kit.clock import now
from handpress.kit.dates import PartialDate
from handpress.newsroom.actions import articles, taxonomy
from handpress.newsroom.models import Article, Correction, Menu, MenuItem
from tests import factories as make
from tests.app.edition.magazine import small_magazine

BOOK = Path(__file__).parents[3] / "docs" / "cost-book.json"
WRITES = os.environ.get("HANDPRESS_WRITE_COSTS") == "1"
MONTHS = 40  # of one article each, so that lists have pages
BYTES_MAY_RISE = 1.02  # dates of today and ids are not of one length

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="the figures are SQLite's")


def _rewritten(magazine) -> None:
    article = Article.objects.get(pk=magazine.rivers.pk)
    article.body = make.body("Nobody on the plain had been told; now they know.")
    articles.publish_article(article)


def _corrected(magazine) -> None:
    article = Article.objects.get(pk=magazine.rivers.pk)
    article.corrections = [Correction(corrected_on=date(2020, 1, 1), text="It rained for three days, not two.")]
    articles.publish_article(article)


def _picked(magazine) -> None:
    article = Article.objects.get(pk=magazine.rivers.pk)
    article.pick_from = now()
    articles.publish_article(article)


def _withdrawn(article: Article) -> None:
    articles.withdraw_article(Article.objects.get(pk=article.pk), reason="An error")


def _renamed(magazine) -> None:
    magazine.asha.name = "Asha R. Rao"
    magazine.asha.save()


EDITS: dict[str, Callable] = {
    "new words": _rewritten,
    "publish now": lambda magazine: magazine.article("The ferry comes back", date(2020, 1, 2)),
    "publish into the past": lambda magazine: magazine.article("A flood", date(2009, 4, 5)),
    "withdraw": lambda magazine: _withdrawn(magazine.coast),
    "withdraw the last of a section": lambda magazine: _withdrawn(magazine.wells),
    "correction": _corrected,
    "first pick": _picked,
    "another date": lambda magazine: articles.redate_article(
        Article.objects.get(pk=magazine.coast.pk), PartialDate(2013, 6, 20)
    ),
    "section renamed": lambda magazine: taxonomy.rename_section(magazine.gender, "Women and men"),
    "author renamed": _renamed,
    "tag renamed": lambda magazine: taxonomy.rename_slug(magazine.dams, "barrages"),
    "menu entry": lambda magazine: MenuItem.objects.create(
        menu=Menu.objects.order_by("pk").first(), label="Partners", address="https://partners.example/"
    ),
}  # fmt: skip
PAGES = {
    "home": lambda article: reverse("wagtailadmin_home"),
    "articles": lambda article: reverse("articles:index"),
    "article": lambda article: reverse("wagtailadmin_pages:edit", args=[article.pk]),
    "pictures": lambda article: reverse("wagtailimages:index"),
    "sections": lambda article: reverse("wagtailsnippets_newsroom_section:list"),
    "authors": lambda article: reverse("wagtailsnippets_newsroom_author:list"),
}


@pytest.fixture
def magazine(paper):
    """The small magazine with some years of archive, pressed."""
    made = small_magazine()
    for number in range(MONTHS):
        made.article(f"Month {number}", date(2015 + number // 12, number % 12 + 1, 3))
    paper.run()
    return made


def _cost(paper, edit: Callable[[], object]) -> dict[str, int]:
    ContentType.objects.clear_cache()  # so that it does not matter what ran before
    with CaptureQueriesContext(connection) as writing:
        edit()
    with CaptureQueriesContext(connection) as pressing:
        summary = paper.summary()
    written = sum((paper.root / path).stat().st_size for path in summary.paths if (paper.root / path).is_file())
    return {
        "queries to write": len(writing),
        "queries to press": len(pressing),
        "looked at": summary.looked_at,
        "files": summary.written,
        "bytes": written,
    }


def _compare(kind: str, name: str, found: dict[str, int]) -> None:
    book = json.loads(BOOK.read_text("utf-8")) if BOOK.exists() else {}
    if WRITES:
        book.setdefault(kind, {})[name] = found
        BOOK.write_text(json.dumps(book, indent=1, sort_keys=True) + "\n", "utf-8")
        return
    noted = book[kind][name]
    dearer = {
        what: f"{noted[what]} → {figure}"
        for what, figure in found.items()
        if figure > noted[what] * (BYTES_MAY_RISE if what == "bytes" else 1)
    }
    assert not dearer, f"{name} is dearer than docs/cost-book.json says: {dearer}"


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_costs_no_more_than_the_book_says(paper, magazine, name):
    _compare("edits", name, _cost(paper, lambda: EDITS[name](magazine)))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_desk_costs_no_more_than_the_book_says(desk, name):
    articles = [make.published(f"Piece {number}", bylines=[make.author(f"Author {number}")]) for number in range(30)]
    url = PAGES[name](articles[0])
    desk.get(url)  # what is kept in memory is there
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(url).status_code == 200
    _compare("desk", name, {"queries": len(queries)})


def test_every_edit_and_page_stands_in_the_book():
    book = json.loads(BOOK.read_text("utf-8"))
    assert WRITES or (set(book["edits"]), set(book["desk"])) == (set(EDITS), set(PAGES))
