"""What the engine needs remembered, and the durable queue of changes. Implemented on the database."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Protocol

from handpress.press.engine.recipe import Job
from handpress.press.engine.trace import Trace

FULL = "full"  # the key that stands for everything


class Lane(IntEnum):
    """How urgent a change is; a lower lane overtakes a higher one between two batches."""

    WITHDRAW = 0
    PUBLISH = 1
    BULK = 2


@dataclass(frozen=True, slots=True)
class Change:
    """One key in the outbox."""

    id: int
    key: str
    lane: Lane


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger knows of one artifact. `digest` is SHA-256 in hexadecimal, empty when never written."""

    job: Job
    path: str
    digest: str
    trace: Trace
    size: int = 0
    cost_ms: float = 0.0
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that could not be pressed: where it belongs and why it failed."""

    job: Job
    path: str
    error: str


@dataclass(slots=True)
class LedgerUpdate:
    """What one settled batch changes in the ledger; written in one transaction."""

    written: list[Entry] = field(default_factory=list)
    unchanged: list[Entry] = field(default_factory=list)  # same bytes, perhaps another trace
    removed: list[Job] = field(default_factory=list)
    removed_paths: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)  # these stay failed, whatever else is said of them
    queue: dict[str, Lane] = field(default_factory=dict)  # keys that follow from what was found
    done: list[int] = field(default_factory=list)  # outbox rows that are settled now
    before: dict[str, bytes] = field(default_factory=dict)  # path → bytes it had, for the receipt
    generation: int = 0


class Ledger(Protocol):
    """Durable memory of the press. Every method sees what `record` wrote before."""

    def pending(self, *, before: int, limit: int) -> list[Change]:
        """The oldest changes of the most urgent lane that has any and is under `before`."""

    def entries(self, jobs: Collection[Job]) -> dict[Job, Entry]:
        """Entries of those jobs that have one."""

    def touched(self, keys: Collection[str]) -> dict[Job, set[str]]:
        """Jobs whose trace noted one of `keys`, each with the keys that hit it."""

    def owners(self, paths: Collection[str]) -> dict[str, list[Job]]:
        """Jobs whose artifact lies, or wants to lie, at each path."""

    def next_generation(self) -> int:
        """A number for a full build, above all earlier ones."""

    def unseen(self, generation: int) -> Iterator[Job]:
        """Jobs that the full build of this number did not meet."""

    def due_failures(self) -> list[Job]:
        """Failed jobs whose time to be tried again has come."""

    def hold(self) -> None:
        """Raise when another presser has taken the tree over. Asked before files are moved."""

    def record(self, record: LedgerUpdate) -> None:
        """Write it all in one transaction, or raise when another presser has taken the tree over."""
