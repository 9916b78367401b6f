"""The front page of each language, laid out by the editor or by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from handpress.edition import lists, places
from handpress.edition.fingerprints import fingerprint
from handpress.edition.keys import NEWEST, Group, list_key
from handpress.edition.pressroom import Pressroom
from handpress.edition.recipes.base import every_translation
from handpress.edition.recipes.own_page import OwnPage
from handpress.edition.records import FrontBlock, Link, PrintedDate, Teaser
from handpress.newsroom.models import FrontArticle, FrontPage, FrontSlot, Section
from handpress.newsroom.paths import list_path
from handpress.press.engine import Notes, Reading

UNDER_LEAD, PICKS, LATEST, ALERTS, RELEASES, IN_SECTION, MEDIA = 2, 5, 10, 4, 4, 4, 4


@dataclass(slots=True)
class Layout:
    """What the editor decided: the blocks in their order, a lead and pinned articles where there are any."""

    blocks: list[str]
    lead: int | None = None
    pins: list[int] = field(default_factory=list)


class FrontPageOfLanguage(OwnPage):
    """The front page."""

    name = "front"
    template = "front.html"
    kind = "front"

    def reading(self, language: str) -> Reading:
        """Some thirty queries."""
        locale_id = self.room.reading(language).locale_id
        notes = self.notes(self.template, language, f"front:{locale_id}")
        front = _Front(language, read_layout(locale_id), self.room, notes)
        address = places.own_page(language)
        site = self.room.reading(language).site
        feeds = (Link(site.name, site.feed_rss), Link(site.name, site.feed_json))
        page = self.page(
            address, "", description=site.motto, alternates=every_translation(), feeds=feeds, picture=site.social
        )
        sheet = self.sheet(language, page, blocks=front.blocks(), edition_date=front.edition_date())
        return Reading(language, places.file_of(address), sheet, notes.trace())


def read_layout(locale_id: int) -> Layout:
    """The layout of a language's front page. Three queries."""
    front = FrontPage.objects.filter(locale=locale_id).first()
    if front is None:
        return Layout(list(FrontSlot.Block.values))
    slots = FrontSlot.objects.filter(front=front, shown=True).order_by("sort_order", "pk")
    layout = Layout(list(slots.values_list("block", flat=True)))
    if not front.automatic:
        layout.lead = front.lead_id
        pins = FrontArticle.objects.filter(front=front, article__isnull=False).order_by("sort_order", "pk")
        layout.pins = list(pins.values_list("article_id", flat=True))
    return layout


class _Front:
    """Fills the blocks of one front page. An article that leads does not appear again below."""

    def __init__(self, language: str, layout: Layout, room: Pressroom, notes: Notes) -> None:
        self._language = language
        self._layout = layout
        self._words = room.words(language)
        self._notes = notes
        self._sections = list(
            Section.objects.filter(locale__language_code=language, retired=False)
            .order_by("sort_order", "name", "pk")
            .values("pk", "name", "slug", "kind", "standfirst", "ended_on")
        )
        self._ids = self._read_lists()
        ids = {id for some in self._ids.values() for id in some} | {layout.lead or 0, *layout.pins}
        self._teasers = room.teasers(ids)
        notes.record(*(f"article:{id}" for id in (layout.lead, *layout.pins) if id))
        self._leading = self._leading_ids()

    def blocks(self) -> tuple[FrontBlock, ...]:
        """The blocks in the editor's order; empty ones are left out."""
        makers: dict[str, Callable[[], Iterable[FrontBlock]]] = {
            "lead": self._lead,
            "picks": lambda: self._list("picks", Group("picks", "", self._language), PICKS),
            "latest": self._latest,
            "alerts": self._alerts,
            "releases": lambda: self._list("releases", self._kind("press_release"), RELEASES),
            "sections": self._section_blocks,
            "dossiers": self._dossiers,
            "media": self._media,
        }
        found = [block for name in self._layout.blocks for block in makers[name]()]
        return tuple(block for block in found if block.teasers or block.links)

    def edition_date(self) -> PrintedDate | None:
        """The date of the newest article; None when it is not known to the day."""
        newest = self._shown(self._ids.get(self._all, [])[:1])
        return newest[0].date if newest and newest[0].date.precision == "day" else None

    @property
    def _all(self) -> Group:
        return Group("all", "", self._language)

    def _kind(self, kind: str) -> Group:
        return Group("kind", kind, self._language)

    def _read_lists(self) -> dict[Group, list[int]]:
        groups = [self._all, Group("picks", "", self._language)]
        groups += [self._kind(kind) for kind in ("action_alert", "press_release", "picture_story", "video")]
        groups += [Group("section", str(row["pk"])) for row in self._sections if row["kind"] == "standing"]
        found = lists.newest(groups)
        for group in groups:
            self._notes.list(list_key(group, NEWEST), fingerprint(found.get(group, [])))
        self._notes.record(*(f"section:{row['pk']}" for row in self._sections))
        return found

    def _leading_ids(self) -> list[int]:
        """The lead and what stands under it."""
        if "lead" not in self._layout.blocks:
            return []
        picks = self._ids.get(Group("picks", "", self._language), [])
        newest = self._ids.get(self._all, [])
        wished = [self._layout.lead, *self._layout.pins[:UNDER_LEAD], *picks[:1], *newest]
        known = [id for id in dict.fromkeys(wished) if id and id in self._teasers.by_id]
        return known[: 1 + UNDER_LEAD]

    def _shown(self, ids: Iterable[int]) -> tuple[Teaser, ...]:
        return self._teasers.shown(ids, self._notes)

    def _below(self, ids: Iterable[int], number: int) -> tuple[Teaser, ...]:
        left = [id for id in ids if id not in self._leading and id in self._teasers.by_id]
        return self._shown(left[:number])

    def _lead(self) -> Iterator[FrontBlock]:
        yield FrontBlock("lead", teasers=self._shown(self._leading))

    def _list(self, block: str, group: Group, number: int) -> Iterator[FrontBlock]:
        kind = group.id or group.family
        address = places.list_address(group, self._language)
        teasers = self._below(self._ids.get(group, []), number)
        yield FrontBlock(block, self._words.title(kind), address, teasers)

    def _latest(self) -> Iterator[FrontBlock]:
        ids = dict.fromkeys([*self._layout.pins[UNDER_LEAD:], *self._ids.get(self._all, [])])
        address = places.own_page(self._language, "archive")
        yield FrontBlock("latest", self._words.title("latest"), address, self._below(ids, LATEST))

    def _alerts(self) -> Iterator[FrontBlock]:
        """Alerts that are open; a closed one among the newest is noted too, for it may be opened again."""
        group = self._kind("action_alert")
        ids = self._ids.get(group, [])
        self._notes.record(*(f"article:{id}" for id in ids))
        still = [id for id in ids if id in self._teasers.by_id and not self._teasers.by_id[id].is_closed]
        address = places.list_address(group, self._language)
        yield FrontBlock("alerts", self._words.title("action_alert"), address, self._below(still, ALERTS))

    def _section_blocks(self) -> Iterator[FrontBlock]:
        for row in self._sections:
            if row["kind"] == "standing":
                teasers = self._below(self._ids.get(Group("section", str(row["pk"])), []), IN_SECTION)
                yield FrontBlock("section", row["name"], self._address(row), teasers)

    def _dossiers(self) -> Iterator[FrontBlock]:
        links = tuple(
            Link(row["name"], self._address(row), note=row["standfirst"])
            for row in self._sections
            if row["kind"] == "dossier" and row["ended_on"] is None
        )
        yield FrontBlock("dossiers", self._words.title("dossiers"), links=links)

    def _media(self) -> Iterator[FrontBlock]:
        yield from self._list("pictures", self._kind("picture_story"), MEDIA)
        yield from self._list("videos", self._kind("video"), MEDIA)

    def _address(self, row: dict[str, Any]) -> str:
        return list_path(self._language, "section", row["slug"])
