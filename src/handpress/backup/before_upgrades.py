"""The database as it was before an upgrade changed it: what an upgrade that went wrong is undone with."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from handpress.backup import databases
from handpress.config.publication import Publication

FOLDER = "before-upgrades"  # in the publication's data
KEPT = 3


def keep(publication: Publication) -> Path:
    """Copy the database and keep the newest few; the copy's file. Raises BackupError, OSError."""
    folder = publication.data / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    ending = ".dump" if publication.database_url else ".sqlite3"
    file = folder / f"{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}{ending}"
    aside = folder / f".~{file.name}"
    try:
        if publication.database_url:
            databases.dump_postgresql(publication.database_url, aside)
        else:
            databases.copy_sqlite(publication.database, aside)
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)
    for old in sorted(folder.glob("[0-9]*"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return file
