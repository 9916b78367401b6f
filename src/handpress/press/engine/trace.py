"""What a page read while it was made: the reason to make it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

STATE = "state:"  # how such a key begins


@dataclass(frozen=True, slots=True)
class Trace:
    """The keys one artifact depends on.

    `frame`: keys shared by every page of its kind (site, menu, templates, code), one object for all of them.
    `keys`: records it shows. `lists`: list keys with the fingerprint of what the list held.
    `memberships`: list keys that its own record is a member of, for records' own pages; and states of the artifact
    itself (`state:section/7`), on which the existence of others depends.
    """

    frame: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    lists: tuple[tuple[str, str], ...] = ()
    memberships: frozenset[str] = frozenset()

    @property
    def states(self) -> frozenset[str]:
        """The states among what it belongs to."""
        return frozenset(key for key in self.memberships if key.startswith(STATE))

    def noted(self) -> set[str]:
        """Every key whose change may change the artifact."""
        return {*self.frame, *self.keys, *(key for key, _ in self.lists)}


@dataclass(slots=True)
class Notes:
    """Collects a trace while a recipe reads."""

    frame: frozenset[str] = frozenset()
    keys: set[str] = field(default_factory=set)
    lists: dict[str, str] = field(default_factory=dict)
    memberships: set[str] = field(default_factory=set)

    def record(self, *keys: str) -> None:
        """Note records that the page shows."""
        self.keys.update(keys)

    def list(self, key: str, fingerprint: str) -> None:
        """Note a list read, with the fingerprint of its result."""
        self.lists[key] = fingerprint

    def member_of(self, keys: Iterable[str]) -> None:
        """Note the lists that the page's own record belongs to."""
        self.memberships.update(keys)

    def state(self, name: str) -> None:
        """Note a state that the artifact is in; its key is told when it comes or goes, whatever caused that."""
        self.memberships.add(STATE + name)

    def trace(self) -> Trace:
        """The finished trace."""
        return Trace(self.frame, frozenset(self.keys), tuple(sorted(self.lists.items())), frozenset(self.memberships))
