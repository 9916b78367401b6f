"""Files that pages bring along: made by others, public while a page shows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

SHOWN = "shown:"  # before a record's key: whether pages show the record may be otherwise than before


@dataclass(frozen=True, slots=True)
class Companions:
    """One kind of such files.

    `pattern` finds in a page the files that it shows, its first group a path below the tree. `bring(root, paths)` puts
    files into the tree, before a page that shows them; where they are there already it does nothing. `going` names
    kinds of keys: when a page notes such a record no more, its key with SHOWN before it is queued, in the ledger's
    transaction; for kinds in `coming` also when a page notes one that it did not. `settle(root, keys)` hears of keys
    that begin with one of `attends`, when the pages of their pass are in place; until it has returned they stay in
    the outbox, so it may hear of them twice. `leftovers(root)` are files in the tree that no page shows,
    `doubt(path)` is the key that has the press look at one again, and take it away.
    """

    pattern: re.Pattern[bytes] | None = None
    bring: Callable[[Path, Collection[str]], None] = lambda root, paths: None
    going: frozenset[str] = field(default_factory=frozenset)
    coming: frozenset[str] = field(default_factory=frozenset)
    attends: tuple[str, ...] = ()
    settle: Callable[[Path, Collection[str]], None] = lambda root, keys: None
    leftovers: Callable[[Path], Iterator[str]] = lambda root: iter(())
    doubt: Callable[[str], str] = lambda path: path

    def shown_in(self, body: bytes) -> frozenset[str]:
        """The paths of those that a page shows."""
        return frozenset(path.decode() for path in self.pattern.findall(body)) if self.pattern else frozenset()

    def hear(self, root: Path, keys: Collection[str]) -> None:
        """Settle what a pass told."""
        mine = {key for key in keys if key.startswith(self.attends)} if self.attends else set()
        if mine:
            self.settle(root, mine)
