"""A newsroom that takes orders on standard input, one JSON object a line, and answers each with one."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import django

django.setup()

from wagtail.models import Locale  # noqa: E402  models are ready only now

from handpress.kit.dates import PartialDate  # noqa: E402
from handpress.newsroom.actions.articles import publish_article, withdraw_article  # noqa: E402
from handpress.newsroom.actions.bulk import ArticleDraft, create_articles  # noqa: E402
from handpress.newsroom.models import Article, Author, Section  # noqa: E402
from handpress.press.models import Lease, OutboxKey  # noqa: E402
from handpress.press.triggers import bulk_change  # noqa: E402

TEXT = "<p>The water came in the night, and nobody on the plain had been told.</p>" * 8


def publish(number: int) -> int:
    """A new article through the newsroom's own door."""
    section, _ = Section.objects.get_or_create(name=f"Section {number % 5}", locale=Locale.get_default())
    author, _ = Author.objects.get_or_create(name=f"Author {number % 7}")
    article = Article(title=f"Piece {number}", body=[("text", TEXT)], main_section=section)
    article.bylines.add(_byline(author))
    return publish_article(article).pk


def _byline(author: Author) -> Any:
    from handpress.newsroom.models import Byline

    return Byline(author=author)


def fill(count: int) -> None:
    """So many articles at once, 20 a day."""
    locale = Locale.get_default()
    with bulk_change():
        for start in range(0, count, 500):
            drafts = [_draft(number) for number in range(start, min(start + 500, count))]
            create_articles(drafts, locale)


def _draft(number: int) -> ArticleDraft:
    day = number // 20
    published = PartialDate(2002 + day // 336, day % 336 // 28 + 1, day % 28 + 1)
    return ArticleDraft(headline=f"Piece {number}", body=[{"type": "text", "value": TEXT}], published=published)


def first() -> dict[str, Any]:
    """The article that a full build presses first."""
    found = Article.objects.filter(is_public=True).order_by("language", "sorted_on", "day_order", "pk").first()
    assert found is not None
    return {"id": found.pk, "path": found.public_path}


def withdraw(id: int) -> None:
    """Withdraw an article."""
    withdraw_article(Article.objects.get(pk=id), reason="A court asked us to.")


def pending() -> int:
    """Keys that wait."""
    return OutboxKey.objects.count()


def holder() -> str:
    """Who has the tree."""
    return Lease.objects.get().holder


ORDERS: dict[str, Callable[..., Any]] = {
    each.__name__: each for each in (publish, fill, first, withdraw, pending, holder)
}

for line in sys.stdin:
    order = json.loads(line)
    try:
        answer = {"answer": ORDERS[order.pop("do")](**order)}
    except Exception as error:  # noqa: BLE001  told to the test, which fails with it
        answer = {"error": repr(error)}
    print(json.dumps(answer), flush=True)
