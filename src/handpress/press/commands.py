"""What `handpress press` does: press now, everything, compare, explain, prune."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import transaction

from handpress.press import assembly, known_files, trees, triggers
from handpress.press.aside import KEPT_APART, Differences, MemoryLedger, compare
from handpress.press.engine import FULL, Companions, Entry, Lane, LedgerUpdate, Summary, Tree
from handpress.press.engine.run import DOUBTED
from handpress.press.engine.tree import VARIANTS
from handpress.press.lease import LEDGERS_TREE, Lease
from handpress.press.models import Artifact, FailedPage, OutboxKey
from handpress.press.registry import registration
from handpress.press.runs import RunBook

Progress = Callable[[int, int], None]  # (done, left)
WAIT_S = 0.1


@dataclass(slots=True)
class Outcome:
    """What a command did: the engine's summary, the failures by name, peak memory of the largest process in MB."""

    summary: Summary
    failures: list[str] = field(default_factory=list)
    peak_rss_mb: float = 0.0
    by_worker: bool = False  # another press worker held the tree and did the work


def press(*, full: bool = False, progress: Progress = lambda done, left: None) -> Outcome:
    """Press what is pending, or everything. Raises TreeTrouble, WorkerLost.

    When a worker holds the tree, the work is left to it and waited for; should it die, the work is done here.
    """
    if full:
        triggers.queue([FULL], Lane.BULK)
    trees.check(assembly.tree().root)  # first: whoever presses the right one would be waited for
    lease = Lease(LEDGERS_TREE)
    waiting = _Waiting(progress)
    while not lease.acquire():  # again and again: a worker that was killed leaves its lease to expire
        if waiting.is_over():
            return Outcome(Summary(seconds=waiting.seconds()), failures(), peak_rss_mb(), by_worker=True)
        time.sleep(WAIT_S)
    try:
        return _press_here(lease, progress)
    finally:
        lease.release()


class _Waiting:
    """For another presser to do what is pending."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._started = time.perf_counter()
        self._before = OutboxKey.objects.count()

    def is_over(self) -> bool:
        left = OutboxKey.objects.count()
        if left:
            self._progress(max(self._before - left, 0), left)
        return not left

    def seconds(self) -> float:
        return time.perf_counter() - self._started


def adopt() -> None:
    """The publication's folder is the ledger's tree from now on; everything is looked at by the next press.

    Whoever presses another tree meanwhile ends its run and is refused.
    """
    lease = Lease(LEDGERS_TREE)
    with transaction.atomic():
        lease.seize()
        trees.adopt(assembly.tree().root)


def _press_here(lease: Lease, progress: Progress) -> Outcome:
    memory = assembly.ledger(lease)
    memory.begin(assembly.tree().root)
    known_files.queue_changes()  # here: a worker presses with the templates and the code that it has itself
    tree = assembly.tree()
    tree.sweep()
    book = RunBook()
    done = 0

    def on_batch(record: LedgerUpdate, left: int) -> None:
        nonlocal done
        done += len(record.written) + len(record.unchanged) + len(record.failed)
        book.add(record)
        progress(done, max(left, 0))

    summary = assembly.press(tree, memory, on_batch=on_batch).run()
    book.close(summary)
    return Outcome(summary, failures(), peak_rss_mb())


def failures() -> list[str]:
    """Pages that cannot be pressed now, each with the reason."""
    return [f"{page.path or page.recipe + ' ' + page.subject}: {page.error}" for page in FailedPage.objects.all()]


def peak_rss_mb() -> float:
    """Peak memory of the largest of this process and its children, in MB (getrusage(2) gives kB)."""
    used = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(used) / 1024


def verify(*, progress: Progress = lambda done, left: None) -> Differences:
    """Build everything aside and compare. What is pending (see `waiting`) shows as a difference.

    Files that pages brought along and that are gone are named, and put back.
    """
    with tempfile.TemporaryDirectory(prefix="verify-", dir=settings.PUBLICATION.data) as folder:
        done = 0

        def on_batch(record: LedgerUpdate, left: int) -> None:
            nonlocal done
            done += len(record.written)
            progress(done, max(left, 0))

        aside = Tree(Path(folder))
        shown: list[set[str]] = [set() for _ in registration().companions]
        assembly.press(aside, MemoryLedger(), on_batch=on_batch, companions=_watched(shown)).run()
        return _with_companions(compare(assembly.tree().root, aside.root), shown)


def _watched(shown: Sequence[set[str]]) -> list[Companions]:
    """Companions that are not brought anywhere: what pages show is written down."""
    pairs = zip(registration().companions, shown, strict=True)
    return [Companions(pattern=each.pattern, bring=_writes_down(paths)) for each, paths in pairs]


def _writes_down(into: set[str]) -> Callable[[Path, Collection[str]], None]:
    def bring(root: Path, paths: Collection[str]) -> None:
        into.update(paths)

    return bring


def _with_companions(found: Differences, shown: Sequence[set[str]]) -> Differences:
    """What is missing is named, and brought again at once; what is left over is named."""
    root = assembly.tree().root
    for each, paths in zip(registration().companions, shown, strict=True):
        missing = {path for path in paths if not (root / path).is_file()}
        each.bring(root, missing)
        found.missing = sorted([*found.missing, *missing])
    found.extra = sorted([*found.extra, *_leftovers(root)])
    return found


def _leftovers(root: Path) -> dict[str, str]:
    """Files that pages brought along and that none of them shows any more, each with the key that takes it away."""
    return {path: each.doubt(path) for each in registration().companions for path in each.leftovers(root)}


@dataclass(frozen=True, slots=True)
class Repair:
    """What `repair` found, and what differs after it; nothing when all is well."""

    before: Differences
    after: Differences


def repair(*, progress: Progress = lambda done, left: None) -> Repair:
    """Press what is pending, compare with everything built aside, press anew what differs and remove what nobody made.

    Raises TreeTrouble, WorkerLost, WrongTree.
    """
    press(progress=progress)
    before = verify(progress=progress)
    if not before:
        return Repair(before, before)
    plain = {path.removesuffix(suffix) for path in before.bad_variants for suffix in VARIANTS if path.endswith(suffix)}
    pages = {*before.different, *before.missing, *before.extra, *plain}
    wrong = {path for path in pages if not path.startswith(KEPT_APART)}
    missing = wrong & set(before.missing)
    if missing - assembly.ledger().owners(missing).keys():
        triggers.queue([FULL], Lane.BULK)  # the ledger does not know whose they are
    left = _leftovers(assembly.tree().root).values()
    triggers.queue([*(DOUBTED + path for path in sorted(wrong)), *left], Lane.BULK)
    press(progress=progress)
    return Repair(before, verify(progress=progress))


def waiting() -> int:
    """How many changes are not pressed yet: of records, of the theme's files, of the code."""
    return OutboxKey.objects.count() + len(known_files.changed_keys())


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a file is as it is."""

    address: str
    entry: Entry
    written_at: str


def explain(address: str) -> Explanation | None:
    """What the ledger knows of the file at an address; None when the press made none there."""
    path = address.split("?")[0].removeprefix(settings.PUBLICATION.base_url).lstrip("/")
    names = [path + "index.html"] if path.endswith("/") or not path else [path, path + "/index.html"]
    memory = assembly.ledger()
    for name in names:
        entry = memory.at(name)
        if entry is not None:
            at = Artifact.objects.filter(path=name).exclude(digest="").values_list("written_at", flat=True).first()
            return Explanation(address, entry, at.isoformat() if at else "")
    return None


def prune() -> list[str]:
    """Remove files of the tree that the press did not make, and what pages brought along and show no more."""
    tree = assembly.tree()
    trees.check(tree.root)
    if OutboxKey.objects.exists():
        press()
    owned = {name + suffix for name in assembly.ledger().paths() for suffix in ("", *VARIANTS)}
    files = (path.relative_to(tree.root).as_posix() for path in tree.root.rglob("*") if path.is_file())
    strays = [path for path in files if path not in owned and not path.startswith(KEPT_APART)]
    tree.remove(strays)
    left = _leftovers(tree.root)
    if left:  # the press takes them, for it knows what it is about to show
        triggers.queue(left.values(), Lane.BULK)
        press()
    return sorted([*strays, *(path for path in left if not (tree.root / path).exists())])
