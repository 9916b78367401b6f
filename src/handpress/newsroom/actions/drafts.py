"""An article as importers, the demonstration and the benchmark hand it over: plain data, no model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from handpress.kit.dates import PartialDate

UNKNOWN = PartialDate()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDraft:
    """One article to be made. Ids are primary keys; `body` is (type, value) pairs as the StreamField stores them.

    `bylines`: (author id or None, name as printed) in order. `details`: the fields of the kind's detail model.
    `wanted_path`: a whole public path to keep, such as the old site's; empty: made of date and headline.
    `legacy_addresses`: paths that lead to it. `published_at`: the moment, where it is known.
    """

    headline: str
    language: str
    body: Sequence[tuple[str, Any]] = ()
    standfirst: str = ""
    kind: str = "article"
    details: Mapping[str, Any] = field(default_factory=dict)
    bylines: Sequence[tuple[int | None, str]] = ()
    published: PartialDate = UNKNOWN
    published_at: datetime | None = None
    day_order: int = 0
    place: str = ""
    section_id: int | None = None
    further_section_ids: Sequence[int] = ()
    tag_ids: Sequence[int] = ()
    source_id: int | None = None
    original_url: str = ""
    first_published_on: date | None = None
    basis: str = "own"
    rights_note: str = ""
    licence_id: int | None = None
    lead_picture_id: int | None = None
    lead_caption: str = ""
    lead_alt: str = ""
    lead_credit: str = ""
    pick_from: datetime | None = None
    pick_until: datetime | None = None
    corrections: Sequence[tuple[date, str]] = ()
    translation_key: UUID | None = None
    import_id: str | None = None
    wanted_path: str = ""
    legacy_addresses: Sequence[str] = ()
    is_live: bool = True
