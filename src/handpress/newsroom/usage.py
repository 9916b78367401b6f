"""Whether a record is used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import ForeignKey, Model
from wagtail.images.models import AbstractRendition
from wagtail.models import DraftStateMixin, ReferenceIndex


def is_used(record: Model) -> bool:
    """Whether anything shows or names the record: by the index, by a key, or in a draft that is not published yet."""
    return ReferenceIndex.get_references_to(record).exists() or _has_key_to(record) or _is_in_a_draft(record)


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
