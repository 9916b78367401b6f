"""What stands at the head of each list: the record it is a list of, for many groups at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from handpress.newsroom.models import Section, Source, Tag
from handpress.pages.pressroom import Pressroom
from handpress.reading import names, places
from handpress.reading.keys import Group
from handpress.reading.media import Pictures
from handpress.reading.share_images import of_picture
from handpress.theme.records import Link, ShareImage
from handpress.theme.wording import Wording

Words = Any  # language → Wording


@dataclass(frozen=True, slots=True)
class Head:
    """A list's record as far as every one of its pages shows it; `row` holds what its own page shows beside."""

    group: Group
    language: str
    name: str
    slug: str
    keys: frozenset[str]
    row: Mapping[str, Any] = field(default_factory=dict)

    def address(self, bucket: str = "") -> str:
        """The list's folder or one of its buckets."""
        return places.list_address(self.group, self.language, self.slug, bucket)

    def feeds(self, title: str) -> tuple[Link, ...]:
        """The list's two feeds, for `rel=alternate`; tags have none."""
        if self.group.family == "tag":
            return ()
        return tuple(
            Link(title, places.feed_address(self.group, self.language, self.slug, form)) for form in ("xml", "json")
        )


def heads(room: Pressroom, groups: Collection[Group]) -> dict[Group, Head]:
    """The heads of those groups whose record exists. One query or two for each family."""
    return room.memory.recall("heads", groups, lambda missing: _read(missing, room.words))


def _read(groups: Collection[Group], words: Any) -> dict[Group, Head]:
    """`words(language)` gives the names of the magazine's own lists."""
    by_family: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        if not group.language or group.language in places.languages():
            by_family[group.family].append(group)
    found: dict[Group, Head] = {}
    for family, some in by_family.items():
        found |= _MAKERS.get(family, _own)(some, words)
    return found


def _ids(groups: Collection[Group]) -> set[int]:
    return {int(group.id) for group in groups if group.id.isdigit()}


def _sections(groups: list[Group], words: Any) -> dict[Group, Head]:
    rows = Section.objects.filter(pk__in=_ids(groups), locale__language_code__in=places.languages())
    return {
        group: Head(group, row["locale__language_code"], row["name"], row["slug"], _key("section", row), row)
        for row in rows.values(
            "pk", "name", "slug", "kind", "began_on", "ended_on", "standfirst", "introduction", "picture_id",
            "translation_key", "locale__language_code",
        )
        for group in [Group("section", str(row["pk"]))]
    }  # fmt: skip


def _tags(groups: list[Group], words: Any) -> dict[Group, Head]:
    rows = Tag.objects.filter(pk__in=_ids(groups), locale__language_code__in=places.languages())
    return {
        group: Head(group, row["locale__language_code"], row["name"], row["slug"], _key("tag", row), row)
        for row in rows.values("pk", "name", "slug", "locale__language_code")
        for group in [Group("tag", str(row["pk"]))]
    }


def _authors(groups: list[Group], words: Any) -> dict[Group, Head]:
    people = names.people(_ids(groups))
    return {
        group: Head(
            group,
            group.language,
            person.name_in(group.language),
            person.slug,
            frozenset({f"author:{person.id}", *([f"picture:{person.picture_id}"] if person.picture_id else [])}),
            {"person": person},
        )
        for group in groups
        if (person := people.get(int(group.id)))
    }


def _sources(groups: list[Group], words: Any) -> dict[Group, Head]:
    columns = ("pk", "name", "slug", "home_url", "credit_line", "standing_permission")
    rows = {row["pk"]: row for row in Source.objects.filter(pk__in=_ids(groups)).values(*columns)}
    return {
        group: Head(group, group.language, row["name"], row["slug"], _key("source", row), row)
        for group in groups
        if (row := rows.get(int(group.id)))
    }


def _own(groups: list[Group], words: Any) -> dict[Group, Head]:
    """The whole magazine, its kinds and its picks: named by the theme."""
    found = {}
    for group in groups:
        if group.family == "kind" and group.id not in places.KIND_SLUGS:
            continue
        own: Wording = words(group.language)
        name = own.title(group.id if group.family == "kind" else {"all": "archive"}.get(group.family, group.family))
        found[group] = Head(group, group.language, name, "", frozenset())
    return found


def _key(kind: str, row: Mapping[str, Any]) -> frozenset[str]:
    keys = {f"{kind}:{row['pk']}"}
    if row.get("picture_id"):
        keys.add(f"picture:{row['picture_id']}")
    return frozenset(keys)


_MAKERS = {"section": _sections, "tag": _tags, "author": _authors, "source": _sources}


def share_image(head: Head, pictures: Pictures) -> ShareImage | None:
    """What a list's pages are shared with: the section's picture, the author's portrait; None for all others."""
    id = head.row["person"].picture_id if "person" in head.row else head.row.get("picture_id")
    return of_picture(pictures.get(id), head.name)


def portraits(found: Collection[Head]) -> Pictures:
    """The pictures of authors and sections. Two queries."""
    ids = [head.row["person"].picture_id for head in found if "person" in head.row]
    return Pictures([*ids, *(head.row.get("picture_id") for head in found)])
