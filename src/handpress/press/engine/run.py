"""A run: from keys in the outbox to files in their places.

A pass takes the most urgent keys, finds the artifacts concerned, presses them in batches, and settles
each batch: files first, then the ledger. What follows from it (the lists that a changed record belongs to,
addresses left behind) goes into the outbox in the same transaction, so that a run killed anywhere is resumed
by the next.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from handpress.kit.batches import batched
from handpress.press.engine.companions import Companions
from handpress.press.engine.kinds import Kinds
from handpress.press.engine.ledger import FULL, Change, Lane, Ledger, LedgerUpdate
from handpress.press.engine.pool import Pool, SerialPool
from handpress.press.engine.pressing import Batch, Pressed, press_batch
from handpress.press.engine.recipe import Job, Recipe
from handpress.press.engine.settle import Reason, Rules, Settlement
from handpress.press.engine.tree import Tree, address_of

TAKE = 2000  # changes, or jobs, taken at once
MANY = 200  # jobs; fewer are pressed in this process, where they are done before a child has started
HEAVY = 1000  # artifacts hit by one key; above, the key goes to the bulk lane so that a publish overtakes it
KEPT_PATHS = 1000
KEPT_CAUSES = 100
DOUBTED = "doubted:"  # a key that asks for the file at a path to be looked at, whatever the ledger says of it
EVERY_LANE = Lane.BULK + 1

Fingerprints = Callable[[Collection[str]], dict[str, str]]
PoolMaker = Callable[[Callable[[Batch], list[Pressed]]], Pool]


@dataclass(slots=True)
class Summary:
    """What a run did, in numbers of artifacts; `paths`: the first files written; `causes`: the first keys."""

    looked_at: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: int = 0
    seconds: float = 0.0
    paths: list[str] = field(default_factory=list)
    causes: list[str] = field(default_factory=list)

    def add(self, record: LedgerUpdate) -> None:
        """Count one settled batch."""
        self.written += len(record.written)
        self.unchanged += len(record.unchanged)
        self.removed += len(record.removed_paths)
        self.failed += len(record.failed)
        self.looked_at += len(record.written) + len(record.unchanged) + len(record.failed)
        self.paths += [entry.path for entry in record.written[: KEPT_PATHS - len(self.paths)]]


class Press:
    """Presses one tree from one ledger.

    `fingerprints` answers what lists hold now. `kinds` says what keys stand for. `invalidate` is told of the keys of
    each pass before anything is asked, so that nothing outdated is remembered. `many` makes the pool of workers for
    large amounts of work. `companions` are the kinds of files that pages bring along. `on_batch` hears of every
    settled batch, with the number of jobs still to come.
    """

    def __init__(
        self,
        recipes: Iterable[Recipe],
        ledger: Ledger,
        tree: Tree,
        fingerprints: Fingerprints,
        *,
        kinds: Kinds = Kinds(),  # noqa: B008  frozen
        invalidate: Callable[[Collection[str]], None] = lambda keys: None,
        many: PoolMaker = SerialPool,
        companions: Sequence[Companions] = (),
        on_batch: Callable[[LedgerUpdate, int], None] = lambda record, left: None,
    ) -> None:
        self.recipes = {recipe.name: recipe for recipe in sorted(recipes, key=lambda each: -each.rank)}
        self._ledger = ledger
        self._tree = tree
        self._fingerprints = fingerprints
        self._kinds = kinds
        self._companions = companions
        self._rules = Rules({name: recipe.rank for name, recipe in self.recipes.items()}, kinds, companions)
        self._invalidate = invalidate
        self._solo = SerialPool(self._work)
        self._many = many(self._work)
        self._on_batch = on_batch
        self._passed: list[set[str]] = []  # the keys of each pass made while an outer one is under way
        self._depth = 0
        self.summary = Summary()

    def run(self, *, retry: Sequence[Job] = ()) -> Summary:
        """Press until nothing is pending, failed jobs in `retry` first.

        Raises TreeTrouble and WorkerLost; what was settled until then stays, the rest stays pending.
        """
        self.summary = Summary()
        self._passed.clear()
        self._depth = 0
        started = time.perf_counter()
        self._mend()
        if retry:
            # their own pages: what could not be read has told no list that it belongs there
            reason = Reason({job: {"tried again"} for job in retry}, frozenset(retry))
            self._press(retry, reason)
        self._drain(before=EVERY_LANE)
        self.summary.seconds = time.perf_counter() - started
        return self.summary

    def _mend(self) -> None:
        """Settle what a killed press moved and did not record: of those files the ledger says nothing true.

        Pages that it knows are compared with their files. What then nobody owns goes, once all that is urgent
        has been pressed and owns what it should.
        """
        if not (unsettled := self._tree.unsettled()):
            return
        self._compare(unsettled, "interrupted")
        self._drain(before=Lane.BULK)
        self._remove_unowned(unsettled)
        self._tree.mended()

    def _compare(self, paths: Collection[str], cause: str) -> None:
        """Press what owns these paths, and look at the files themselves."""
        jobs = {job for owners in self._ledger.owners(paths).values() for job in owners}
        self._press(sorted(jobs), Reason({job: {cause} for job in jobs}, is_distrustful=True))

    def _remove_unowned(self, paths: Collection[str]) -> None:
        owners = self._ledger.owners(paths)
        self._ledger.hold()
        self._tree.commit([], [path for path in paths if path not in owners])

    # passes

    def _drain(self, *, before: int) -> None:
        while changes := self._ledger.pending(before=before, limit=TAKE):
            self._pass(changes)

    def _pass(self, changes: list[Change]) -> None:
        keys = {change.key for change in changes}
        lane = changes[0].lane
        self._invalidate(keys)
        self.summary.causes += sorted(key for key in keys if not self._kinds.is_list(key))[
            : KEPT_CAUSES - len(self.summary.causes)
        ]
        if FULL in keys and lane < Lane.BULK:
            self._ledger.record(LedgerUpdate(queue={FULL: Lane.BULK}))
        doubted = {key for key in keys if key.startswith(DOUBTED)}
        if FULL in keys and lane == Lane.BULK:
            self._press_everything()
        else:
            self._press_touched(keys - doubted - {FULL}, lane)
        if doubted:
            paths = sorted(key.removeprefix(DOUBTED) for key in doubted)
            self._compare(paths, "doubted")
            self._remove_unowned(paths)
            self._tree.settled()
        for each in self._companions:
            each.hear(self._tree.root, keys)
        self._ledger.record(LedgerUpdate(done=[change.id for change in changes]))
        if self._depth:
            self._passed.append(keys)

    def _press_everything(self) -> None:
        generation = self._ledger.next_generation()
        reason = Reason(lane=Lane.BULK, generation=generation)
        left = sum(1 for recipe in self.recipes.values() for _ in recipe.everything())
        stream = (
            batch
            for recipe in self.recipes.values()
            for batch in self._batches(recipe, recipe.everything(), is_distrustful=True)
        )
        self._press_batches(stream, reason, left)
        for some in batched(self._ledger.unseen(generation), TAKE):
            self._press(some, reason)

    def _press_touched(self, keys: set[str], lane: Lane) -> None:
        hits = self._ledger.touched(keys)
        if lane == Lane.PUBLISH:
            keys, hits = self._demote_heavy(keys, hits)
        pages = {key: self._own_pages(key) for key in keys}
        own = {job for key, some in pages.items() if not self._kinds.is_list(key) for job in some}
        gone = self._take_down(own) if lane == Lane.WITHDRAW else {}
        lost = {
            key: sorted({gone[job] for job in some} - {""})
            for key, some in pages.items()
            if some and some <= gone.keys()
        }
        unmoved = self._unmoved(hits) - own  # a changed record's page has lists to tell, whatever its own lists hold
        for key, some in pages.items():
            for job in some:
                hits.setdefault(job, set()).add(key)
        reason = Reason(hits, own, lane, lost=lost)
        self._press(sorted(hits.keys() - unmoved), reason)

    def _demote_heavy(self, keys: set[str], hits: dict[Job, set[str]]) -> tuple[set[str], dict[Job, set[str]]]:
        counts = Counter(key for hit in hits.values() for key in hit)
        heavy = {key for key, count in counts.items() if count > HEAVY}
        if not heavy:
            return keys, hits
        self._ledger.record(LedgerUpdate(queue=dict.fromkeys(heavy, Lane.BULK)))
        left = {job: hit - heavy for job, hit in hits.items() if hit - heavy}
        return keys - heavy, left

    def _own_pages(self, key: str) -> set[Job]:
        """The artifacts that a change of `key` may bring into being."""
        return {Job(recipe.name, subject) for recipe in self.recipes.values() for subject in recipe.subjects(key)}

    def _unmoved(self, hits: dict[Job, set[str]]) -> set[Job]:
        """Jobs hit by lists alone, every one of which holds what it held before."""
        doubtful = [job for job, keys in hits.items() if all(map(self._kinds.is_list, keys))]
        entries = self._ledger.entries(doubtful)
        now = self._fingerprints({key for job in entries for key in hits[job]})
        unmoved = set()
        for job, entry in entries.items():
            then = dict(entry.trace.lists)
            if entry.digest and all(then.get(key, "") == now.get(key) for key in hits[job]):
                unmoved.add(job)
        return unmoved

    def _take_down(self, own: Collection[Job]) -> dict[Job, str]:
        """Remove the pages of withdrawn records before anything is rendered; the address of each, "" for none."""
        lost: dict[Job, str] = {}
        for name, subjects in _by_recipe(own).items():
            gone = [subject for subject in subjects if not self._exists(name, subject)]
            if not gone:
                continue
            settlement = self._settlement(name, Reason(lane=Lane.WITHDRAW, own=own))
            record = settlement.settle(gone, [])
            self.summary.add(record)
            paths = {job: path for job, path in settlement.leaving.items() if path in record.removed_paths}
            jobs = [Job(name, subject) for subject in gone]
            lost |= {job: address_of(paths[job]) if job in paths else "" for job in jobs}
        return lost

    def _exists(self, recipe: str, subject: str) -> bool:
        """Whether the subject has a page; a withdrawn one that cannot even be read has none."""
        try:
            return any(True for _ in self.recipes[recipe].read([subject]))
        except Exception:  # noqa: BLE001  of two wrongs, leaving a withdrawn page up is the greater
            return False

    # batches

    def _press(self, jobs: Iterable[Job], reason: Reason) -> None:
        by_recipe = _by_recipe(jobs)
        self._drop([Job(name, each) for name in by_recipe.keys() - self.recipes.keys() for each in by_recipe[name]])
        is_distrustful = reason.is_distrustful or bool(reason.generation)
        stream = (
            batch
            for name, recipe in self.recipes.items()
            for batch in self._batches(recipe, iter(by_recipe.get(name, ())), is_distrustful=is_distrustful)
        )
        self._press_batches(stream, reason, sum(map(len, by_recipe.values())))

    def _press_batches(self, batches: Iterable[Batch], reason: Reason, left: int) -> None:
        pool = self._many if left > MANY and not self._depth else self._solo
        for batch, results in pool.press(batches):
            left -= len(batch.subjects)
            self._settle(batch, results, reason, left)
            if reason.lane > Lane.WITHDRAW:
                self._let_others_pass(reason.lane)

    def _let_others_pass(self, lane: Lane) -> None:
        self._depth += 1
        try:
            self._drain(before=lane)
        finally:
            self._depth -= 1

    def _batches(self, recipe: Recipe, subjects: Iterator[str], *, is_distrustful: bool) -> Iterator[Batch]:
        while some := tuple(islice(subjects, recipe.batch)):
            entries = self._ledger.entries([Job(recipe.name, subject) for subject in some])
            known = {job.subject: (entry.digest, entry.path) for job, entry in entries.items()}
            yield Batch(recipe.name, some, known, is_distrustful, tick=len(self._passed))

    def _work(self, batch: Batch) -> list[Pressed]:
        return press_batch(self.recipes[batch.recipe], batch, self._tree, self._companions)

    def _settle(self, batch: Batch, results: list[Pressed], reason: Reason, left: int) -> None:
        fresh, results = self._fresh(batch, results)
        record = self._settlement(batch.recipe, reason).settle(fresh, results)
        self.summary.add(record)
        self._on_batch(record, left)
        overtaken = [subject for subject in batch.subjects if subject not in set(fresh)]
        if overtaken:
            again = self._batches(self.recipes[batch.recipe], iter(overtaken), is_distrustful=True)
            for late, late_results in self._solo.press(again):
                self.summary.add(self._settlement(batch.recipe, reason).settle(late.subjects, late_results))

    def _fresh(self, batch: Batch, results: list[Pressed]) -> tuple[Sequence[str], list[Pressed]]:
        """What of a batch was read after all that has passed since; what was overtaken is thrown away."""
        overtaking: set[str] = set().union(*self._passed[batch.tick :])
        if not overtaking:
            return batch.subjects, results
        fresh = [result for result in results if not overtaking & result.trace.noted()]
        kept = {result.subject for result in fresh}
        self._tree.discard([r.staged for r in results if r.staged and r.subject not in kept])
        return [subject for subject in batch.subjects if subject in kept], fresh

    def _settlement(self, recipe: str, reason: Reason) -> Settlement:
        return Settlement(self._tree, self._ledger, self.recipes[recipe], reason, rules=self._rules)

    def _drop(self, jobs: Collection[Job]) -> None:
        """Drop what recipes made that are no more."""
        if not jobs:
            return
        paths = [entry.path for entry in self._ledger.entries(jobs).values() if entry.digest]
        owners = self._ledger.owners(paths)
        paths = [path for path in paths if set(owners.get(path, ())) <= set(jobs)]
        record = LedgerUpdate(removed=list(jobs), removed_paths=paths)
        self._ledger.hold()
        self._tree.commit([], paths)
        self._ledger.record(record)
        self._tree.settled()
        self.summary.add(record)


def _by_recipe(jobs: Iterable[Job]) -> dict[str, list[str]]:
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for job in jobs:
        grouped[job.recipe].append(job.subject)
    return grouped
