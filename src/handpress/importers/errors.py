"""Why something could not be imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handpress.importers.report import Report


class ImportTrouble(Exception):
    """Nothing can be imported from here; the message names the path and the remedy."""

    code = "import_trouble"
    retry = False


class ArchiveMissing(ImportTrouble):
    """The path does not exist or cannot be read."""

    code = "archive_missing"


class ImportRunning(ImportTrouble):
    """Another import is at work on this publication."""

    code = "import_running"
    retry = True


class ImportStopped(ImportTrouble):
    """An import ended before its end: asked to, or because nothing more could be stored. What is in stays in.

    `done` of `total` files were dealt with; `report` tells what became of them.
    """

    code = "import_stopped"
    retry = True

    def __init__(self, report: Report, *, done: int, total: int, reason: str = "") -> None:
        self.report = report
        self.done = done
        self.total = total
        self.reason = reason
        super().__init__(f"Stopped after {done:,} of {total:,} files{f': {reason}' if reason else ''}.")
