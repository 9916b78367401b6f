"""The table of the kinds of keys: each app declares its own beside its watches and lists, and the press asks here."""

from __future__ import annotations

from collections.abc import Iterable

from handpress.kit.offers import Offers, OfferTaken
from handpress.press.engine.kinds import Kinds, Sort

OWN = {"full": Sort.FRAME, "state": Sort.RECORD, "shown": Sort.RECORD}  # the press's

offers: Offers[dict[str, Sort]] = Offers("kinds of keys")


def declare(
    app: str,
    *,
    record: Iterable[str] = (),
    place: Iterable[str] = (),
    list: Iterable[str] = (),
    frame: Iterable[str] = (),
) -> None:
    """Declare an app's kinds, once, in its ready(): `comment` for keys like `comment:17`. Raises OfferTaken.

    `record`: what pages show. `place`: what puts a record into lists. `list`: what the app's `fingerprints` answer.
    `frame`: what stands around all pages.
    """
    sorted_names = {Sort.RECORD: record, Sort.PLACE: place, Sort.LIST: list, Sort.FRAME: frame}
    mine: dict[str, Sort] = {}
    for sort, names in sorted_names.items():
        for name in names:
            if name in mine or name in kinds().sorts:
                raise OfferTaken(f"The kind of key “{name}” of “{app}” is declared already; choose another name.")
            mine[name] = sort
    offers.make(app, mine)


def kinds() -> Kinds:
    """All that is declared."""
    return Kinds(OWN | {name: sort for each in offers.all() for name, sort in each.items()})


def lists_of(app: str) -> frozenset[str]:
    """The kinds of lists that an app answers for."""
    return frozenset(name for name, sort in dict(offers.items()).get(app, {}).items() if sort is Sort.LIST)
