"""Settling a batch: which staged files take their places, which go, and what the ledger remembers of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from types import MappingProxyType

from handpress.press.engine.companions import Companions
from handpress.press.engine.kinds import Kinds
from handpress.press.engine.ledger import Entry, Failure, Lane, Ledger, LedgerUpdate
from handpress.press.engine.pressing import Pressed
from handpress.press.engine.recipe import Job, Recipe
from handpress.press.engine.tree import Staged, Tree, address_of

Owners = Mapping[str, list[Job]]  # by path
NOT_ALL_TOLD = "untold"  # among what a page belongs to: it could not be read, so its lists have not been told all
REDACTED = "struck"  # a digest that no rendering has
RECEIPT_LIMIT = 400  # files; larger runs keep no earlier bytes for their receipts


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a batch is pressed: the keys that hit each job, the jobs that are a changed record's own page."""

    hits: Mapping[Job, set[str]] = field(default_factory=dict)
    own: Collection[Job] = frozenset()
    lane: Lane = Lane.PUBLISH
    generation: int = 0
    # The keys of withdrawn records, with the addresses that they had: a page that fails must not go on showing them.
    lost: Mapping[str, Collection[str]] = field(default_factory=dict)
    is_distrustful: bool = False  # the ledger is not believed: files are looked at

    def cause(self, job: Job) -> str:
        """The first few keys that hit a job, for `--explain`."""
        return ", ".join(sorted(self.hits.get(job, ()))[:4]) or ("full build" if self.generation else "")


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for every batch of a press: the rank of each recipe, what keys stand for, what pages bring along."""

    ranks: Mapping[str, int]
    kinds: Kinds
    companions: Sequence[Companions] = ()


class Settlement:
    """Collects one batch's outcome, then makes it visible and records it."""

    def __init__(self, tree: Tree, ledger: Ledger, recipe: Recipe, reason: Reason, *, rules: Rules) -> None:
        self._tree = tree
        self._ledger = ledger
        self._recipe = recipe
        self._reason = reason
        self._rules = rules
        self._staged: list[Staged] = []
        self._shown: list[set[str]] = [set() for _ in rules.companions]
        self.leaving: dict[Job, str] = {}
        self.record = LedgerUpdate(generation=reason.generation)

    def settle(self, subjects: Sequence[str], results: Sequence[Pressed]) -> LedgerUpdate:
        """Move, remove, record. Raises TreeTrouble with nothing recorded."""
        jobs = [Job(self._recipe.name, subject) for subject in subjects]
        entries = self._ledger.entries(jobs)
        owners = self._owners({result.path for result in results if result.path}, entries)
        found = {Job(self._recipe.name, result.subject): result for result in results}
        yielding = {job for job, each in found.items() if self._must_give_way(job, owners.get(each.path, ()))}
        for job in yielding:
            self._give_way(job, entries.get(job), found.pop(job))
        self._refuse_below_files(entries, found)
        for job in jobs:
            if job not in yielding:
                self._take(job, entries.get(job), found.get(job), owners)
        self._publish()
        return self.record

    def _refuse_below_files(self, entries: Mapping[Job, Entry], found: dict[Job, Pressed]) -> None:
        """Let what would lie below a file fail, unless that file leaves with this batch."""
        while below := self._below_files(entries, found):
            for job, above in below.items():
                result = found[job]
                self._tree.discard([result.staged] if result.staged else [])
                error = f"NoPlace: {above} is a file, so there can be no page below it"
                found[job] = replace(result, staged=None, digest="", error=error)

    def _below_files(self, entries: Mapping[Job, Entry], found: Mapping[Job, Pressed]) -> dict[Job, str]:
        """Those that have no place, each with the file that is in the way."""
        arriving = {job: each.path for job, each in found.items() if each.staged}
        taken = set(arriving.values())
        blocked = {job: above for job, path in arriving.items() if (above := self._above(path, taken))}
        leaving = self._leaving_files(entries, found) if blocked else set()
        return {job: above for job, above in blocked.items() if above not in leaving}

    def _above(self, path: str, arriving: Collection[str]) -> str | None:
        """A file above the path, there or about to be."""
        coming = (str(folder) for folder in PurePosixPath(path).parents if str(folder) in arriving)
        return self._tree.in_the_way(path) or next(coming, None)

    def _leaving_files(self, entries: Mapping[Job, Entry], found: Mapping[Job, Pressed]) -> set[str]:
        """Files of the batch's jobs that nobody will have any more."""
        staying = {each.path for each in found.values()}
        leaving = {job: entry.path for job, entry in entries.items() if entry.digest and self._goes(entry, found)}
        owners = self._owners(set(leaving.values()), entries)
        return {
            path for path in leaving.values() if path not in staying and set(owners.get(path, ())) <= leaving.keys()
        }

    def _goes(self, entry: Entry, found: Mapping[Job, Pressed]) -> bool:
        result = found.get(entry.job)
        return result is None or (not result.error and result.path != entry.path)

    def _owners(self, paths: Collection[str], known: Mapping[Job, Entry] = MappingProxyType({})) -> Owners:
        """Jobs whose file lies at each path; one that failed and only wants to lie there does not count."""
        owners = self._ledger.owners(paths)
        others = {job for jobs in owners.values() for job in jobs if job not in known}
        entries = {**known, **self._ledger.entries(others)}
        wishing = {job for job, entry in entries.items() if not entry.digest}
        return {path: [job for job in jobs if job not in wishing] for path, jobs in owners.items()}

    def _must_give_way(self, job: Job, owners: Iterable[Job]) -> bool:
        return any(self._rank(owner) > self._recipe.rank for owner in owners)

    def _give_way(self, job: Job, entry: Entry | None, result: Pressed) -> None:
        """A page whose place a higher one has: lists show its record all the same, and hear when that goes."""
        self._tree.discard([result.staged] if result.staged else [])
        memberships = result.trace.memberships - result.trace.states
        if job in self._reason.own:
            self._queue(self._moved(job, entry, memberships))
        if entry and entry.digest and entry.path != result.path:
            self._leave(entry)
        if memberships:
            trace = replace(result.trace, memberships=memberships)
            self.record.unchanged.append(Entry(job, result.path, "", trace))
        else:
            self.record.removed.append(job)

    def _rank(self, job: Job) -> int:
        return self._rules.ranks.get(job.recipe, 0)

    def _take(self, job: Job, entry: Entry | None, result: Pressed | None, owners: Owners) -> None:
        if result is None:
            self._remove(job, entry)
            return
        if job in self._reason.own:
            self._queue(self._moved(job, entry, result.trace.memberships - result.trace.states))
        if result.error:
            self._fail(job, entry, result)
            return
        if not self._reason.generation:  # a full build looks at everything by itself
            self._queue(result.trace.states ^ (entry.trace.states if entry else frozenset()))
        self._keep(job, entry, result)
        self.record.removed += [o for o in owners.get(result.path, ()) if self._rank(o) < self._recipe.rank]

    def _moved(self, job: Job, entry: Entry | None, now: frozenset[str]) -> set[str]:
        """Lists that may look different: what the record came into or left, and what follows its change."""
        then = entry.trace.memberships - entry.trace.states if entry else frozenset()
        memberships = {*now, *then} - {NOT_ALL_TOLD}
        if entry is None or not entry.digest or NOT_ALL_TOLD in then:
            return memberships
        if any(map(self._rules.kinds.moves, self._reason.hits.get(job, ()))):
            return memberships
        return {key for key in memberships if (key in now) != (key in then) or self._recipe.follows(key)}

    def _keep(self, job: Job, entry: Entry | None, result: Pressed) -> None:
        cause = self._reason.cause(job) if result.staged else (entry.cause if entry else "")
        for shown, more in zip(self._shown, result.shows, strict=False):
            shown |= more
        trace = result.trace
        if entry and job not in self._reason.own:  # what it left is told when the record's own change is pressed
            trace = replace(trace, memberships=trace.memberships | (entry.trace.memberships - entry.trace.states))
        kept = Entry(job, result.path, result.digest, trace, result.size, result.cost_ms, cause)
        if result.staged is None:
            self.record.unchanged.append(kept)
            return
        self.record.written.append(kept)
        self._staged.append(result.staged)
        if entry and entry.digest and entry.path != result.path:
            self._leave(entry)

    def _remove(self, job: Job, entry: Entry | None) -> None:
        self.record.removed.append(job)  # known or not: it may have failed before it was ever written
        if entry is None:
            return
        self._queue(entry.trace.memberships)
        if entry.digest:
            self._leave(entry)

    def _leave(self, entry: Entry) -> None:
        self.leaving[entry.job] = entry.path
        self._queue([f"address:{address_of(entry.path)}"])

    def _fail(self, job: Job, entry: Entry | None, result: Pressed) -> None:
        path = result.path or (entry.path if entry else "")
        self.record.failed.append(Failure(job, path, result.error))
        # what it belongs to is remembered even so: its lists must find it when it goes
        if entry is None:
            kept_trace = replace(result.trace, memberships=result.trace.memberships - result.trace.states)
            self.record.unchanged += [Entry(job, path, "", kept_trace)] if kept_trace.memberships else []
            return
        untold = {NOT_ALL_TOLD} if job in self._reason.own and not result.trace.memberships else set()
        memberships = entry.trace.memberships | (result.trace.memberships - result.trace.states) | untold
        kept = replace(entry, trace=replace(entry.trace, memberships=memberships))
        if entry.digest and self._reason.lost:
            self._redact(kept)
        else:
            self.record.unchanged.append(kept)

    def _redact(self, entry: Entry) -> None:
        """A page that shows something withdrawn and fails loses that part, or goes (invariant 5)."""
        before = self._tree.read(entry.path)
        body = self._without_lost(before, self._reason.hits.get(entry.job, set()))
        if body is None:
            self._leave(entry)
            self.record.unchanged.append(replace(entry, digest=""))
        elif body == before:
            self.record.unchanged.append(entry)
        else:
            self._staged.append(self._tree.stage(entry.path, body, is_compressed=self._recipe.is_compressed))
            # The digest is left unknown, so that the next good rendering is written whatever it is. What was struck
            # out is shown no more: should the same withdrawal come again, it is nothing to this page.
            trace = replace(entry.trace, keys=entry.trace.keys - self._reason.lost.keys())
            self.record.written.append(replace(entry, digest=REDACTED, size=len(body), trace=trace))

    def _without_lost(self, body: bytes | None, shown: Collection[str]) -> bytes | None:
        """The page without each withdrawn record; None when one that it shows stands there under another address."""
        for key, addresses in self._reason.lost.items():
            before = body
            for address in addresses:
                body = self._recipe.redact(body, address) if body is not None else None
            if key in shown and body == before:
                return None
        return body

    def _queue(self, keys: Iterable[str]) -> None:
        lane = max(self._reason.lane, Lane.PUBLISH)
        self.record.queue.update(dict.fromkeys(keys, lane))

    def _publish(self) -> None:
        arriving = {staged.path for staged in self._staged}
        leaving = [path for path in self.leaving.values() if path not in arriving and self._is_free(path)]
        if not self._reason.generation and len(arriving) + len(leaving) <= RECEIPT_LIMIT:
            bodies = {path: self._tree.read(path) for path in [*arriving, *leaving]}
            self.record.before = {path: body for path, body in bodies.items() if body is not None}
        self.record.removed_paths = leaving
        self._ledger.hold()
        for companions, shown in zip(self._rules.companions, self._shown, strict=True):
            companions.bring(self._tree.root, shown)
        self._tree.commit(self._staged, leaving)
        self._ledger.record(self.record)
        self._tree.settled()

    def _is_free(self, path: str) -> bool:
        """Whether nobody but those who leave wants the path."""
        return all(self.leaving.get(owner) == path for owner in self._owners([path]).get(path, []))
