"""Related articles of a bulk: chosen among the latest ones seen, in memory."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable

WANTED = 4
REMEMBERED = 12


class Recent:
    """The latest articles of each tag and section, as far as this process has made them."""

    def __init__(self) -> None:
        self._latest: dict[tuple[str, str, int], deque[int]] = defaultdict(lambda: deque(maxlen=REMEMBERED))

    def choose_and_remember(
        self, article_id: int, language: str, section: int | None, tags: Iterable[int]
    ) -> list[int]:
        """Up to four remembered articles that share most with this one (a tag counts two, the section one)."""
        groups = [(language, "tag", tag) for tag in tags]
        groups += [(language, "section", section)] if section else []
        points: Counter[int] = Counter()
        for group in groups:
            for other in self._latest[group]:
                points[other] += 2 if group[1] == "tag" else 1
            self._latest[group].append(article_id)
        return sorted(points, key=lambda other: (points[other], other), reverse=True)[:WANTED]
