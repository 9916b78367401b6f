"""Addresses: stored at first publishing, kept, moved with a redirect, gone with a reason."""

from __future__ import annotations

from datetime import date

import pytest

from handpress.newsroom.actions import addresses, articles
from handpress.newsroom.models import Address
from tests import factories


def test_the_first_publishing_stores_the_address():
    article = factories.published("Rivers of the plain", published_on=date(2013, 6, 13))
    assert article.public_path == "/2013/06/rivers-of-the-plain.html"
    assert addresses.resolve(article.public_path) == addresses.Answer(200, article.record)


def test_a_draft_has_no_address():
    assert factories.draft().public_path == ""
    assert not Address.objects.exists()


@pytest.mark.parametrize("changes", [{"title": "Another headline"}, {"published_on": date(2011, 1, 2)}])
def test_a_new_headline_or_date_keeps_the_address(changes):
    article = factories.published(published_on=date(2013, 6, 13))
    for name, value in changes.items():
        setattr(article, name, value)
    assert articles.publish_article(article).public_path == "/2013/06/rivers-of-the-plain.html"
