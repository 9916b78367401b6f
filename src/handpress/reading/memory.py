"""What was read since the last change: pages that a publish touches show the same articles and lists again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar

from handpress.reading import lists
from handpress.reading.articles import Loaded, load_articles
from handpress.reading.keys import Group
from handpress.reading.lists import Calendar
from handpress.reading.teasers import Teasers, load_teasers

ROOM = 3000  # teasers, some 6 MB
ROOM_FOR_ARTICLES = 300  # with their bodies, some 10 MB
ROOM_FOR_LISTS = 1000
LISTS = frozenset({"newest", "calendars", "buckets"})  # hold ids alone; all else says in `keys` what it shows

Name = TypeVar("Name")
Held = TypeVar("Held")


class Memory:
    """Teasers and articles by id, what lists hold by list; what readers may not see is remembered as absent."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._teasers = Teasers()
        self._seen: set[int] = set()
        self._known: dict[str, dict[Any, Any]] = defaultdict(dict)

    def teasers(self, ids: Iterable[int]) -> Teasers:
        """All teasers in memory, the public ones among `ids` included."""
        wanted = set(ids)
        if len(self._seen) > ROOM:
            self._teasers, self._seen = Teasers(), set()
        if missing := wanted - self._seen:
            found = load_teasers(missing)
            self._teasers.by_id |= found.by_id
            self._teasers.keys |= found.keys
            self._teasers.picture_keys |= found.picture_keys
            self._seen |= missing
        return self._teasers

    def articles(self, ids: Iterable[int]) -> dict[int, Loaded]:
        """The public articles among `ids`."""
        return self.recall("articles", ids, lambda missing: load_articles(sorted(missing)), room=ROOM_FOR_ARTICLES)

    def drop(self, records: Collection[str]) -> None:
        """Forget what shows one of these records; and what was not there, for it may have come."""
        if not records:
            return
        teasers, shows = self._teasers, set(records).intersection
        for id in list(self._seen):
            shown = (f"article:{id}", *teasers.keys.get(id, ()), *teasers.picture_keys.get(id, ()))
            if shows(shown):
                self._seen.discard(id)
                for held in (teasers.by_id, teasers.keys, teasers.picture_keys):
                    held.pop(id, None)
        for kind in self._known.keys() - LISTS:
            known = self._known[kind]
            self._known[kind] = {name: held for name, held in known.items() if held and not shows(held.keys)}

    def drop_lists(self) -> None:
        """Forget what lists hold."""
        for kind in LISTS:
            self._known.pop(kind, None)

    def newest(self, groups: Iterable[Group]) -> dict[Group, list[int]]:
        """As `lists.newest`."""
        return self.recall("newest", groups, lists.newest)

    def calendars(self, groups: Iterable[Group]) -> dict[Group, Calendar]:
        """As `lists.calendars`."""
        return self.recall("calendars", groups, lists.calendars)

    def buckets(self, pairs: Iterable[tuple[Group, str]]) -> dict[tuple[Group, str], list[int]]:
        """As `lists.buckets`."""
        return self.recall("buckets", pairs, lists.buckets)

    def recall(
        self,
        kind: str,
        names: Iterable[Name],
        read: Callable[[Collection[Name]], Mapping[Name, Held]],
        *,
        room: int = ROOM_FOR_LISTS,
    ) -> dict[Name, Held]:
        """What is known of these names, read where it is not; those of which there is nothing are left out."""
        known: dict[Name, Held | None] = self._known[kind]
        wanted = list(dict.fromkeys(names))
        if len(known) > room:
            known.clear()
        if missing := [name for name in wanted if name not in known]:
            found = read(missing)  # first: what could not be read must not be remembered as absent
            known.update({name: found.get(name) for name in missing})
        return {name: held for name in wanted if (held := known[name]) is not None}
