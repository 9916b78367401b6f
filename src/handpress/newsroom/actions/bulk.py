"""Many articles at once: the same rows as publishing one by one makes, in a constant number of statements.

29 articles a second one by one, 2,000 here (SQLite, two cores). No revision is made: the first edit makes one.
"""

from __future__ import annotations

import json
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from handpress.kit.clock import now
from handpress.kit.slugs import check_slug
from handpress.newsroom.actions.drafts import ArticleDraft
from handpress.newsroom.actions.filing import filing_for
from handpress.newsroom.actions.related import WANTED
from handpress.newsroom.addressed import technical_slug
from handpress.newsroom.blocks import sanitised
from handpress.newsroom.dating import LONG_AGO, Precision, bucket_of, first_day, magazine_today, stored
from handpress.newsroom.models import (
    Address,
    AlertDetail,
    Article,
    ArticleTag,
    BookDetail,
    Byline,
    Correction,
    RelatedArticle,
    ReleaseDetail,
    VideoDetail,
)
from handpress.newsroom.models.addresses import path_key
from handpress.newsroom.paths import article_path, slug_of

BATCH = 400  # rows of one statement: an article has 40 columns, SQLite takes 32,766 parameters
DETAILS: dict[str, type[models.Model]] = {
    "book_review": BookDetail,
    "action_alert": AlertDetail,
    "press_release": ReleaseDetail,
    "video": VideoDetail,
}
_BLOCKS = uuid.UUID("0d0f2f3e-52b1-4a77-8c44-0a4f3f4f6c55")


@transaction.atomic
def create_articles(drafts: Sequence[ArticleDraft]) -> list[int]:
    """Ids of the new articles, in the order of the drafts. One transaction; call it with some hundred at a time."""
    made: list[int] = []
    for start in range(0, len(drafts), BATCH):
        made += _create([_Making(draft) for draft in drafts[start : start + BATCH]])
    return made


@dataclass(slots=True)
class _Making:
    """One article under way: its draft, its page and its own row."""

    draft: ArticleDraft
    page: Page | None = None
    article: Article | None = None
    detail: models.Model | None = None

    @property
    def id(self) -> int:
        assert self.page is not None
        return int(self.page.pk)


def _create(batch: list[_Making]) -> list[int]:
    _file(batch)
    Page.objects.bulk_create([each.page for each in batch], batch_size=BATCH)
    for each in batch:
        each.detail = _detail(each)
        each.article = _article(each)
    _give_addresses(batch)
    articles = [each.article for each in batch]
    # Django has no bulk_create for a model with a parent table; its own `save` uses this very call for each table
    Article._base_manager._insert(articles, fields=Article._meta.local_concrete_fields, using=Article.objects.db)
    _create_parts(batch)
    _relate(batch)
    _index(batch)
    return [each.id for each in batch]


# pages and their places in the tree


def _file(batch: list[_Making]) -> None:
    content_type = ContentType.objects.get_for_model(Article)
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    groups: defaultdict[tuple[str, Any], list[_Making]] = defaultdict(list)
    for each in batch:
        on = each.draft.published.earliest or magazine_today()
        # by years, not months: a bucket is made in every language, 5 ms each, and nobody browses them
        groups[each.draft.language, on.replace(month=1, day=1)].append(each)
    for (language, year), members in groups.items():
        bucket = filing_for(locales[language], year)
        bucket = type(bucket).objects.select_for_update().get(pk=bucket.pk)
        for path, each in zip(_free_places(bucket, len(members)), members, strict=True):
            each.page = _page(each.draft, bucket, path, content_type, locales[language])
        Page.objects.filter(pk=bucket.pk).update(numchild=bucket.numchild + len(members))


def _free_places(bucket: Page, count: int) -> Iterator[str]:
    """The next treebeard paths below the bucket."""
    last = Page.objects.filter(path__startswith=bucket.path, depth=bucket.depth + 1).order_by("-path").first()
    step = Page._str2int(last.path[-Page.steplen :]) if last else 0
    return (Page._get_path(bucket.path, bucket.depth + 1, step + number) for number in range(1, count + 1))


def _page(draft: ArticleDraft, bucket: Page, path: str, content_type: ContentType, locale: Locale) -> Page:
    slug = technical_slug()
    at = draft.published_at or now()
    return Page(
        path=path,
        depth=bucket.depth + 1,
        numchild=0,
        title=draft.headline[:255],
        draft_title=draft.headline[:255],
        slug=slug,
        url_path=f"{bucket.url_path}{slug}/",
        content_type=content_type,
        locale=locale,
        translation_key=draft.translation_key or uuid.uuid4(),
        live=draft.is_live,
        has_unpublished_changes=not draft.is_live,
        first_published_at=at if draft.is_live else None,
        last_published_at=at if draft.is_live else None,
        latest_revision_created_at=at,
    )


# the article's own row


def _article(each: _Making) -> Article:
    draft = each.draft
    on, precision = stored(draft.published)
    if on is None and draft.is_live and draft.published_at is not None:
        on, precision = draft.published_at.date(), Precision.DAY
    on = first_day(on, precision)
    is_embargoed = isinstance(each.detail, ReleaseDetail) and each.detail.embargoed
    return Article(
        page_ptr_id=each.id,
        standfirst=draft.standfirst,
        body=json.dumps(_raw_body(draft, each.id)),
        lead_picture_id=draft.lead_picture_id,
        lead_caption=draft.lead_caption[:500],
        lead_alt=draft.lead_alt[:500],
        lead_credit=draft.lead_credit[:255],
        place=draft.place[:120],
        kind=draft.kind,
        published_on=on,
        date_precision=precision,
        sorted_on=on or LONG_AGO,
        day_order=draft.day_order,
        bucket=bucket_of(on, precision),
        language=draft.language,
        main_section_id=draft.section_id,
        pick_from=draft.pick_from,
        pick_until=draft.pick_until,
        is_pick=_is_pick(draft),
        source_id=draft.source_id,
        original_url=draft.original_url[:1000],
        first_published_on=draft.first_published_on,
        basis=draft.basis,
        rights_note=draft.rights_note,
        licence_id=draft.licence_id,
        import_id=draft.import_id,
        is_public=draft.is_live and not is_embargoed,
    )


def _is_pick(draft: ArticleDraft) -> bool:
    at = now()
    return bool(draft.pick_from and draft.pick_from <= at and not (draft.pick_until and draft.pick_until <= at))


def _raw_body(draft: ArticleDraft, id: int) -> list[dict[str, Any]]:
    """The stored form of the body, raw HTML cleaned, block ids the same at each making."""
    pieces = ({"type": type, "value": value} for type, value in draft.body)
    return [
        {**sanitised(piece), "id": str(uuid.uuid5(_BLOCKS, f"{id}:{number}"))} for number, piece in enumerate(pieces)
    ]


def _detail(each: _Making) -> models.Model | None:
    model = DETAILS.get(each.draft.kind)
    if model is None or not each.draft.details:
        return None
    detail = model(article_id=each.id, **each.draft.details)
    if isinstance(detail, AlertDetail | ReleaseDetail):
        detail.settle()
    return detail


# addresses


def _give_addresses(batch: list[_Making]) -> None:
    live = [each for each in batch if each.draft.is_live]
    wanted = {each.id: each.draft.wanted_path or _own_path(each, "") for each in live}
    legacy = {path for each in batch for path in each.draft.legacy_addresses}
    taken = _taken({*wanted.values(), *legacy})
    rows: list[Address] = []
    for each in live:
        rows.append(_live_address(each, wanted[each.id], taken))
    for each in batch:
        rows += _redirects(each, taken)
    Address.objects.bulk_create(rows, batch_size=BATCH)


def _taken(paths: Iterable[str]) -> set[str]:
    keys = list({path_key(path) for path in paths})
    found: set[str] = set()
    for start in range(0, len(keys), BATCH):
        rows = Address.objects.filter(path_key__in=keys[start : start + BATCH])
        found.update(rows.values_list("path_key", flat=True))
    return found


def _own_path(each: _Making, ending: str) -> str:
    assert each.article is not None
    fallback = f"article-{each.id}"
    slug = slug_of(each.draft.headline, fallback=fallback)
    refusal = check_slug(slug)
    slug = refusal.suggestion if refusal else slug
    return article_path(each.draft.language, each.article.bucket, f"{slug}{ending}")


def _live_address(each: _Making, wanted: str, taken: set[str]) -> Address:
    assert each.article is not None
    path, number = wanted, 1
    while path_key(path) in taken or (number > 1 and Address.objects.filter(path_key=path_key(path)).exists()):
        number += 1
        path = _own_path(each, f"-{number}")
    taken.add(path_key(path))
    each.article.public_path = path
    is_kept = path == each.draft.wanted_path
    state = Address.State.LIVE if each.article.is_public else Address.State.GONE
    return _address(path, state, each, Address.Origin.LEGACY if is_kept else Address.Origin.OWN)


def _redirects(each: _Making, taken: set[str]) -> Iterator[Address]:
    for path in each.draft.legacy_addresses:
        if path_key(path) in taken:
            continue
        taken.add(path_key(path))
        yield _address(path, Address.State.REDIRECT, each, Address.Origin.LEGACY)


def _address(path: str, state: str, each: _Making, origin: str) -> Address:
    return Address(path=path, path_key=path_key(path), state=state, record=f"article:{each.id}", origin=origin)


# what hangs on an article


def _create_parts(batch: list[_Making]) -> None:
    bylines: list[Byline] = []
    corrections: list[Correction] = []
    tags: list[ArticleTag] = []
    further: list[Any] = []
    through = Article.further_sections.through
    for each in batch:
        draft, id = each.draft, each.id
        bylines += [
            Byline(article_id=id, author_id=author, printed_name=name[:200], sort_order=order)
            for order, (author, name) in enumerate(draft.bylines)
        ]
        corrections += [
            Correction(article_id=id, corrected_on=on, text=text, sort_order=order)
            for order, (on, text) in enumerate(draft.corrections)
        ]
        tags += [ArticleTag(article_id=id, tag_id=tag) for tag in dict.fromkeys(draft.tag_ids)]
        further += [through(article_id=id, section_id=section) for section in dict.fromkeys(draft.further_section_ids)]
    for model, rows in ((Byline, bylines), (Correction, corrections), (ArticleTag, tags), (through, further)):
        model.objects.bulk_create(rows, batch_size=BATCH)
    for model in DETAILS.values():
        model.objects.bulk_create([each.detail for each in batch if type(each.detail) is model])


def _relate(batch: list[_Making]) -> None:
    """Related articles among those made together: most tags in common, then the nearest in time."""
    public = [each for each in batch if each.article is not None and each.article.is_public]
    by_tag: defaultdict[int, list[int]] = defaultdict(list)
    by_section: defaultdict[int, list[int]] = defaultdict(list)
    for number, each in enumerate(public):
        for tag in each.draft.tag_ids:
            by_tag[tag].append(number)
        if each.draft.section_id:
            by_section[each.draft.section_id].append(number)
    rows: list[RelatedArticle] = []
    for number, each in enumerate(public):
        points: Counter[int] = Counter()
        for tag in each.draft.tag_ids:
            points.update(dict.fromkeys(by_tag[tag], 2))
        points.update(dict.fromkeys(by_section.get(each.draft.section_id or 0, ()), 1))
        points.pop(number, None)
        near = sorted(
            (other for other in points if public[other].draft.language == each.draft.language),
            key=lambda other: (-points[other], abs(other - number), other),
        )
        rows += [
            RelatedArticle(
                article_id=each.id,
                target_id=public[other].id,
                sort_order=order,
                chosen_by=RelatedArticle.ChosenBy.PRESS,
            )
            for order, other in enumerate(near[:WANTED])
        ]
    RelatedArticle.objects.bulk_create(rows, batch_size=BATCH)


def _index(batch: list[_Making]) -> None:
    """Put the titles into the desk's search index."""
    articles = Article.objects.in_bulk([each.id for each in batch])
    backend = get_search_backend()
    backend.get_index_for_model(Article).add_items(Article, list(articles.values()))
