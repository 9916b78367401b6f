"""RSS and JSON feeds of the magazine and of its sections, authors, sources, kinds and picks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from handpress.edition.feeds import FeedAuthor, FeedItem, FeedRecord, json_feed, permanent_id, rss
from handpress.edition.recipes.families import FAMILIES
from handpress.edition.recipes.feed_items import feed_item
from handpress.edition.recipes.heads import Head, heads
from handpress.edition.recipes.newest import lists_of
from handpress.pages.recipe import EditionRecipe
from handpress.press.engine import Reading
from handpress.press.fingerprint import fingerprint
from handpress.reading import places
from handpress.reading.articles import Loaded
from handpress.reading.keys import NEWEST, Group, list_key, parse_group, parse_list
from handpress.reading.magazine_lists import time_zone

ITEMS = 10  # with their whole text: 60 kB that every reader of the feed fetches at each change
FORMS = {"xml": rss, "json": json_feed}


class Feed(NamedTuple):
    """A finished feed and the form it is written in."""

    form: str
    record: FeedRecord
    items: tuple[FeedItem, ...]


class FeedRecipe(EditionRecipe):
    """The feeds of all lists that have any, the newest with full text. Subject: `author/5/en:xml`."""

    name = "feed"
    batch = 24  # both forms of twelve lists: their articles are read once

    def subjects(self, key: str) -> Iterable[str]:
        """Both forms of every list whose newest articles or whose record changed."""
        found = parse_list(key)
        groups = lists_of(key) if found is None else [found[0]] if found[1] == NEWEST else []
        return [f"{group}:{form}" for group in groups if FAMILIES[group.family].has_feeds for form in FORMS]

    def everything(self) -> Iterator[str]:
        """Both forms of every list that has a page."""
        for family in FAMILIES.values():
            if family.has_feeds:
                yield from (f"{group}:{form}" for group in sorted(family.groups()) for form in FORMS)

    def readings(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """One reading for each feed of a list with a page."""
        wanted = [(group, form) for group, form in map(_parse, subjects) if group and form in FORMS]
        found = heads(self.room, {group for group, _ in wanted})
        newest = self.room.memory.newest(found)
        newest_few = {group: ids[:ITEMS] for group, ids in newest.items()}
        loaded = self.room.articles({id for ids in newest_few.values() for id in ids})
        items: dict[int, FeedItem] = {}
        for group, form in wanted:
            if group in found and (group in newest or FAMILIES[group.family].is_permanent):
                yield self._reading(found[group], form, newest.get(group, []), loaded, items)

    def _reading(
        self, head: Head, form: str, ids: list[int], loaded: dict[int, Loaded], items: dict[int, FeedItem]
    ) -> Reading:
        notes = self.notes("", head.language)
        notes.keys |= head.keys
        notes.list(list_key(head.group, NEWEST), fingerprint(ids))
        reading = self.room.reading(head.language)
        notes.record(*(f"article:{id}" for id in ids[:ITEMS]))  # also what was read as hidden and has come since
        for id in ids[:ITEMS]:
            if id in loaded:
                notes.keys |= loaded[id].keys
                items[id] = items.get(id) or feed_item(loaded[id].article, reading.site.base_url, reading.guid_base)
        shown = {id: items[id] for id in ids[:ITEMS] if id in loaded}
        feed = Feed(form, self._record(head), _told_apart(shown, reading.guid_base))
        address = places.feed_address(head.group, head.language, head.slug, form)
        return Reading(f"{head.group}:{form}", places.file_of(address), feed, notes.trace())

    def _record(self, head: Head) -> FeedRecord:
        site = self.room.reading(head.language).site
        is_whole = head.group.family == "all"
        addresses = (places.feed_address(head.group, head.language, head.slug, form) for form in FORMS)
        own, other = (places.absolute(address) for address in addresses)
        return FeedRecord(
            title=site.name if is_whole else f"{site.name}: {head.name}",
            description=(site.motto if is_whole else head.row.get("standfirst", "")) or site.motto,
            home=places.absolute(site.language.address if is_whole else head.address()),
            rss=own,
            json=other,
            language=head.language,
            zone=time_zone(),
            copyright=site.copyright_line,
            publisher=FeedAuthor(site.publisher or site.name, places.absolute(site.language.address)),
            image=places.absolute("/icon-512.png"),
        )

    def press(self, reading: Reading) -> bytes:
        """The feed in its form."""
        feed: Feed = reading.record
        return FORMS[feed.form](feed.record, feed.items)


def _parse(subject: str) -> tuple[Group | None, str]:
    name, _, form = subject.rpartition(":")
    return parse_group(name), form


def _told_apart(items: dict[int, FeedItem], guid_base: str) -> tuple[FeedItem, ...]:
    """The items by article; of two that came with one id from elsewhere, the older has one of ours."""
    seen: set[str] = set()
    found = []
    for id, item in items.items():
        found.append(replace(item, guid=permanent_id(guid_base, id)) if item.guid in seen else item)
        seen.add(item.guid)
    return tuple(found)
