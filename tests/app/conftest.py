"""Fixtures of the app tests: the database with the test paper set up, and a desk to click through."""

from __future__ import annotations

import shutil

import pytest
from django.conf import settings
from django.core.cache import cache

from handpress.press.trees import NOTE
from tests import factories


@pytest.fixture(autouse=True)
def _database(db):
    """Every app test may use the database."""


@pytest.fixture
def editor():
    """A superuser of the desk."""
    return factories.editor()


@pytest.fixture
def desk(client, editor):
    """Django's test client, logged in to the desk."""
    client.force_login(editor)
    return client


@pytest.fixture(autouse=True)
def _cards_are_not_drawn(request, monkeypatch):
    """Drawing takes a tenth of a second for each article that is published: only the tests of cards wait for it."""
    if "cards" not in request.fixturenames:
        monkeypatch.setattr("handpress.newsroom.actions.cards.order_card", lambda article_id, **options: None)


@pytest.fixture
def cards():
    """Share cards are drawn as soon as they are ordered."""


@pytest.fixture(autouse=True)
def _all_is_as_new_as_the_database():
    """Each test's database is taken back, the run's folders and memory are not: what a test left there goes.

    A file that another test made has the same name where it has the same content, and a picture the same number.
    """
    publication = settings.PUBLICATION  # a test may have put another in its place
    yield
    (publication.public / NOTE).unlink(missing_ok=True)
    shutil.rmtree(publication.media, ignore_errors=True)
    cache.clear()
