"""Every column that reading uses is watched: what nobody watches changes without a page following it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handpress.newsroom.models import FrontPage, Licence, Picture
from handpress.pages.pressroom import reset
from handpress.press import triggers
from tests import factories as make
from tests.app.edition import changes
from tests.app.edition.magazine import small_magazine
from tests.app.edition.paper import Paper, built_aside

QUOTED = re.compile(r'"(\w+)"\."(\w+)"|\b([A-Z]\d+|[a-z]\w*)\."?(\w+)"?')
NO_ALIAS = "ON|WHERE|INNER|LEFT|JOIN|ORDER|GROUP|LIMIT|CROSS|UNION|USING|INDEXED"
NAMED = re.compile(rf'(?:FROM|JOIN)\s+"?(\w+)"?(?:\s+(?:AS\s+)?(?!(?:{NO_ALIAS})\b)"?(\w+)"?)?')
OURS = ("press_", "django_", "sqlite_")
# Read, and rightly not watched.
STANDING = {
    ("wagtailcore_locale", "language_code"): "languages are set in the publication's file and never change",
    ("newsroom_magazine", "guid_base"): "stored once when the publication is made, for ever",
    ("newsroom_picturerendition", "filter_spec"): "a size is made for one picture and one purpose, and stays",
    ("newsroom_picturerendition", "image_id"): "as above",
    ("newsroom_address", "path_key"): "follows from the path, which is watched",
    ("newsroom_address", "origin"): "notices are made of whole rows and do not show it",
    ("newsroom_address", "created_at"): "as above",
    ("wagtailcore_page", "locale_id"): "a page never changes its language",
    ("wagtailcore_page", "path"): "an order of Wagtail's own, of rows that are sorted afterwards",
}


def _columns_of(table: str) -> set[str]:
    with connection.cursor() as cursor:
        return {column.name for column in connection.introspection.get_table_description(cursor, table)}


def _keys_of(table: str) -> set[str]:
    """The primary key and what is one: a row with another id is another row."""
    model = next((each for each in apps.get_models(include_auto_created=True) if each._meta.db_table == table), None)
    return {model._meta.pk.column} if model else set()


def read(statements: Iterable[str]) -> set[tuple[str, str]]:
    """Tables and columns that SELECT statements name."""
    found = set()
    for sql in statements:
        if not sql.lstrip().upper().startswith(("SELECT", "WITH")):
            continue
        tables = {alias or table: table for table, alias in NAMED.findall(sql)}
        tables |= {table: table for table in tables.values()}
        for one, column, other, its in QUOTED.findall(sql):
            if (name := one or other) in tables:
                found.add((tables[name], column or its))
    there = {table for table in connection.introspection.table_names() if not table.startswith(OURS)}
    return {(table, column) for table, column in found if table in there}


def unwatched(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of which no watch hears that they change."""
    heard: dict[str, set[str]] = {}
    for offer in triggers.offers.all():
        for watch in offer.watches:
            if watch.on_update:
                heard.setdefault(watch.table, set()).update(watch.columns or _columns_of(watch.table))
    return {
        (table, column)
        for table, column in pairs
        if column not in heard.get(table, ()) and column not in _keys_of(table) and column in _columns_of(table)
    }


def _full_magazine() -> None:
    """One of everything that is read."""
    magazine = small_magazine()
    Licence.objects.create(name="Free")
    picture = Picture.objects.get(pk=make.picture().pk)
    for name, number in (
        ("source", 1),
        ("licence", 1),
        ("picture", 1),
        ("related", 1),
        ("corrections", 2),
        ("link", 1),
    ):
        changes.EDITS[name](magazine.rivers, magazine.wells, number)
    for kind in ("press_release", "action_alert", "video", "picture_story"):
        make.published(f"A {kind}", kind=kind, lead_picture=picture, published_on=date(2013, 6, 20))
    for each in range(4):
        changes.AROUND["plain page"](0, each)
        changes.AROUND["menu"](each, each)
    for name in ("biography", "link", "terms in a language", "logo", "usual licence"):
        changes.AROUND[name](0, 1)
    changes.AROUND["address that leads on"](0, 0)
    changes.SCRIPTS["key of a dossier"](magazine.rivers, magazine.wells, 0)
    FrontPage.objects.update(automatic=False, lead=magazine.rivers)
    changes.SCRIPTS["pin"](magazine.coast, magazine.wells, 1)


def test_every_column_that_reading_uses_is_watched(paper: Paper):
    _full_magazine()
    reset()
    with CaptureQueriesContext(connection) as queries, built_aside(paper.root):
        pass
    pairs = read(query["sql"] for query in queries.captured_queries)
    assert len(pairs) > 150, "the statements could not be read"
    missing = unwatched(pairs) - STANDING.keys()
    assert not missing
    assert STANDING.keys() <= pairs


def test_a_column_that_nobody_watches_is_found():
    statements = [
        'SELECT "newsroom_article"."kind", U0."takedown_note", a.slug FROM "newsroom_article"'
        ' INNER JOIN "newsroom_takedown" U0 ON 1 JOIN wagtailcore_page a ON a.id = 1',
        'UPDATE "newsroom_article" SET "pick_from" = 1',
    ]
    missed = {("wagtailcore_page", "slug"), ("newsroom_article", "pick_from")}
    assert read(statements) >= {("newsroom_article", "kind"), ("wagtailcore_page", "slug")}
    assert unwatched({("newsroom_article", "kind"), *missed}) == missed
