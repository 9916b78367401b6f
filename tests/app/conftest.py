"""Fixtures of the app tests: the database with the test paper set up, and a desk to click through."""

from __future__ import annotations

import shutil

import pytest
from django.conf import settings

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
def _folders_are_as_new_as_the_database():
    """Each test's database is taken back, the run's folders are not: what a test left there goes.

    A file that another test made has the same name where it has the same content.
    """
    yield
    (settings.PUBLICATION.public / NOTE).unlink(missing_ok=True)
    shutil.rmtree(settings.PUBLICATION.media, ignore_errors=True)
