"""Why something could not be imported."""

from __future__ import annotations


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
