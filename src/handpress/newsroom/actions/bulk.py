"""Many articles at once, for importers, the demonstration and the benchmark: a constant number of queries a batch.

One at a time Wagtail stores 29 articles a second; in batches of 500 on computed tree paths 2,400 were measured.
No signals are sent: search index, reference index and addresses are written here, the outbox by triggers (or by the
caller, inside `press.triggers.bulk_change`). What comes in like this is no news to readers of the press's feed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.db.models import F
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from handpress.addresses.bulk import redirect_old
from handpress.kit.clock import now
from handpress.kit.dates import PartialDate
from handpress.newsroom.actions.bulk_references import index_references
from handpress.newsroom.actions.bulk_related import Recent
from handpress.newsroom.actions.filing import filing_for
from handpress.newsroom.addressed import technical_slug
from handpress.newsroom.ahead import day_of_appearing, is_ahead
from handpress.newsroom.blocks import sanitised
from handpress.newsroom.dating import stored
from handpress.newsroom.models import (
    AlertDetail,
    Article,
    ArticleTag,
    BookDetail,
    Byline,
    Correction,
    Filing,
    RelatedArticle,
    ReleaseDetail,
    VideoDetail,
)
from handpress.newsroom.page_addresses import claim_for_new
from handpress.newsroom.press_keys import ARTICLE_PAGES
from handpress.newsroom.typed_text import tidied
from handpress.press.feed import not_news

DETAILS: dict[str, type[models.Model]] = {
    Article.Kind.BOOK_REVIEW: BookDetail,
    Article.Kind.ACTION_ALERT: AlertDetail,
    Article.Kind.PRESS_RELEASE: ReleaseDetail,
    Article.Kind.VIDEO: VideoDetail,
}


@dataclass(slots=True)
class ArticleDraft:
    """An article as plain values, ids for records. `body` is raw: `{"type": "text", "value": "<p>…</p>"}`."""

    headline: str
    body: Sequence[dict[str, Any]] = ()
    standfirst: str = ""
    published: PartialDate = field(default_factory=PartialDate)
    day_order: int = 0
    kind: str = Article.Kind.ARTICLE
    details: dict[str, Any] = field(default_factory=dict)  # fields of the kind's detail record
    bylines: Sequence[tuple[int | None, str]] = ()  # author's id or None, name as printed or ""
    place: str = ""
    main_section: int | None = None
    further_sections: Sequence[int] = ()
    tags: Sequence[int] = ()
    source: int | None = None
    original_url: str = ""
    first_published_on: date | None = None
    basis: str = Article.Basis.OWN
    rights_note: str = ""
    licence: int | None = None
    lead_picture: int | None = None
    lead_caption: str = ""
    lead_alt: str = ""
    lead_credit: str = ""
    pick_from: datetime | None = None
    pick_until: datetime | None = None
    comments: str = Article.Comments.OPEN
    translation_key: UUID | None = None
    import_id: str | None = None
    guid: str = ""  # its id in the feed of the site it comes from
    path: str = ""  # the address wanted; empty: made of date and headline
    legacy: Sequence[str] = ()  # old addresses that lead to it
    live: bool = True
    published_at: datetime | None = None  # the moment, where it is known; else now
    changed_at: datetime | None = None  # when its text was last rewritten, where the archive says so
    corrections: Sequence[tuple[date, str]] = ()


@dataclass(slots=True)
class Created:
    """What was made: the articles in the order of their drafts, old addresses that belonged to others already, and
    articles that stay drafts because their date has not come.
    """

    articles: list[Article]
    taken: list[str] = field(default_factory=list)
    held: list[Article] = field(default_factory=list)


@transaction.atomic
def create_articles(drafts: Sequence[ArticleDraft], locale: Locale, *, recent: Recent | None = None) -> Created:
    """Store the drafts in one language, all or none; give some 500 at a time.

    `recent` remembers articles between batches, so that related ones are chosen among earlier batches too.
    Raises IntegrityError for an `import_id` that is there already. A draft that would be live under a date that has
    not come is stored as a draft, and named in `held`.
    """
    if not drafts:
        return Created([])
    filing = Filing.objects.select_for_update().get(pk=filing_for(locale).pk)
    articles = [_article(draft, locale) for draft in drafts]
    _place(articles, filing)
    _insert_pages(articles)
    claim_for_new(articles, [draft.path for draft in drafts])  # before their own rows, which hold the path too
    _insert_articles(articles)
    taken = redirect_old([(each.record, draft.legacy) for each, draft in zip(articles, drafts, strict=True)])
    parts = _add_parts(articles, drafts)
    parts += _relate(articles, drafts, recent if recent is not None else Recent())
    index_references(articles, parts)
    get_search_backend().add_bulk(Article, articles)
    not_news(ARTICLE_PAGES, [each.pk for each in articles if each.is_public])
    held = [each for each, draft in zip(articles, drafts, strict=True) if draft.live and not each.live]
    return Created(articles, taken, held)


def _article(draft: ArticleDraft, locale: Locale) -> Article:
    """The article with everything computed that `Article.settle()` would compute, without a query."""
    on, precision = stored(draft.published)
    live = draft.live and not _is_ahead(draft, on, precision)
    article = Article(
        title=draft.headline[:255],
        draft_title=draft.headline[:255],
        slug=technical_slug(),
        locale=locale,
        language=locale.language_code,
        translation_key=draft.translation_key or uuid4(),
        published_on=on,
        date_precision=precision,
        live=live,
        has_unpublished_changes=not live,
        body=[sanitised(piece) for piece in draft.body],
        **{name: getattr(draft, name) for name in _SAME_NAME},
        **{f"{name}_id": getattr(draft, name) for name in _FOREIGN},
    )
    if live:
        article.first_published_at = article.last_published_at = draft.published_at or now()
    detail = _detail(draft)
    tidied(article)
    article.settle_day(is_embargoed=bool(getattr(detail, "embargoed", False)))
    return article


_SAME_NAME = (
    "standfirst", "day_order", "kind", "place", "original_url", "first_published_on", "basis", "rights_note",
    "lead_caption", "lead_alt", "lead_credit", "pick_from", "pick_until", "comments", "import_id", "guid", "changed_at",
)  # fmt: skip
_FOREIGN = ("main_section", "source", "licence", "lead_picture")


def _is_ahead(draft: ArticleDraft, on: date | None, precision: str) -> bool:
    """Whether readers would see it, at once or after its embargo, before its date."""
    embargo = draft.details.get("embargo_until") if draft.kind == Article.Kind.PRESS_RELEASE else None
    return is_ahead(on, precision) and is_ahead(on, precision, day_of_appearing([embargo]))


def _detail(draft: ArticleDraft) -> Any:
    """The unsaved detail record of the draft's kind; None when it has none."""
    model = DETAILS.get(draft.kind)
    if model is None or not draft.details:
        return None
    detail = tidied(model(**draft.details))
    if settle := getattr(detail, "settle", None):
        settle()
    return detail


def _place(articles: list[Article], filing: Filing) -> None:
    """Give each its path behind the last one of the bucket, and count them there."""
    last = filing.get_last_child()
    step = int(last.path[-Page.steplen :], 36) if last else 0
    content_type = ContentType.objects.get_for_model(Article)
    for number, article in enumerate(articles, step + 1):
        article.path = Article._get_path(filing.path, filing.depth + 1, number)
        article.depth, article.numchild = filing.depth + 1, 0
        article.url_path = f"{filing.url_path}{article.slug}/"
        article.content_type = content_type
    Page.objects.filter(pk=filing.pk).update(numchild=F("numchild") + len(articles))


def _insert_pages(articles: list[Article]) -> None:
    """The rows of Wagtail's table, which give the ids."""
    shared = [each.attname for each in Page._meta.concrete_fields if not each.primary_key]
    pages = Page.objects.bulk_create(Page(**{name: getattr(each, name) for name in shared}) for each in articles)
    for article, page in zip(articles, pages, strict=True):
        article.pk = article.id = article.page_ptr_id = page.pk


def _insert_articles(articles: list[Article]) -> None:
    """The rows of the newsroom's table; Django's own bulk_create refuses models of two tables."""
    fields = Article._meta.local_concrete_fields
    size = connection.ops.bulk_batch_size(fields, articles)
    for start in range(0, len(articles), size):
        Article._base_manager.get_queryset()._insert(articles[start : start + size], fields, using=connection.alias)


def _add_parts(articles: list[Article], drafts: Sequence[ArticleDraft]) -> list[models.Model]:
    pairs = list(zip(articles, drafts, strict=True))
    parts: list[models.Model] = []
    parts += Byline.objects.bulk_create(
        tidied(Byline(article_id=article.pk, author_id=author, printed_name=name[:200], sort_order=order))
        for article, draft in pairs
        for order, (author, name) in enumerate(draft.bylines)
    )
    parts += ArticleTag.objects.bulk_create(
        ArticleTag(article_id=article.pk, tag_id=tag) for article, draft in pairs for tag in dict.fromkeys(draft.tags)
    )
    through = Article.further_sections.through
    through.objects.bulk_create(
        through(article_id=article.pk, section_id=section)
        for article, draft in pairs
        for section in dict.fromkeys(draft.further_sections)
        if section != draft.main_section
    )
    Correction.objects.bulk_create(
        tidied(Correction(article_id=article.pk, corrected_on=on, text=text, sort_order=order))
        for article, draft in pairs
        for order, (on, text) in enumerate(draft.corrections)
    )
    for kind, model in DETAILS.items():
        parts += model._default_manager.bulk_create(_details(kind, pairs))
    return parts


def _details(kind: str, pairs: list[tuple[Article, ArticleDraft]]) -> list[models.Model]:
    found = []
    for article, draft in pairs:
        if draft.kind == kind and (detail := _detail(draft)):
            detail.article_id = article.pk
            found.append(detail)
    return found


def _relate(articles: list[Article], drafts: Sequence[ArticleDraft], recent: Recent) -> list[RelatedArticle]:
    """Relate the public ones to each other and to those remembered; the rows."""
    rows: list[RelatedArticle] = []
    for article, draft in zip(articles, drafts, strict=True):
        if article.is_public:
            targets = recent.choose_and_remember(article.pk, article.language, draft.main_section, draft.tags)
            rows += [
                RelatedArticle(
                    article_id=article.pk, target_id=target, sort_order=order, chosen_by=RelatedArticle.ChosenBy.PRESS
                )
                for order, target in enumerate(targets)
            ]
    return RelatedArticle.objects.bulk_create(rows)
