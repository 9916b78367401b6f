"""Fixtures of the app tests: the database with the test paper set up, and a desk to click through."""

from __future__ import annotations

import pytest

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
