"""Article parts: what an app adds to an article's page without widening the article's record.

An app offers one in its ready(): `parts.offer("comments", Part("comments/thread.html", load, templates=FOLDER))`. The
template is found in the publication's theme first, then in the shipped one, then in the app's folder; it is given
`part.content` beside `article`, `site` and `page`. What the part reads it notes as keys, for articles that have none
of it too: the first comment must find its page. An app that goes, or one that comes, has all articles pressed anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from handpress.kit.offers import Offers
from handpress.reading.articles import Loaded
from handpress.theme.records import ArticlePart


class PartPlace(StrEnum):
    """Where a part stands, in the order of the apps."""

    END = "end"  # under the text, within the article
    BELOW = "below"  # under the article, before what leads on


@dataclass(frozen=True, slots=True)
class Content:
    """What a part shows under one article, None for nothing, and the keys of all that it read."""

    content: Any = None
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """One part. `load` answers for a batch of articles by a constant number of queries; it may leave articles out.

    `templates` is the folder in which the app keeps its templates.
    """

    template: str
    load: Callable[[Mapping[int, Loaded]], Mapping[int, Content]]
    place: PartPlace = PartPlace.BELOW
    templates: Path | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """All that is added to one article's page."""

    parts: tuple[ArticlePart, ...] = ()
    keys: frozenset[str] = frozenset()


offers: Offers[Part] = Offers("article part")
KEY = "template:article parts"  # noted by every article: which parts there are


def offer(name: str, part: Part) -> None:
    """Offer a part under a name; called once, from an `AppConfig.ready()`. Raises OfferTaken."""
    offers.make(name, part)


def added(articles: Mapping[int, Loaded]) -> dict[int, Added]:
    """What all parts add to each of these articles."""
    found = [(name, part, part.load(articles)) for name, part in offers.items()] if articles else []
    return {id: _added([(name, part, by_id[id]) for name, part, by_id in found if id in by_id]) for id in articles}


def _added(found: Collection[tuple[str, Part, Content]]) -> Added:
    shown = (
        ArticlePart(name, part.template, part.place, each.content)
        for name, part, each in found
        if each.content is not None
    )
    return Added(tuple(shown), frozenset().union(*(each.keys for _, _, each in found)))


def templates() -> tuple[str, ...]:
    """The templates of all parts."""
    return tuple(part.template for part in offers.all())


def folders() -> tuple[Path, ...]:
    """The folders of the apps' templates."""
    return tuple(dict.fromkeys(part.templates for part in offers.all() if part.templates))


def fingerprint() -> str:
    """Which parts there are, and where."""
    said = [f"{name} {part.template} {part.place}" for name, part in offers.items()]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()
