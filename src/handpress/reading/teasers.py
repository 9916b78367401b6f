"""Articles as lists show them, by the hundred."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from handpress.kit.batches import batched
from handpress.newsroom.models import AlertDetail, Article, VideoDetail
from handpress.newsroom.models import Byline as StoredByline
from handpress.press.engine import Notes
from handpress.reading import names
from handpress.reading.dates import day_come, printed_date
from handpress.reading.media import Pictures
from handpress.reading.queries import ASKED, Query
from handpress.theme.records import Byline, Teaser

BATCH = 1000
COLUMNS = (
    "pk",
    "title",
    "standfirst",
    "public_path",
    "kind",
    "language",
    "place",
    "published_on",
    "sorted_on",
    "date_precision",
    "main_section_id",
    "source_id",
    "lead_picture_id",
    "lead_alt",
)

_TEASERS = Query(lambda: Article.objects.order_by().filter(pk__among=ASKED, is_public=True).values_list(*COLUMNS))
_BYLINES = Query(
    lambda: (
        StoredByline.objects.filter(article__among=ASKED)
        .order_by("article", "sort_order", "pk")
        .values_list("article_id", "author_id", "printed_name")
    )
)
_ALERTS = Query(
    lambda: (
        AlertDetail.objects.order_by().filter(article__among=ASKED).values_list("article_id", "deadline_on", "closed")
    )
)
_VIDEOS = Query(
    lambda: (
        VideoDetail.objects.order_by().filter(article__among=ASKED).values_list("article_id", "still_id", "duration_s")
    )
)
_BODIES = Query(
    lambda: (
        Article.objects.order_by()
        .filter(pk__among=ASKED)
        .annotate(raw=Cast("body", TextField()))
        .values_list("pk", "raw")
    )
)


@dataclass(slots=True)
class Teasers:
    """Teasers by article id, and the keys of all that each shows."""

    by_id: dict[int, Teaser] = field(default_factory=dict)
    keys: dict[int, frozenset[str]] = field(default_factory=dict)
    picture_keys: dict[int, frozenset[str]] = field(default_factory=dict)

    def shown(self, ids: Iterable[int], notes: Notes, *, with_pictures: bool = True) -> tuple[Teaser, ...]:
        """The teasers of those articles that are public, noted; `with_pictures` when the page shows those."""
        found = []
        for id in ids:
            notes.keys.add(f"article:{id}")  # also of what was read as hidden and has come since
            if teaser := self.by_id.get(id):
                notes.keys |= self.keys[id]
                if with_pictures:
                    notes.keys |= self.picture_keys[id]
                found.append(teaser)
        return tuple(found)


def load_teasers(ids: Iterable[int]) -> Teasers:
    """Teasers of the public articles among `ids`. Some ten queries per 1000."""
    found = Teasers()
    for some in batched(sorted(set(ids)), BATCH):
        _load(found, some)
    return found


def _load(found: Teasers, ids: list[int]) -> None:
    rows = list(_TEASERS.of(ids))
    ids = [row[0] for row in rows]
    lines = bylines(ids)
    people = names.people({author for some in lines.values() for author, _ in some})
    sections = names.sections({row[10] for row in rows})
    sources = names.sources({row[11] for row in rows})
    details = _details({row[0]: row[4] for row in rows})
    stills = {id: detail["still"] or detail["first_picture"] for id, detail in details.items()}
    pictures = Pictures([*(row[12] for row in rows), *stills.values()])
    for row in rows:
        id, headline, standfirst, path, kind, language, place, on, sort, precision, section, source, picture, alt = row
        come = day_come(on, sort)
        detail = details[id]
        found.by_id[id] = Teaser(
            id=id,
            address=path or "",
            headline=headline,
            standfirst=standfirst,
            kind=kind,
            kicker=sections[section].link if section in sections else None,
            bylines=printed(lines[id], people, language),
            date=printed_date(come, precision),
            is_ahead=come != on,
            source_name=sources[source].name if source in sources else "",
            picture=pictures.get(picture, alt=alt) or pictures.get(stills.get(id)),
            place=place,
            language=language,
            deadline=detail["deadline"],
            is_closed=detail["is_closed"],
            video_s=detail["video_s"],
            picture_count=detail["picture_count"],
        )
        authors = [author for author, _ in lines[id]]
        found.keys[id] = frozenset(
            record_keys({"article": [id], "section": [section], "source": [source], "author": authors})
        )
        found.picture_keys[id] = frozenset(record_keys({"picture": [picture, stills.get(id)]}))


def record_keys(ids_by_kind: dict[str, Iterable[int | None]]) -> set[str]:
    """`{"author": [5, None]}` → `{"author:5"}`."""
    return {f"{kind}:{id}" for kind, ids in ids_by_kind.items() for id in ids if id}


def bylines(ids: Collection[int]) -> dict[int, list[tuple[int | None, str]]]:
    """The ordered (author id, name as printed) of each article. One query."""
    found: dict[int, list[tuple[int | None, str]]] = defaultdict(list)
    for id, author, name in _BYLINES.of(ids):
        found[id].append((author, name))
    return found


def printed(
    lines: Iterable[tuple[int | None, str]], people: dict[int, names.Person], language: str
) -> tuple[Byline, ...]:
    """Bylines as this language prints them; authors without a name of either kind are passed over."""
    found = []
    for author, name in lines:
        person = people.get(author or 0)
        label = name or (person.name_in(language) if person else "")
        if label:
            of_author = (person.address(language), person.handle) if person else ()
            found.append(Byline(label, *of_author))
    return tuple(found)


_NO_DETAIL: dict[str, Any] = {
    "deadline": None,
    "is_closed": False,
    "video_s": 0,
    "still": None,
    "picture_count": 0,
    "first_picture": None,
}


def _details(kinds: dict[int, str]) -> dict[int, dict[str, Any]]:
    """What lists say of alerts, videos and picture stories. One query for each kind that occurs."""
    found = {id: dict(_NO_DETAIL) for id in kinds}
    by_kind: dict[str, list[int]] = defaultdict(list)
    for id, kind in kinds.items():
        by_kind[kind].append(id)
    if ids := by_kind["action_alert"]:
        for id, deadline, closed in _ALERTS.of(ids):
            found[id].update(deadline=deadline, is_closed=closed)
    if ids := by_kind["video"]:
        for id, still, seconds in _VIDEOS.of(ids):
            found[id].update(still=still, video_s=seconds or 0)
    if ids := by_kind["picture_story"]:
        for id, text in _BODIES.of(ids):
            shown = pictures_in(json.loads(text or "[]"))
            found[id].update(picture_count=len(shown), first_picture=next(iter(shown), None))
    return found


def pictures_in(body: Iterable[Mapping[str, Any]]) -> list[int]:
    """The ids of the pictures a raw body shows, in order."""
    found = []
    for piece in body:
        value = piece.get("value") or {}
        if piece["type"] == "picture":
            found.append(value.get("picture"))
        elif piece["type"] == "gallery":
            found += [_item(item).get("picture") for item in value.get("pictures") or ()]
    return [id for id in found if id]


def _item(item: dict[str, Any]) -> dict[str, Any]:
    """A list block's item, which Wagtail wraps in its own id."""
    return item["value"] if "value" in item and "type" in item else item
