"""Preview: the page that the press would write for a record as it stands in the editor, unsaved."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from handpress.edition.recipes.article import ArticleRecipe
from handpress.edition.recipes.newest import NewestRecipe
from handpress.edition.recipes.plain import PlainRecipe, PlainRow
from handpress.newsroom.dating import LONG_AGO
from handpress.newsroom.models import Article, Author, PlainPage, Section
from handpress.newsroom.page_addresses import free_path, slug_for
from handpress.press.engine import Reading
from handpress.reading import lists, places
from handpress.reading.articles import load_rows
from handpress.reading.keys import Group
from handpress.reading.rows import COLUMNS, DETAILS, ArticleRow, Parts

MODELS = ("newsroom.article", "newsroom.plainpage", "newsroom.section", "newsroom.author")


class NothingToPreview(LookupError):
    """The record has no page of its own."""

    code = "nothing_to_preview"
    retry = False


def render(record: Model, request: HttpRequest | None = None) -> str:
    """The HTML of the record's page: same recipe, same template, same bytes as pressed. Raises NothingToPreview."""
    if isinstance(record, Article):
        return _pressed(ArticleRecipe(), _article_reading(record))
    if isinstance(record, PlainPage):
        return _pressed(PlainRecipe(), _page_reading(record))
    if isinstance(record, Section | Author):
        return _list_page(record)
    raise NothingToPreview(_("“%(record)s” has no page of its own.") % {"record": record})


def _pressed(recipe: Any, reading: Reading | None) -> str:
    if reading is None:
        raise NothingToPreview(_("It has no page of its own."))
    return recipe.press(reading).decode()


def _article_reading(page: Article) -> Reading | None:
    recipe = ArticleRecipe()
    recipe.room.reset()
    row = article_row(page)
    return next(iter(recipe.readings_of(load_rows([row], article_parts(page, row)))), None)


def article_row(page: Article) -> ArticleRow:
    """The unsaved article's columns, settled as publishing would settle them."""
    page.live = True
    page.settle()
    values = {name: getattr(page, name) for name in COLUMNS if name != "public_path"}
    values["sorted_on"] = page.published_on or LONG_AGO  # as on the day it appears
    path = page.public_path or free_path(page, slug_for(page))
    return ArticleRow(id=page.pk or 0, public_path=path, body=_raw(page.body), **values)


def article_parts(page: Article, row: ArticleRow) -> Parts:
    """What hangs on the unsaved article."""
    parts = Parts()
    parts.bylines[row.id] = [(each.author_id, each.printed_name) for each in _in_order(page.bylines)]
    sections = sorted(page.further_sections.all(), key=lambda section: (section.sort_order, section.pk))
    parts.further_sections[row.id] = [section.pk for section in sections]
    tags = sorted((each.tag for each in page.article_tags.all()), key=lambda tag: (tag.name, tag.pk))
    parts.tags[row.id] = [tag.pk for tag in tags]
    parts.related[row.id] = [each.target_id for each in _in_order(page.related)]
    corrections = sorted(_in_order(page.corrections), key=lambda each: each.corrected_on)
    parts.corrections[row.id] = [(each.corrected_on, each.text) for each in corrections]
    for name, kind, _order, columns in DETAILS:
        if row.kind == kind:
            for detail in getattr(page, f"{name}_details").all():
                getattr(parts, name)[row.id] = {column: getattr(detail, column) for column in columns}
    return parts


def _in_order(children: Any) -> list[Any]:
    return sorted(children.all(), key=lambda each: (each.sort_order or 0, each.pk or 0))


def _raw(stream: Any) -> list[dict[str, Any]]:
    """The body's raw JSON, as it would be stored."""
    return json.loads(json.dumps(stream.get_prep_value(), default=str))


def _page_reading(page: PlainPage) -> Reading | None:
    recipe = PlainRecipe()
    recipe.room.reset()
    row = PlainRow(
        page.pk or 0,
        page.title,
        page.standfirst,
        page.public_path or free_path(page, slug_for(page)),
        page.role,
        page.translation_key,
        page.locale.language_code,
        _raw(page.body),
    )
    return next(iter(recipe.readings_of([row])), None)


def _list_page(record: Section | Author) -> str:
    """The list's page, read from a transaction that is taken back: the record with its children, as if saved."""
    recipe = NewestRecipe()
    with transaction.atomic():
        record.save()
        group = _group_of(record)
        recipe.room.reset()
        reading = next(iter(recipe.read([str(group)])), None)
        html = _pressed(recipe, reading) if reading else ""
        transaction.set_rollback(True)
    recipe.room.reset()
    if not html:
        raise NothingToPreview(_("“%(record)s” has no page before something of it is published.") % {"record": record})
    return html


def _group_of(record: Section | Author) -> Group:
    """The section's list, or the author's in the first language in which there is one."""
    if isinstance(record, Section):
        return Group("section", str(record.pk))
    groups = [Group("author", str(record.pk), language) for language in places.languages()]
    found = lists.newest(groups)
    return next((group for group in groups if group in found), groups[0])
