"""The front page of each language, laid out by the editor or by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from handpress.edition import section_rows
from handpress.edition.allotment import Wish, allot
from handpress.edition.front_columns import MOST as LATEST
from handpress.edition.front_columns import latest_beside
from handpress.edition.recipes.own_page import OwnPage
from handpress.newsroom.models import FrontArticle, FrontPage, FrontSlot, Section
from handpress.newsroom.paths import list_path
from handpress.pages.pressroom import Pressroom
from handpress.pages.recipe import every_translation
from handpress.press.engine import Notes, Reading
from handpress.press.fingerprint import fingerprint
from handpress.reading import places
from handpress.reading.keys import NEWEST, Group, list_key
from handpress.theme.records import FrontBlock, Link, PrintedDate, Teaser

FEWEST = 3
UNDER_LEAD, PICKS, ALERTS, RELEASES, MEDIA = 2, 5, 4, 4, 4


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
        blocks, others = front.blocks(), every_translation()
        about = site.motto
        page = self.page(address, "", description=about, alternates=others, feeds=feeds, is_indexed=bool(blocks))
        data = self.page_data(language, page, blocks=blocks, edition_date=front.edition_date())
        return Reading(language, places.file_of(address), data, notes.trace())


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
    """Fills the blocks of one front page: by the lists alone, so that any order of edits gives the same page."""

    def __init__(self, language: str, layout: Layout, room: Pressroom, notes: Notes) -> None:
        self._language = language
        self._layout = layout
        self._room = room
        self._words = room.words(language)
        self._notes = notes
        self._sections = list(
            Section.objects.filter(locale__language_code=language, retired=False)
            .order_by("sort_order", "name", "pk")
            .values("pk", "name", "slug", "kind", "standfirst", "ended_on")
        )
        self._ids = self._read_lists()
        alerts = self._ids.get(self._kind("action_alert"), [])
        chosen = [id for id in (layout.lead, *layout.pins, *self._pick) if id]
        self._teasers = room.teasers({*chosen, *alerts})  # those that may not be shown
        notes.record(*(f"article:{id}" for id in chosen))
        self._leading = self._leading_ids()
        self._standing = [row for row in self._filled_sections() if row["kind"] == "standing"]
        third = len(self._newest) // 3  # of a young magazine, which has to fill its sections too
        self._allotted, self._with_blocks = self._allot(max(FEWEST, third))
        if not self._with_blocks:
            self._allotted, self._with_blocks = self._allot(LATEST)
        without = {_block(row) for row in self._standing if row["pk"] not in self._with_blocks}
        shown = {id for block, some in self._allotted.items() if block not in without for id in some}
        self._teasers = room.teasers({*self._leading, *shown, *self._newest[:1]})

    def _allot(self, latest: int) -> tuple[dict[str, list[int]], list[int]]:
        """What each block shows, with at most so many latest; and the sections that have a block."""
        wishes = [wish for wish in self._wishes(latest) if self._has(wish.block)]
        allotted = allot(wishes, self._leading)
        sizes = {row["pk"]: len(allotted.get(_block(row), ())) for row in self._standing}
        return allotted, section_rows.with_blocks(sizes)

    def blocks(self) -> tuple[FrontBlock, ...]:
        """The blocks in the editor's order; empty ones are left out."""
        makers: dict[str, Callable[[], Iterable[FrontBlock]]] = {
            "lead": self._lead,
            "picks": lambda: self._list("picks", self._picks),
            "latest": self._latest,
            "alerts": lambda: self._list("alerts", self._kind("action_alert")),
            "releases": lambda: self._list("releases", self._kind("press_release")),
            "sections": self._section_blocks,
            "dossiers": self._dossiers,
            "media": self._media,
        }
        found = [block for name in self._layout.blocks for block in makers[name]()]
        return tuple(block for block in found if block.teasers or block.links)

    def edition_date(self) -> PrintedDate | None:
        """The date of the newest article; None when it is not known to the day."""
        newest = self._shown(self._newest[:1])
        return newest[0].date if newest and newest[0].date.precision == "day" else None

    @property
    def _all(self) -> Group:
        return Group("all", "", self._language)

    @property
    def _newest(self) -> list[int]:
        return self._ids.get(self._all, [])

    @property
    def _picks(self) -> Group:
        return Group("picks", "", self._language)

    @property
    def _pick(self) -> list[int]:
        """The newest pick, which leads where the editor named nothing."""
        return self._ids.get(self._picks, [])[:1]

    def _kind(self, kind: str) -> Group:
        return Group("kind", kind, self._language)

    def _section(self, row: Mapping[str, Any]) -> Group:
        return Group("section", str(row["pk"]))

    def _read_lists(self) -> dict[Group, list[int]]:
        groups = [self._all, self._picks]
        groups += [self._kind(kind) for kind in ("action_alert", "press_release", "picture_story", "video")]
        groups += [self._section(row) for row in self._sections]
        found = self._room.memory.newest(groups)
        for group in groups:
            self._notes.list(list_key(group, NEWEST), fingerprint(found.get(group, [])))
        self._notes.record(*(f"section:{row['pk']}" for row in self._sections))
        return found

    def _leading_ids(self) -> list[int]:
        """The lead and what stands under it."""
        if "lead" not in self._layout.blocks:
            return []
        chosen = self._public([self._layout.lead or 0, *self._layout.pins[:UNDER_LEAD]])
        come = [id for id in (*chosen, *self._public(self._pick)) if not self._teasers.by_id[id].is_ahead]
        return list(dict.fromkeys([*come, *self._newest]))[: 1 + UNDER_LEAD]

    def _shown(self, ids: Iterable[int]) -> tuple[Teaser, ...]:
        return self._teasers.shown(ids, self._notes)

    def _wishes(self, latest: int) -> Iterator[Wish]:
        """What each block of this layout would show; the narrow lists come before the wide ones."""
        pins = self._layout.pins[UNDER_LEAD:] if "latest" in self._layout.blocks else []
        yield Wish("picks", self._ids.get(self._picks, []), PICKS)
        yield Wish("alerts", [id for id in self._open_alerts() if id not in pins], ALERTS)
        for block, kind, number in (
            ("releases", "press_release", RELEASES),
            ("pictures", "picture_story", MEDIA),
            ("videos", "video", MEDIA),
        ):
            yield Wish(block, [id for id in self._ids.get(self._kind(kind), []) if id not in pins], number)
        newest = [*self._public(pins), *self._newest]
        yield Wish("latest", newest, min(self._room_for_latest(), latest))
        for row in self._sections:
            if row["kind"] == "standing":
                yield Wish(_block(row), self._ids.get(self._section(row), []), section_rows.MOST)

    def _room_for_latest(self) -> int:
        """As many as stand beside the lead."""
        known = self._room.teasers(self._leading).by_id
        return latest_beside([known[id] for id in self._leading if id in known])

    def _has(self, block: str) -> bool:
        part_of = {"pictures": "media", "videos": "media"}
        return part_of.get(block, "sections" if block.startswith("section:") else block) in self._layout.blocks

    def _public(self, ids: Iterable[int]) -> list[int]:
        """Those an editor chose that readers may see; lists hold no others."""
        return [id for id in ids if id in self._teasers.by_id]

    def _open_alerts(self) -> list[int]:
        """Alerts that are open; a closed one among the newest is noted too, for it may be opened again."""
        ids = self._ids.get(self._kind("action_alert"), [])
        self._notes.record(*(f"article:{id}" for id in ids))
        return [id for id in self._public(ids) if not self._teasers.by_id[id].is_closed]

    def _lead(self) -> Iterator[FrontBlock]:
        yield FrontBlock("lead", teasers=self._shown(self._leading))

    def _list(self, block: str, group: Group) -> Iterator[FrontBlock]:
        title = self._words.title(group.id or group.family)
        address = places.list_address(group, self._language)
        yield FrontBlock(block, title, address, self._shown(self._allotted[block]))

    def _latest(self) -> Iterator[FrontBlock]:
        address = places.own_page(self._language, "archive")
        yield FrontBlock("latest", self._words.title("latest"), address, self._shown(self._allotted["latest"]))

    def _section_blocks(self) -> Iterator[FrontBlock]:
        """A block for as many sections as have something to say, then a list of the others."""
        blocks = [
            section_rows.SectionBlock(row["name"], self._address(row), self._shown(self._allotted[_block(row)]))
            for row in self._standing
            if row["pk"] in self._with_blocks
        ]
        for block in section_rows.arrange(blocks):
            yield FrontBlock("section", block.name, block.address, block.teasers)
        rest = (row for row in self._standing if row["pk"] not in self._with_blocks)
        links = tuple(Link(row["name"], self._address(row)) for row in rest)
        yield FrontBlock("more", self._words.title("more_sections" if blocks else "sections"), links=links)

    def _filled_sections(self) -> Iterator[Mapping[str, Any]]:
        return (row for row in self._sections if self._ids.get(self._section(row)))

    def _dossiers(self) -> Iterator[FrontBlock]:
        links = tuple(
            Link(row["name"], self._address(row), note=row["standfirst"])
            for row in self._filled_sections()
            if row["kind"] == "dossier" and row["ended_on"] is None
        )
        yield FrontBlock("dossiers", self._words.title("dossiers"), links=links)

    def _media(self) -> Iterator[FrontBlock]:
        """Those without a picture come last, or they would leave a hole among the others."""
        for name, kind in (("pictures", "picture_story"), ("videos", "video")):
            for block in self._list(name, self._kind(kind)):
                yield replace(block, teasers=tuple(sorted(block.teasers, key=lambda teaser: not teaser.picture)))

    def _address(self, row: Mapping[str, Any]) -> str:
        return list_path(self._language, "section", row["slug"])


def _block(row: Mapping[str, Any]) -> str:
    """The name under which a section's block asks for articles."""
    return f"section:{row['pk']}"
