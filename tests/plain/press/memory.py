"""A ledger in memory, as durable as a test's process: every `record` is one transaction."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Collection, Iterable, Iterator

from handpress.press.engine import FULL, Change, Entry, Failure, Job, Lane, LedgerUpdate


class MemoryLedger:
    """`press.engine.Ledger` in dictionaries; `ask` writes the outbox as the database's triggers do."""

    def __init__(self) -> None:
        self.artifacts: dict[Job, Entry] = {}
        self.generations: dict[Job, int] = {}
        self.outbox: dict[int, Change] = {}
        self.failures: dict[Job, Failure] = {}
        self.history: list[LedgerUpdate] = []
        self._ids = itertools.count(1)

    def ask(self, keys: Iterable[str], lane: Lane = Lane.PUBLISH) -> None:
        """Put keys into the outbox."""
        for key in keys:
            number = next(self._ids)
            self.outbox[number] = Change(number, key, lane)

    def ask_everything(self) -> None:
        """Ask for a full build."""
        self.ask([FULL], Lane.BULK)

    # the engine's interface

    def pending(self, *, before: int, limit: int) -> list[Change]:
        """The oldest changes of the most urgent lane that has any and is under `before`."""
        waiting = [change for change in self.outbox.values() if change.lane < before]
        first = min((change.lane for change in waiting), default=None)
        return [change for change in waiting if change.lane == first][:limit]

    def entries(self, jobs: Collection[Job]) -> dict[Job, Entry]:
        """Entries of those jobs that have one."""
        return {job: self.artifacts[job] for job in jobs if job in self.artifacts}

    def touched(self, keys: Collection[str]) -> dict[Job, set[str]]:
        """Jobs whose trace noted one of `keys`, each with the keys that hit it."""
        hits = {job: entry.trace.noted() & set(keys) for job, entry in self.artifacts.items()}
        return {job: noted for job, noted in hits.items() if noted}

    def owners(self, paths: Collection[str]) -> dict[str, list[Job]]:
        """Jobs whose artifact lies, or wants to lie, at each path."""
        found: dict[str, list[Job]] = {}
        for job, entry in self.artifacts.items():
            if entry.path in set(paths):
                found.setdefault(entry.path, []).append(job)
        return found

    def next_generation(self) -> int:
        """A number for a full build, above all earlier ones."""
        return max(self.generations.values(), default=0) + 1

    def unseen(self, generation: int) -> Iterator[Job]:
        """Jobs that the full build of this number did not meet."""
        return iter([job for job, met in self.generations.items() if met < generation])

    def due_failures(self) -> list[Job]:
        """Every failed job: waiting times are the database's affair."""
        return list(self.failures)

    def hold(self) -> None:
        """Nobody else presses here."""

    def record(self, record: LedgerUpdate) -> None:
        """Write it all at once."""
        self.history.append(copy.copy(record))
        for job in record.removed:
            self.artifacts.pop(job, None)
            self.generations.pop(job, None)
        for entry in (*record.written, *record.unchanged):
            self._store(entry, record.generation)
        for job in (*record.removed, *(e.job for e in (*record.written, *record.unchanged) if e.digest)):
            self.failures.pop(job, None)
        for failure in record.failed:
            self.failures[failure.job] = failure
            if record.generation and failure.job in self.generations:
                self.generations[failure.job] = record.generation
        for key, lane in record.queue.items():
            self.ask([key], lane)
        for number in record.done:
            self.outbox.pop(number, None)

    def _store(self, entry: Entry, generation: int) -> None:
        self.artifacts[entry.job] = entry
        self.generations[entry.job] = generation or self.generations.get(entry.job, 0)
