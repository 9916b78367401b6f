"""Which fields of an article were edited since its import."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from handpress.importers.models import ImportRecord
from handpress.kit.text import one_line
from handpress.newsroom.actions.bulk import ArticleDraft
from handpress.newsroom.models import Article, Author, PlainPage, Source
from handpress.newsroom.wording import piece_as_read

HASHED = ("title", "standfirst", "body")
PLAIN = ("kind", "date_precision", "main_section_id", "lead_picture_id", "lead_caption", "original_url")


def imprint(article: Article | PlainPage, draft: ArticleDraft | None = None) -> dict[str, Any]:
    """What an import sets, in a form that opening and saving in the desk does not change: long texts as hashes.

    With the draft that the article was just made of no query is needed.
    """
    found: dict[str, Any] = {
        "title": _hash(one_line(article.title)),
        "standfirst": _hash(one_line(article.standfirst)),
        "body": _hash([piece_as_read(piece, is_settled=draft is not None) for piece in article.body.raw_data]),
    }
    if isinstance(article, Article):
        found |= {name: getattr(article, name) for name in PLAIN}
        found["published_on"] = article.published_on.isoformat() if article.published_on else None
        found["source_id"] = article.source_id
        found |= _parts_drafted(draft) if draft else _parts(article)
    return found


def edited_fields(record: ImportRecord, article: Article | PlainPage) -> list[str]:
    """Names of fields whose value is no longer the imported one; records merged since count as the same."""
    then, today = _merged(record.fields), _merged(imprint(article))
    return [name for name, value in today.items() if name in then and then[name] != value]


def _parts(article: Article) -> dict[str, Any]:
    bylines = sorted(article.bylines.all(), key=lambda byline: byline.sort_order or 0)
    return {
        "bylines": [[byline.author_id, byline.printed_name] for byline in bylines],
        "further_sections": sorted(section.pk for section in article.further_sections.all()),
        "tags": sorted(each.tag_id for each in article.article_tags.all()),
    }


def _parts_drafted(draft: ArticleDraft) -> dict[str, Any]:
    return {
        "bylines": [[author, name] for author, name in draft.bylines],
        "further_sections": sorted(set(draft.further_sections) - {draft.main_section}),
        "tags": sorted(set(draft.tags)),
    }


def _hash(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _merged(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with the records that stayed instead of those merged into them."""
    found = dict(fields)
    if source := found.get("source_id"):
        found["source_id"] = _stayed(Source, source)
    if "bylines" in found:
        found["bylines"] = [[_stayed(Author, id), name] for id, name in found["bylines"]]
    return found


def _stayed(model: type[Author] | type[Source], id: int | None) -> int | None:
    if id is None:
        return None
    return model.objects.filter(pk=id).values_list("merged_into_id", flat=True).first() or id
