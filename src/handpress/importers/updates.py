"""A page that changed since it was imported: its article follows, unless an editor has touched it."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction

from handpress.importers.drafting import Drafter, raw
from handpress.importers.imprint import edited_fields
from handpress.importers.models import ImportRecord
from handpress.importers.pieces import Piece
from handpress.importers.report import Line
from handpress.newsroom.actions.articles import publish_article, schedule_article, unpublish_article
from handpress.newsroom.actions.cards import in_bulk
from handpress.newsroom.ahead import is_ahead
from handpress.newsroom.dating import stored
from handpress.newsroom.models import Article, ArticleTag, Byline, PlainPage
from handpress.newsroom.press_keys import ARTICLE_PAGES
from handpress.press.feed import not_news

EDITED = "The page changed, but {what} was edited here since; the article is left as it is."
DELETED = "Its article was deleted here; it is not made again."
SAME_NAME = ("standfirst", "kind", "original_url", "basis", "lead_caption", "lead_alt", "lead_credit")
TAKEN_BACK = "The page changed, but its article was taken back or withdrawn here; it is left as it is."


class Updater:
    """Updates what was imported before."""

    def __init__(self, drafter: Drafter) -> None:
        self._drafter = drafter

    @transaction.atomic
    def update(self, piece: Piece, record: ImportRecord) -> tuple[Line, Article | PlainPage | None]:
        """The report's line, and the page as it is now when it was updated."""
        path = piece.extraction.path
        page = record.page
        if page is None:
            return Line(path, "edited", DELETED, "deleted_here"), None
        if reason := _untouchable(record, page):
            return Line(path, "edited", reason, "edited_here", page.public_path), None
        warnings: list[str] = []
        page = (
            self._page(page, piece, warnings) if isinstance(page, PlainPage) else self._article(page, piece, warnings)
        )
        page = _stored(page, piece)
        return Line(path, "updated", address=page.public_path, warnings=(*piece.extraction.warnings, *warnings)), page

    def _page(self, page: PlainPage, piece: Piece, warnings: list[str]) -> PlainPage:
        page.title = page.draft_title = piece.headline[:255]
        page.standfirst = piece.extraction.standfirst[:500]
        page.body = json.dumps(raw(self._drafter.plain_body(piece, warnings)))
        return page

    def _article(self, article: Article, piece: Piece, warnings: list[str]) -> Article:
        drafted = self._drafter.draft(piece)
        draft = drafted.draft
        warnings += drafted.warnings
        article.title = article.draft_title = draft.headline
        article.body = json.dumps(draft.body)
        article.published_on, article.date_precision = stored(draft.published)
        article.main_section_id = draft.main_section
        article.source_id = draft.source
        article.lead_picture_id = draft.lead_picture
        for name in SAME_NAME:
            setattr(article, name, getattr(draft, name))
        article.bylines.set(
            [
                Byline(author_id=author, printed_name=name, sort_order=order)
                for order, (author, name) in enumerate(draft.bylines)
            ]
        )
        article.article_tags.set([ArticleTag(tag_id=id) for id in draft.tags])
        article.further_sections.set(draft.further_sections)
        return article


def _untouchable(record: ImportRecord, page: Article | PlainPage) -> str:
    """Why the page is left as it is; "" when nobody has touched it."""
    edited = edited_fields(record, page)
    if page.has_unpublished_changes and page.latest_revision_id:
        edited += edited_fields(record, page.get_latest_revision_as_object())
    if edited:
        names = ", ".join(dict.fromkeys(_SHOWN.get(name, name) for name in edited))
        return EDITED.format(what=names)
    was_live = not record.fields.get("was_draft", False)
    return TAKEN_BACK if was_live and not page.is_public else ""


_SHOWN = {
    "title": "headline", "published_on": "date", "date_precision": "date", "main_section_id": "section",
    "further_sections": "section", "lead_picture_id": "lead picture", "lead_caption": "lead picture",
    "source_id": "source", "original_url": "source",
}  # fmt: skip


def _stored(page: Any, piece: Piece) -> Any:
    """The page stored: as readers see it, or as a draft where the old site hides it or its date is to come."""
    is_early = isinstance(page, Article) and is_ahead(page.published_on, page.date_precision)
    if not (piece.is_draft or is_early):
        with in_bulk():
            page = publish_article(page)
        if isinstance(page, Article):
            not_news(ARTICLE_PAGES, [page.pk])
        return page
    if page.live and not is_early:
        publish_article(page)
        return unpublish_article(page)
    page.live = page.live and unpublish_article(page).live
    page.save(clean=False)
    if piece.scheduled_at:
        schedule_article(page, piece.scheduled_at)
    return type(page).objects.get(pk=page.pk)
