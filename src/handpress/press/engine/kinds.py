"""Kinds of keys: what a key says that changed, by what stands before its colon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Sort(StrEnum):
    """What a kind of key stands for."""

    RECORD = "record"  # something that pages show
    PLACE = "place"  # a record's place in lists: which it is in, and where
    LIST = "list"  # what a page reads from a list; pressed only when its fingerprint differs
    FRAME = "frame"  # what stands around every page


@dataclass(frozen=True, slots=True)
class Kinds:
    """All kinds that were declared; of one that was not everything is believed possible."""

    sorts: Mapping[str, Sort] = field(default_factory=lambda: {"list": Sort.LIST})

    def sort(self, key: str) -> Sort | None:
        """What a key stands for; None when nobody declared its kind."""
        return self.sorts.get(key.partition(":")[0])

    def is_list(self, key: str) -> bool:
        """Whether the key stands for what a page reads from a list."""
        return self.sort(key) is Sort.LIST

    def moves(self, key: str) -> bool:
        """Whether its change may put a record into other lists, or elsewhere in them."""
        return self.sort(key) in (Sort.PLACE, None)
