"""An import: read an archive, take it in batch by batch, report on every file."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from django.conf import settings
from django.db import DatabaseError

from handpress.background.faults import concerns_all
from handpress.extract import Refusal
from handpress.extract.mirror_names import address_of, other_addresses
from handpress.importers.archive import Archive
from handpress.importers.errors import ImportRunning, ImportStopped
from handpress.importers.further_addresses import Further, OfSite
from handpress.importers.landing import Landing
from handpress.importers.legacy import LegacyArchive
from handpress.importers.pieces import Piece
from handpress.importers.progress import Progress, silent
from handpress.importers.report import Line, Report
from handpress.importers.section_names import Ask, SectionNames
from handpress.importers.wordpress import WordPressExport, is_export
from handpress.newsroom.actions.cards import order_missing
from handpress.press.triggers import bulk_change, bulk_is_over

BATCH = 100  # pieces in one transaction
LARGE = 20_000  # files; above, triggers rest and the press looks at everything once all is in
HOMES = frozenset(
    {"/index.html", "/index.htm", "/default.htm", "/default.asp", "/home.htm", "/home.html", "/index.php"}
)

IsKnown = Callable[[str, bytes], bool]


class Reader(Protocol):
    """What reads one kind of archive."""

    @property
    def name(self) -> str:
        """What records call the archive."""

    def __len__(self) -> int: ...

    def learn(self, progress: Progress = ...) -> None:
        """Look at the whole before the parts."""

    def notes(self) -> list[str]:
        """What is to be said of the whole."""

    def pieces(self, is_known: IsKnown = ...) -> Iterator[Piece | Refusal | None]:
        """One answer for each file or item."""

    @property
    def language(self) -> str:
        """The old site's own language; "" where it names none."""

    def further_addresses(self) -> Iterator[Further]:
        """Addresses of the old site beside those of its pages."""


def reader(path: Path) -> Reader:
    """What can read the path. Raises ArchiveMissing."""
    if path.is_file() and is_export(path):
        return WordPressExport(path)
    return LegacyArchive(Archive.at(path))


def read_path(path: Path, progress: Progress = silent, learning: Progress = silent) -> Iterator[dict[str, Any]]:
    """What an import would take in, as the objects of `--dry-run --json`; a refused file has `refused` instead."""
    source = reader(path)
    source.learn(learning)
    total = len(source)
    for number, found in enumerate(source.pieces(), 1):
        progress(number, total)
        if isinstance(found, Refusal):
            yield {"path": found.path, "refused": found.code, "reason": found.message}
        elif found is not None:
            yield found.extraction.as_json()


def import_path(
    path: Path,
    *,
    keep_addresses: bool = False,
    sections: Mapping[str, str] = MappingProxyType({}),
    ask: Ask | None = None,
    progress: Progress = silent,
    learning: Progress = silent,
) -> Report:
    """Take an archive in. Raises ArchiveMissing, ImportRunning and ImportStopped; all else is a line of the report.

    `sections` says under which of the magazine's sections old ones are filed ("" for none); `ask` is asked about those
    whose names only resemble one. May be stopped or killed and started again: what is in is passed over. A press may
    run meanwhile.
    """
    with _alone():
        names = SectionNames.of(dict(sections), ask, reports() / "sections.json")
        landing = Landing(keeps_addresses=keep_addresses, sections=names)
        report = _Import(reader(path), landing, names, progress, learning).run()
    if report.counts["new"] and (left := order_missing()):
        report.notes.append(WITHOUT_CARD.format(count=left))
    return report


WITHOUT_CARD = (
    "{count} articles have neither a picture nor a share card: they are shared with their section's picture or the"
    " magazine's card. `handpress cards` draws them, ten a second, newest first."
)


def reports() -> Path:
    """The folder of reports, and of what the editor answered."""
    return Path(settings.PUBLICATION.data) / "imports"


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

    def __init__(
        self, source: Reader, landing: Landing, sections: SectionNames, progress: Progress, learning: Progress
    ) -> None:
        self._source = source
        self._sections = sections
        self._landing = landing
        self._progress = progress
        self._learning = learning
        self._report = Report()
        self._batch: list[Piece] = []
        self._lists: list[str] = []  # files of old index pages
        self._total = len(source)

    def run(self) -> Report:
        """The report, when all is in. Raises ImportStopped when asked to, or when nothing can be stored any more."""
        started = time.perf_counter()
        try:
            self._take_all()
        except KeyboardInterrupt as stop:
            raise self._stopped(started) from stop
        except Exception as error:
            if concerns_all(error):
                raise self._stopped(started, reason=str(error)) from error
            raise
        finally:
            with suppress(DatabaseError):  # the disk may be full; the press waits for a minute, then does it all
                bulk_is_over()
        self._finish(started)
        return self._report

    def _finish(self, started: float) -> None:
        self._report.notes = [*self._source.notes(), *dict.fromkeys(self._sections.notes)]
        self._report.seconds = time.perf_counter() - started
        if self._report.lines or self._report.notes:
            self._report.keep(reports())

    def _take_all(self) -> None:
        self._source.learn(self._learning)
        for number, found in enumerate(self._source.pieces(self._landing.is_known), 1):
            if isinstance(found, Piece):
                self._batch.append(found)
            else:
                self._report.add(self._line(found))
            if len(self._batch) >= BATCH:
                self._land()
            self._progress(number, self._total)
        self._land()
        self._lead_further()

    def _lead_further(self) -> None:
        found = chain(self._source.further_addresses(), *map(_of_a_list, self._lists))
        with self._many():
            lines = self._landing.lead_further(found, self._source.language)
        for line in lines:
            self._report.add(line)

    def _stopped(self, started: float, *, reason: str = "") -> ImportStopped:
        with suppress(OSError):  # the disk may be full
            self._finish(started)
        return ImportStopped(self._report, done=sum(self._report.counts.values()), total=self._total, reason=reason)

    def _land(self) -> None:
        if not self._batch:
            return
        with self._many():
            lines = self._landing.take_in(self._batch)
        for line in lines:
            self._report.add(line)
        self._batch.clear()

    def _many(self) -> AbstractContextManager[None]:
        """The triggers' rest, where so much is taken in that the press looks at everything anyhow."""
        return bulk_change(goes_on=True) if self._total > LARGE else nullcontext()

    def _line(self, found: Refusal | None) -> Line:
        if found is None:
            return Line("", "unchanged")
        if found.code == "index_page" and isinstance(self._source, LegacyArchive):
            self._lists.append(found.path)
        return Line(found.path, "refused", found.message, found.code)


def _of_a_list(name: str) -> Iterator[OfSite]:
    """The addresses of an old index page, which lead to the archive; of the old home page, to the front page."""
    for address in (address_of(name), *other_addresses(name)):
        yield OfSite(address, "home" if address.lower() in HOMES else "archive")
