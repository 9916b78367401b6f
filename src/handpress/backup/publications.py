"""What of a publication is kept: all but what is made again, what tells of running processes, and locks."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import handpress
from handpress.backup import archive, databases
from handpress.backup.before_upgrades import FOLDER as BEFORE_UPGRADES
from handpress.backup.errors import BackupError, DamagedBackup, NotEmpty
from handpress.backup.store import Store, list_of, write_list
from handpress.config.publication import FILE_NAME, Publication

DATABASE = "data/handpress.sqlite3"
KEPT = (FILE_NAME, "theme", "media", "data")  # what pages bring along lies in media, and is public again when they are
MADE_AGAIN = ("data/static", "data/run", "data/prepared", f"data/{BEFORE_UPGRADES}")
Report = Callable[[int, int], None]  # (done, left)


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup: how many files it holds and how many bytes they have."""

    files: int
    bytes: int


def take(
    publication: Publication, file: Path, report: Report = lambda done, left: None, *, store: Store | None = None
) -> Taken:
    """Put the publication into `file`, which is replaced once the new one is whole. Raises BackupError.

    With a `store`, in the folder of `file`, what does not change is put there, once for all backups that name it.

    Files that are there come first, then the database, then files that came meanwhile: whatever the database speaks
    of is in.
    """
    if file.resolve().is_relative_to(publication.folder) and file.resolve().parent != publication.folder:
        raise BackupError(f"{file} lies within the publication: name a place outside of it")
    if store:  # until there is a list again, nothing is removed from the store
        list_of(file).unlink(missing_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="backup-", dir=publication.data) as aside,
        archive.writing(file, store) as made,
    ):
        names = list(_names(publication))
        for number, name in enumerate(names, start=1):
            made.add(publication.folder / name, name)
            report(number, len(names) - number)
        copied, name = _database(publication, Path(aside))
        made.add(copied, name)
        for late in _names(publication):
            made.add(publication.folder / late, late)
        taken = Taken(made.files, made.bytes)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        made.close({"handpress": handpress.__version__, "name": publication.name, "taken_at": now, "database": name})
    if store:
        write_list(file, made.stored)
    return taken


def restore(file: Path, folder: Path, *, database_url: str = "") -> dict[str, str]:
    """Make a publication in an empty folder; what the backup says of itself. Raises BackupError, DamagedBackup.

    A PostgreSQL dump goes into the empty database at `database_url`. What fails leaves nothing behind in the folder.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotEmpty(f"{folder} is not empty: name a folder that is, or that is not there yet")
    was_there = folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        facts = archive.unpack(file, folder)
        _settle_database(folder, facts["database"], database_url)
    except BaseException:
        for each in folder.iterdir():
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        if not was_there:
            folder.rmdir()
        raise
    return {name: str(facts[name]) for name in ("name", "taken_at", "handpress", "database")}


def _settle_database(folder: Path, name: str, database_url: str) -> None:
    if name == DATABASE:
        databases.check_sqlite(folder / DATABASE)
        return
    if not database_url:
        raise DamagedBackup(
            "the backup is of a PostgreSQL database: say by HANDPRESS_DATABASE_URL which empty one it goes into"
        )
    databases.load_postgresql(folder / name, database_url)
    (folder / name).unlink()


def _database(publication: Publication, aside: Path) -> tuple[Path, str]:
    """The copy, and the name that it has in the file."""
    if publication.database_url:
        databases.dump_postgresql(publication.database_url, aside / databases.DUMP)
        return aside / databases.DUMP, f"data/{databases.DUMP}"
    databases.copy_sqlite(publication.database, aside / "copy.sqlite3")
    return aside / "copy.sqlite3", DATABASE


def _names(publication: Publication) -> Iterator[str]:
    """Paths of the files that are kept, below the publication's folder."""
    for kept in KEPT:
        top = publication.folder / kept
        if top.is_file():
            yield kept
        for folder, folders, files in os.walk(top):
            here = Path(folder).relative_to(publication.folder)
            folders[:] = sorted(each for each in folders if _is_kept(f"{here}/{each}"))
            yield from (f"{here}/{each}" for each in sorted(files) if _is_kept(f"{here}/{each}"))


def _is_kept(path: str) -> bool:
    name = path.rpartition("/")[2]
    is_aside = name.startswith((".~", "backup-", "verify-")) or name.endswith((".lock", ".part"))
    return path not in MADE_AGAIN and not path.startswith(DATABASE) and not is_aside
