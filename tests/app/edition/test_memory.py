"""What the pressroom remembers within a run: a change drops what shows it and nothing else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handpress.newsroom.models import Article, Magazine
from handpress.pages.pressroom import Pressroom
from handpress.press import kinds
from handpress.reading.keys import Group
from tests import factories as make

EVERYTHING = Group("all", "", "en")


@pytest.fixture
def shown(db):
    """Two articles of one author, and one of another."""
    noor, ana = make.author("Noor Khan"), make.author("Ana Ruiz")
    return [make.published(f"Piece {each}", bylines=[who]) for each, who in enumerate((noor, noor, ana))]


@pytest.fixture
def room(shown) -> Pressroom:
    room = Pressroom()
    _read(room, shown)
    return room


def _read(room: Pressroom, shown: list[Article]) -> set[str]:
    """The parts of memory that had to be read again."""
    ids = [each.pk for each in shown]
    parts = {
        "teasers": lambda: room.teasers(ids),
        "articles": lambda: room.articles(ids),
        "lists": lambda: room.memory.newest([EVERYTHING]),
        "site": lambda: room.reading("en"),
    }
    asked = set()
    for name, read in parts.items():
        with CaptureQueriesContext(connection) as queries:
            read()
        asked |= {name} if queries.captured_queries else set()
    return asked


def test_what_was_read_is_not_read_again(room, shown):
    assert _read(room, shown) == set()


@pytest.mark.parametrize("key", ["list:all/en:newest", "neighbours:1", "state:section/7", "address:/gone.html"])
def test_a_key_that_nothing_shows_drops_nothing(room, shown, key):
    room.invalidate({key})
    assert _read(room, shown) == set()


def test_an_engine_s_own_kind_of_record_drops_nothing(room, shown):
    with kinds.offers.replaced(**dict(kinds.offers.items())):
        kinds.declare("toy", record=["comment"])
        room.invalidate({"comment:5"})
    assert _read(room, shown) == set()


def test_a_changed_article_is_read_again_alone(room, shown):
    Article.objects.filter(pk=shown[0].pk).update(standfirst="Another")
    room.invalidate({f"article:{shown[0].pk}"})
    with CaptureQueriesContext(connection) as queries:
        assert room.teasers([each.pk for each in shown]).by_id[shown[0].pk].standfirst == "Another"
    assert all(str(shown[1].pk) not in query["sql"].partition("WHERE")[2] for query in queries.captured_queries[:1])
    assert _read(room, shown) == {"articles"}


def test_a_renamed_author_is_read_again_where_the_name_stands(room, shown):
    author = shown[0].bylines.get().author
    author.name = "Noor K."
    author.save()
    room.invalidate({f"author:{author.pk}"})
    found = room.teasers([each.pk for each in shown]).by_id
    assert [found[each.pk].bylines[0].name for each in shown] == ["Noor K.", "Noor K.", "Ana Ruiz"]


def test_an_article_that_was_not_there_and_came_is_read(room, shown):
    draft = make.draft("Not yet")
    assert draft.pk not in room.teasers([draft.pk]).by_id
    Article.objects.filter(pk=draft.pk).update(is_public=True, public_path="/2013/06/x.html")
    room.invalidate({f"article:{draft.pk}"})
    assert draft.pk in room.teasers([draft.pk]).by_id


def test_a_place_drops_lists(room, shown):
    room.invalidate({f"placed:{shown[0].pk}"})
    assert _read(room, shown) == {"lists"}


@pytest.mark.parametrize("key", ["menu:1", "filled:en", "full", "template:article.html", "nobody:5"])
def test_what_stands_around_every_page_drops_everything(room, shown, key):
    room.invalidate({key})
    assert _read(room, shown) == {"teasers", "articles", "lists", "site"}


def test_the_magazine_s_logo_drops_the_frame(shown):
    logo = make.picture("Logo")
    magazine = Magazine.objects.get()
    magazine.logo = logo
    magazine.save()
    room = Pressroom()
    _read(room, shown)
    room.invalidate({f"picture:{logo.pk}"})
    assert _read(room, shown) == {"site"}
