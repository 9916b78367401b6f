"""Filing: each article lies in the bucket of the month it was created in, and never moves."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from handpress.newsroom.dating import magazine_today
from handpress.newsroom.errors import NoFiling
from handpress.newsroom.models.article import Article
from handpress.newsroom.models.filing import Filing

_BUCKETS = uuid.UUID("6f2f9a53-5d0a-4c1d-9a55-2f7f5b6f3c11")  # the same bucket in two languages is one translation


def home_of(locale: Locale) -> Page:
    """The page tree's root of one language. Raises NoFiling."""
    home = Page.objects.filter(depth=2, locale=locale).order_by("path").first()
    if home is None:
        message = _("The language %(language)s has no root page; run `handpress init` again to make it.")
        raise NoFiling(message % {"language": locale.language_code})
    return home


def filing_for(locale: Locale, on: date | None = None) -> Filing:
    """The bucket of one language for articles created on that day (today); made in every language when missing."""
    bucket = f"{on or magazine_today():%Y-%m}"
    found = Filing.objects.filter(locale=locale, bucket=bucket).first()
    return found or _make(bucket)[locale.pk]


@transaction.atomic
def _make(bucket: str) -> dict[int, Filing]:
    """The bucket by locale id; in every language, because Wagtail translates a page only under a translated parent."""
    made = {each.locale_id: each for each in Filing.objects.filter(bucket=bucket)}
    for home in Page.objects.filter(depth=2).select_for_update().order_by("path"):
        if home.locale_id not in made:
            made[home.locale_id] = home.add_child(instance=_filing(home, bucket))
    return made


def _filing(home: Page, bucket: str) -> Filing:
    return Filing(
        title=bucket,
        slug=bucket,
        bucket=bucket,
        locale_id=home.locale_id,
        translation_key=uuid.uuid5(_BUCKETS, bucket),
    )


@transaction.atomic
def file_article(article: Article, *, on: date | None = None, live: bool = False) -> Article:
    """Store a new article in its bucket, as a draft unless `live`; it gets its id and place in the tree.

    Raises DateAhead for a live one whose date has not come.
    """
    article.live = live
    article.has_unpublished_changes = not live
    locale = article.locale if article.locale_id else Locale.get_default()
    article.locale = locale
    filing_for(locale, on).add_child(instance=article)
    return article
