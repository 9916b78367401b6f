"""What was read since the last change: lists that a publish touches show the same articles again and again."""

from __future__ import annotations

from collections.abc import Iterable

from handpress.edition.reading.articles import Loaded, load_articles
from handpress.edition.reading.teasers import Teasers, load_teasers

ROOM = 3000  # teasers, some 6 MB
ROOM_FOR_ARTICLES = 300  # with their bodies, some 10 MB


class Memory:
    """Teasers and articles by id; those that readers may not see are remembered as absent."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._teasers = Teasers()
        self._seen: set[int] = set()
        self._articles: dict[int, Loaded | None] = {}

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
        wanted = set(ids)
        if len(self._articles) > ROOM_FOR_ARTICLES:
            self._articles = {}
        if missing := wanted - self._articles.keys():
            self._articles |= dict.fromkeys(missing)
            self._articles |= load_articles(sorted(missing))
        return {id: found for id in wanted if (found := self._articles[id])}
