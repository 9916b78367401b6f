"""An import: read an archive, take it in batch by batch, report on every file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

from handpress.extract import Refusal
from handpress.importers.archive import Archive
from handpress.importers.landing import Landing
from handpress.importers.legacy import LegacyArchive
from handpress.importers.pieces import Piece
from handpress.importers.report import Line, Report
from handpress.importers.wordpress import WordPressExport, is_export
from handpress.newsroom.actions import addresses
from handpress.newsroom.errors import AddressTaken
from handpress.press.triggers import bulk_change

BATCH = 100  # pieces in one transaction
LARGE = 2000  # files; above, triggers rest and everything is pressed once at the end

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
    """Take an archive in. Raises ArchiveMissing; everything else is a line of the report.

    May be killed and started again: what is in is passed over.
    """
    started = time.perf_counter()
    source = reader(path)
    report = Report()
    landing = Landing(keeps_addresses=keep_addresses)
    total = len(source)
    batch: list[Piece] = []
    for number, found in enumerate(source.pieces(landing.is_known), 1):
        if isinstance(found, Piece):
            batch.append(found)
        else:
            report.add(_line(found, source))
        if len(batch) >= BATCH:
            _land(landing, batch, report, is_large=total > LARGE)
            progress(number, total)
    _land(landing, batch, report, is_large=total > LARGE)
    progress(total, total)
    report.seconds = time.perf_counter() - started
    return report


def _line(found: Refusal | None, source: Reader) -> Line:
    if found is None:
        return Line("", "unchanged")
    if found.code == "index_page" and isinstance(source, LegacyArchive):
        _lead_to_archive("/" + found.path)
    return Line(found.path, "refused", found.message, found.code)


def _lead_to_archive(address: str) -> None:
    """An old index page answers with the archive; the old home page with the front page."""
    is_home = address.lower() in ("/index.html", "/index.htm", "/default.htm", "/home.htm")
    try:
        addresses.redirect(address, to_path="/" if is_home else "/archive/", origin="legacy")
    except AddressTaken:
        return


def _land(landing: Landing, batch: list[Piece], report: Report, *, is_large: bool) -> None:
    if not batch:
        return
    if is_large:
        with bulk_change():
            lines = landing.take_in(batch)
    else:
        lines = landing.take_in(batch)
    for line in lines:
        report.add(line)
    batch.clear()
