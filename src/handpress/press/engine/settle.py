"""Settling a batch: which staged files take their places, which go, and what the ledger remembers of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from handpress.press.engine.ledger import Entry, Failure, Lane, Ledger, Record
from handpress.press.engine.pressing import Pressed
from handpress.press.engine.recipe import Job, Recipe
from handpress.press.engine.tree import Staged, Tree, address_of

RECEIPT_LIMIT = 400  # files; larger runs keep no earlier bytes for their receipts


@dataclass(frozen=True, slots=True)
class Why:
    """Why a batch is pressed: the keys that hit each job, the jobs that are a changed record's own page."""

    hits: Mapping[Job, set[str]] = field(default_factory=dict)
    own: Collection[Job] = frozenset()
    lane: Lane = Lane.PUBLISH
    generation: int = 0
    withdrawn: Collection[str] = frozenset()  # addresses that a page which fails must not go on showing
    ranks: Mapping[str, int] = field(default_factory=dict)  # recipe → rank

    def cause(self, job: Job) -> str:
        """The first few keys that hit a job, for `--explain`."""
        return ", ".join(sorted(self.hits.get(job, ()))[:4]) or ("full build" if self.generation else "")


class Settlement:
    """Collects one batch's outcome, then makes it visible and records it."""

    def __init__(self, tree: Tree, ledger: Ledger, recipe: Recipe, why: Why) -> None:
        self._tree = tree
        self._ledger = ledger
        self._recipe = recipe
        self._why = why
        self._staged: list[Staged] = []
        self._leaving: list[str] = []
        self.record = Record(generation=why.generation)

    def settle(self, subjects: Sequence[str], results: Sequence[Pressed]) -> Record:
        """Move, remove, record. Raises TreeTrouble with nothing recorded."""
        jobs = [Job(self._recipe.name, subject) for subject in subjects]
        entries = self._ledger.entries(jobs)
        owners = self._ledger.owners({result.path for result in results if result.path})
        by_subject = {result.subject: result for result in results}
        for job in jobs:
            result = by_subject.get(job.subject)
            if result is not None and self._must_give_way(job, owners.get(result.path, ())):
                self._tree.discard([result.staged] if result.staged else [])
                result = None
            self._take(job, entries.get(job), result, owners)
        self._publish()
        return self.record

    def _must_give_way(self, job: Job, owners: Iterable[Job]) -> bool:
        return any(self._rank(owner) > self._recipe.rank for owner in owners)

    def _rank(self, job: Job) -> int:
        return self._why.ranks.get(job.recipe, 0)

    def _take(self, job: Job, entry: Entry | None, result: Pressed | None, owners: Mapping[str, list[Job]]) -> None:
        if result is None:
            self._remove(job, entry)
            return
        if job in self._why.own:
            belongs = result.trace.belongs | (entry.trace.belongs if entry else frozenset())
            self._queue(belongs)
        if result.error:
            self._fail(job, entry, result)
            return
        self._keep(job, entry, result)
        self.record.removed += [o for o in owners.get(result.path, ()) if self._rank(o) < self._recipe.rank]

    def _keep(self, job: Job, entry: Entry | None, result: Pressed) -> None:
        cause = self._why.cause(job) if result.staged else (entry.cause if entry else "")
        kept = Entry(job, result.path, result.digest, result.trace, result.size, result.cost_ms, cause)
        if result.staged is None:
            self.record.unchanged.append(kept)
            return
        self.record.written.append(kept)
        self._staged.append(result.staged)
        if entry and entry.digest and entry.path != result.path:
            self._leave(entry)

    def _remove(self, job: Job, entry: Entry | None) -> None:
        if entry is None:
            return
        self.record.removed.append(job)
        self._queue(entry.trace.belongs)
        if entry.digest:
            self._leave(entry)

    def _leave(self, entry: Entry) -> None:
        self._leaving.append(entry.path)
        self.record.removed_paths.append(entry.path)
        self._queue([f"address:{address_of(entry.path)}"])

    def _fail(self, job: Job, entry: Entry | None, result: Pressed) -> None:
        path = result.path or (entry.path if entry else "")
        self.record.failed.append(Failure(job, path, result.error))
        # what it belongs to is remembered even so: its lists must find it when it goes
        if result.trace.belongs and entry is None:
            self.record.unchanged.append(Entry(job, path, "", result.trace))
        if entry and entry.digest and self._why.withdrawn:
            self._strike(job, entry)

    def _strike(self, job: Job, entry: Entry) -> None:
        """A page that shows something withdrawn and fails loses that part, or goes (invariant 5)."""
        body = self._tree.read(entry.path)
        for address in self._why.withdrawn:
            body = self._recipe.strike(body, address) if body is not None else None
        if body is None:
            self._leaving.append(entry.path)
            self.record.removed_paths.append(entry.path)
            return
        staged = self._tree.stage(entry.path, body, is_compressed=self._recipe.is_compressed)
        self._staged.append(staged)
        # the digest is left unknown, so that the next good rendering is written whatever it is
        self.record.written.append(Entry(job, entry.path, "struck", entry.trace, len(body)))

    def _queue(self, keys: Iterable[str]) -> None:
        lane = max(self._why.lane, Lane.PUBLISH)
        self.record.queue.update(dict.fromkeys(keys, lane))

    def _publish(self) -> None:
        arriving = {staged.path for staged in self._staged}
        leaving = [path for path in self._leaving if path not in arriving and self._is_free(path)]
        if not self._why.generation and len(arriving) + len(leaving) <= RECEIPT_LIMIT:
            bodies = {path: self._tree.read(path) for path in [*arriving, *leaving]}
            self.record.before = {path: body for path, body in bodies.items() if body is not None}
        self._tree.commit(self._staged)
        self._tree.remove(leaving)
        self._ledger.record(self.record)

    def _is_free(self, path: str) -> bool:
        """Whether nobody but those who leave wants the path."""
        leaving = set(self.record.removed) | {entry.job for entry in self.record.written}
        return all(owner in leaving for owner in self._ledger.owners([path]).get(path, []))
