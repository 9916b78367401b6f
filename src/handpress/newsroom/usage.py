"""Whether a record is used, and whether readers see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignKey, Model
from wagtail.images.models import AbstractRendition
from wagtail.models import DraftStateMixin, Page, ReferenceIndex

from handpress.newsroom.models import Article, PlainPage


def is_used(record: Model) -> bool:
    """Whether anything shows or names the record: by the index, by a key, or in a draft that is not published yet."""
    return ReferenceIndex.get_references_to(record).exists() or _has_key_to(record) or _is_in_a_draft(record)


def is_shown(record: Model) -> bool:
    """Whether it stands on a published page, or on something of the magazine's own, which is published at once."""
    found = set(ReferenceIndex.get_references_to(record).values_list("base_content_type", "object_id"))
    page_type = ContentType.objects.get_for_model(Page).pk
    if any(content_type != page_type for content_type, _ in found):
        return True
    return _any_public(id for _, id in found) or any(_is_key_shown(key, record) for key in _keys_to(type(record)))


def _any_public(ids: Iterable[str]) -> bool:
    pages = list(ids)
    return bool(pages) and any(
        model.objects.filter(pk__in=pages, is_public=True).exists() for model in (Article, PlainPage)
    )


def _is_key_shown(key: Any, record: Model) -> bool:
    """Whether a row that points to it is public, or part of an article that is."""
    names = {field.name for field in key.model._meta.get_fields()}
    rows = key.model._base_manager.filter(**{key.name: record.pk})
    if "is_public" in names:
        return bool(rows.filter(is_public=True).exists())
    return bool((rows.filter(article__is_public=True) if "article" in names else rows).exists())


def _has_key_to(record: Model) -> bool:
    """Whether a row points to it; the index may not know of what older versions wrote."""
    return any(key.model._base_manager.filter(**{key.name: record.pk}).exists() for key in _keys_to(type(record)))


def _keys_to(model: type[Model]) -> Iterator[Any]:
    """The keys of other records to such a one, its own sizes not counted."""
    for relation in model._meta.get_fields(include_hidden=True):
        key = getattr(relation, "field", None)
        if relation.auto_created and isinstance(key, ForeignKey) and not issubclass(key.model, AbstractRendition):
            yield key


def _is_in_a_draft(record: Model) -> bool:
    return any(_uses(draft, record) for model in ReferenceIndex.indexed_models for draft in _drafts(model))


def _drafts(model: type[Model]) -> Any:
    """What is written and not published; a handful at any time."""
    if not issubclass(model, DraftStateMixin) or model._meta.proxy:
        return ()
    waiting: Any = model._default_manager.filter(has_unpublished_changes=True, latest_revision__isnull=False)
    return (each.get_latest_revision_as_object() for each in waiting.select_related("latest_revision").iterator())


def _uses(draft: Any, record: Model) -> bool:
    to = (ReferenceIndex._get_base_content_type(record).pk, str(record.pk))
    return any(found[:2] == to for found in ReferenceIndex._extract_references_from_object(draft))
