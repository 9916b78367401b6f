"""How an import says how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Progress = Callable[[int, int], None]  # (done, total)

SOME = 3


def silent(done: int, total: int) -> None:
    """Says nothing."""


def some(names: Sequence[str]) -> str:
    """The first names of many, with how many more there are: "a.htm, b.htm and 12 more"."""
    shown = ", ".join(names[:SOME])
    return shown if len(names) <= SOME else f"{shown} and {len(names) - SOME:,} more"
