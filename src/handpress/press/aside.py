"""A tree built aside, and how it differs from the one that readers see."""

from __future__ import annotations

import gzip
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import brotli

from handpress.kit.own_words import NOT_PRESSED
from handpress.press.engine import FULL, Change, Entry, Job, Lane, LedgerUpdate
from handpress.press.engine.tree import STAGE, UNSETTLED
from handpress.press.trees import NOTE

KEPT_APART = (*NOT_PRESSED, f"{STAGE}/", UNSETTLED, NOTE)  # sizes of pictures: pages bring them along


class MemoryLedger:
    """`press.engine.Ledger` of one full build, kept in memory: paths only."""

    def __init__(self) -> None:
        self._pending = [Change(0, FULL, Lane.BULK)]
        self._owners: dict[str, Job] = {}
        self.failed: list[str] = []

    def pending(self, *, before: int, limit: int) -> list[Change]:
        """The one change, until it is done."""
        return [change for change in self._pending if change.lane < before]

    def entries(self, jobs: Collection[Job]) -> dict[Job, Entry]:
        """None: all is new."""
        return {}

    def touched(self, keys: Collection[str]) -> dict[Job, set[str]]:
        """None: nothing changes meanwhile."""
        return {}

    def owners(self, paths: Collection[str]) -> dict[str, list[Job]]:
        """Who has each path."""
        return {path: [self._owners[path]] for path in paths if path in self._owners}

    def next_generation(self) -> int:
        """The first."""
        return 1

    def unseen(self, generation: int) -> Iterator[Job]:
        """None."""
        return iter(())

    def due_failures(self) -> list[Job]:
        """None: a page that fails here fails there too."""
        return []

    def hold(self) -> None:
        """Nobody else builds here."""

    def record(self, record: LedgerUpdate) -> None:
        """Remember who has which path."""
        self._owners.update((entry.path, entry.job) for entry in record.written)
        self.failed += [failure.path or failure.job.subject for failure in record.failed]
        self._pending = [change for change in self._pending if change.id not in record.done]


@dataclass(slots=True)
class Differences:
    """Paths that differ between two trees."""

    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)
    bad_variants: list[str] = field(default_factory=list)
    compared: int = 0

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra or self.different or self.bad_variants)


def compare(real: Path, aside: Path) -> Differences:
    """How `real` differs from `aside`, plain files byte for byte; each variant must decode to its page."""
    wanted, there = _pages(aside), _pages(real)
    found = Differences(missing=sorted(wanted - there), extra=sorted(there - wanted))
    for path in sorted(wanted & there):
        body = (real / path).read_bytes()
        found.compared += 1
        if body != (aside / path).read_bytes():
            found.different.append(path)
        found.bad_variants += [path + suffix for suffix in (".br", ".gz") if not _decodes(real, path + suffix, body)]
    return found


def _pages(root: Path) -> set[str]:
    files = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    return {path for path in files if not path.endswith((".br", ".gz")) and not path.startswith(KEPT_APART)}


def _decodes(root: Path, path: str, body: bytes) -> bool:
    try:
        packed = (root / path).read_bytes()
    except FileNotFoundError:
        return True
    try:
        plain = gzip.decompress(packed) if path.endswith(".gz") else brotli.decompress(packed)
    except (OSError, EOFError, brotli.error):
        return False
    return bool(plain == body)
