"""Which articles use a picture, a document, a tag, an author …: Wagtail's reference index, filled for a batch at once.

Wagtail fills it at each save, one article at a time, by loading every picture of its text. Here the references are read
from the raw text and the rows that were just written: no query but the one that stores them, and the same rows as
`rebuild_references_index` makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Field, Model
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.models import ReferenceIndex
from wagtail.rich_text import extract_references_from_rich_text

from handpress.newsroom.models import Article

Found = tuple[type[Model], str, str, str]  # what is used, its id, the path in the model, the path in the content


def index_references(articles: Sequence[Article], parts: Iterable[Model]) -> None:
    """Note what new articles use; `parts` are their bylines, tags, related articles and details, already stored."""
    of_parts: dict[int, list[Found]] = {}
    for part in parts:
        of_parts.setdefault(part.article_id, []).extend(_of_part(part))  # type: ignore[attr-defined]
    here = ContentType.objects.get_for_model(Article, for_concrete_model=False)
    base = ReferenceIndex._get_base_content_type(Article)
    rows = [
        _row(here, base, article.pk, found)
        for article in articles
        for found in (*_of_article(article), *of_parts.get(article.pk, ()))
    ]
    ReferenceIndex.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)


def index_again(records: Iterable[Model]) -> None:
    """Note anew what these records use; for what was written past their own save, a few queries each."""
    for record in records:
        ReferenceIndex.create_or_update_for_object(record)


def move_references(keep: Model, gone: Model) -> None:
    """Note for `keep` what is noted for `gone`, which was merged into it."""
    ReferenceIndex.get_references_to(gone).update(to_object_id=str(keep.pk))


def repoint(part: Any, field: str, to: int | None) -> None:
    """Note that a key of a part of an article points to another record of the same kind now, or that the part went."""
    path = f"{_relations()[type(part)]}.{part.pk}.{field}"
    noted = ReferenceIndex.objects.filter(
        base_content_type=ReferenceIndex._get_base_content_type(Article),
        object_id=str(part.article_id),
        content_path_hash=ReferenceIndex._get_content_path_hash(path),
    )
    if to is None:
        noted.delete()
    else:
        noted.update(to_object_id=str(to))


def _row(here: ContentType, base: ContentType, id: int, found: Found) -> ReferenceIndex:
    model, to_id, model_path, content_path = found
    return ReferenceIndex(
        content_type_id=here.pk,  # keys, not records: a fifth faster, of 0.6 ms an article
        base_content_type_id=base.pk,
        object_id=str(id),
        to_content_type_id=ReferenceIndex._get_base_content_type(model).pk,
        to_object_id=to_id,
        model_path=model_path,
        content_path=content_path,
        content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
    )


def _of_article(article: Article) -> Iterator[Found]:
    yield from _of_keys(article)
    for model, id, model_path, content_path in _in_block(article.body.stream_block, list(article.body.raw_data)):
        yield model, id, f"body.{model_path}", f"body.{content_path}"


def _of_part(part: Model) -> Iterator[Found]:
    relation = _relations()[type(part)]
    for model, id, model_path, content_path in _of_keys(part):
        yield model, id, f"{relation}.item.{model_path}", f"{relation}.{part.pk}.{content_path}"
    for field in part._meta.get_fields():
        if hasattr(field, "extract_references"):
            for model, id, model_path, content_path in field.extract_references(getattr(part, field.name)):
                path = f"{relation}.{part.pk}.{field.name}.{content_path}"
                yield model, id, f"{relation}.item.{field.name}.{model_path}", path


def _of_keys(record: Model) -> Iterator[Found]:
    for field in _foreign_keys(type(record)):
        if (value := field.value_from_object(record)) is not None:
            yield field.related_model, str(value), field.name, field.name  # type: ignore[misc]


@cache
def _relations() -> dict[type[Model], str]:
    return {each.related_model: each.get_accessor_name() for each in get_all_child_relations(Article)}


@cache
def _foreign_keys(model: type[Model]) -> tuple[Field, ...]:
    """The keys that Wagtail follows."""
    keys = (each for each in model._meta.get_fields() if each.is_relation and each.many_to_one)
    return tuple(
        each
        for each in keys
        if isinstance(each, Field)
        and not isinstance(each, ParentalKey)
        and not getattr(each, "wagtail_reference_index_ignore", False)
        and not getattr(each.related_model, "wagtail_reference_index_ignore", False)
    )


def _in_block(block: Any, raw: Any) -> Iterator[Found]:
    """What a piece of the raw text uses."""
    if raw is None:
        return
    if isinstance(block, blocks.StreamBlock):
        yield from _in_stream(block, raw)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _below(name, name, _in_block(child, raw.get(name)))
    elif isinstance(block, blocks.ListBlock):
        yield from _in_list(block, raw)
    elif isinstance(block, blocks.ChooserBlock):
        yield block.model_class, str(raw), "", ""
    elif isinstance(block, blocks.RichTextBlock) and ("linktype=" in raw or "<embed" in raw):
        yield from extract_references_from_rich_text(raw)


def _in_stream(block: Any, raw: Any) -> Iterator[Found]:
    for piece in raw:
        if child := block.child_blocks.get(piece["type"]):
            yield from _below(piece["type"], piece.get("id"), _in_block(child, piece["value"]))


def _in_list(block: Any, raw: Any) -> Iterator[Found]:
    for piece in raw:
        value, id = (piece["value"], piece.get("id")) if "value" in piece else (piece, None)
        yield from _below("item", id, _in_block(block.child_block, value))


def _below(name: str, id: str | None, found: Iterable[Found]) -> Iterator[Found]:
    for model, to_id, model_path, content_path in found:
        yield (
            model,
            to_id,
            f"{name}.{model_path}" if model_path else name,
            f"{id}.{content_path}" if content_path else str(id),
        )
