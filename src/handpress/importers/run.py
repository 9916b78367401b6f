"""An import: read an archive, take it in batch by batch, report on every file."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings

from handpress.extract import Refusal
from handpress.importers.archive import Archive
from handpress.importers.errors import ImportRunning
from handpress.importers.landing import Landing
from handpress.importers.legacy import LegacyArchive
from handpress.importers.old_addresses import refusal_of
from handpress.importers.pieces import Piece
from handpress.importers.report import Line, Report
from handpress.importers.wordpress import WordPressExport, is_export
from handpress.newsroom.actions import addresses
from handpress.newsroom.actions.cards import order_missing
from handpress.newsroom.errors import AddressTaken
from handpress.press.triggers import bulk_change

BATCH = 100  # pieces in one transaction
LARGE = 20_000  # files; above, triggers rest and the press looks at everything after each batch
HOMES = frozenset(
    {"/index.html", "/index.htm", "/default.htm", "/default.asp", "/home.htm", "/home.html", "/index.php"}
)

Progress = Callable[[int, int], None]  # (done, total)
IsKnown = Callable[[str, bytes], bool]


class Reader(Protocol):
    """What reads one kind of archive."""

    @property
    def name(self) -> str:
        """What records call the archive."""

    def __len__(self) -> int: ...

    def learn(self) -> None:
        """Look at the whole before the parts."""

    def notes(self) -> list[str]:
        """What is to be said of the whole."""

    def pieces(self, is_known: IsKnown = ...) -> Iterator[Piece | Refusal | None]:
        """One answer for each file or item."""


def reader(path: Path) -> Reader:
    """What can read the path. Raises ArchiveMissing."""
    if path.is_file() and is_export(path):
        return WordPressExport(path)
    return LegacyArchive(Archive.at(path))


def read_path(path: Path, progress: Progress = lambda done, total: None) -> Iterator[dict[str, Any]]:
    """What an import would take in, as the objects of `--dry-run --json`; a refused file has `refused` instead."""
    source = reader(path)
    total = len(source)
    for number, found in enumerate(source.pieces(), 1):
        progress(number, total)
        if isinstance(found, Refusal):
            yield {"path": found.path, "refused": found.code, "reason": found.message}
        elif found is not None:
            yield found.extraction.as_json()


def import_path(path: Path, *, keep_addresses: bool = False, progress: Progress = lambda done, total: None) -> Report:
    """Take an archive in. Raises ArchiveMissing and ImportRunning; everything else is a line of the report.

    May be killed and started again: what is in is passed over. A press may run meanwhile.
    """
    with _alone():
        report = _Import(reader(path), Landing(keeps_addresses=keep_addresses), progress).run()
    if report.counts["new"] and (left := order_missing()):
        report.notes.append(WITHOUT_CARD.format(count=left))
    return report


WITHOUT_CARD = (
    "{count} articles have neither a picture nor a share card: they are shared with their section's picture or the"
    " magazine's card. `handpress cards` draws them, ten a second, newest first."
)


@contextmanager
def _alone() -> Iterator[None]:
    """One import at a time: two would both take what neither has yet. The lock ends with the process."""
    lock = Path(settings.PUBLICATION.data) / "import.lock"
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ImportRunning("Another import is at work on this publication. Wait until it is done.") from None
        yield


class _Import:
    """One import under way."""

    def __init__(self, source: Reader, landing: Landing, progress: Progress) -> None:
        self._source = source
        self._landing = landing
        self._progress = progress
        self._report = Report()
        self._batch: list[Piece] = []
        self._total = len(source)

    def run(self) -> Report:
        """The report, when all is in."""
        started = time.perf_counter()
        for number, found in enumerate(self._source.pieces(self._landing.is_known), 1):
            if isinstance(found, Piece):
                self._batch.append(found)
            else:
                self._report.add(self._line(found))
            if len(self._batch) >= BATCH:
                self._land()
            self._progress(number, self._total)
        self._land()
        self._report.notes = self._source.notes()
        self._report.seconds = time.perf_counter() - started
        return self._report

    def _land(self) -> None:
        if not self._batch:
            return
        with bulk_change() if self._total > LARGE else nullcontext():
            lines = self._landing.take_in(self._batch)
        for line in lines:
            self._report.add(line)
        self._batch.clear()

    def _line(self, found: Refusal | None) -> Line:
        if found is None:
            return Line("", "unchanged")
        if found.code == "index_page" and isinstance(self._source, LegacyArchive):
            _lead_to_archive("/" + found.path)
        return Line(found.path, "refused", found.message, found.code)


def _lead_to_archive(address: str) -> None:
    """An old index page answers with the archive, the old home page with the front page."""
    if refusal_of(address):
        return
    try:
        to_path = "/" if address.lower() in HOMES else "/archive/"
        addresses.redirect(address, to_path=to_path, origin="legacy")
    except AddressTaken:
        return
