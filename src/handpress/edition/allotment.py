"""Which block of a front page shows which article, so that each stands there once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """What one block would show: articles in its order, and how many of them at most."""

    block: str
    ids: Sequence[int]
    number: int


def allot(wishes: Iterable[Wish], leading: Collection[int] = ()) -> dict[str, list[int]]:
    """The articles of each block. Who wishes first is served first; what leads the page goes to nobody."""
    taken = set(leading)
    found: dict[str, list[int]] = {}
    for wish in wishes:
        fresh = [id for id in dict.fromkeys(wish.ids) if id not in taken]
        found[wish.block] = fresh[: wish.number]
        taken.update(found[wish.block])
    return found
