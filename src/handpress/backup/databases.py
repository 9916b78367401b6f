"""A copy of the database as it was at one moment, taken beside those who write: SQLite's own way, or PostgreSQL's."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from handpress.backup.errors import DamagedBackup, ToolMissing

BUSY_S = 60.0
DUMP = "postgresql.dump"


def copy_sqlite(database: Path, target: Path) -> None:
    """By the backup interface (sqlite.org/backup.html), within a transaction that reads: nobody waits for it.

    Raises DamagedBackup, and leaves what it has of the copy.
    """
    try:
        _copy(database, target)
    except sqlite3.Error as error:
        raise DamagedBackup(f"{database} cannot be copied: {error}") from error
    check_sqlite(target)


def _copy(database: Path, target: Path) -> None:
    source = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=BUSY_S)
    with closing(source), closing(sqlite3.connect(target)) as copy:
        source.execute("BEGIN")  # one moment: with a write-ahead log, readers keep what they began with
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(copy)
        source.rollback()
        copy.execute("PRAGMA journal_mode = DELETE")


def check_sqlite(database: Path) -> None:
    """Raises DamagedBackup where the database is not whole."""
    with closing(sqlite3.connect(database)) as connection:
        try:
            said = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            said = str(error)
    if said != "ok":
        raise DamagedBackup(f"{database} is no whole database: {said}")


def dump_postgresql(url: str, target: Path) -> None:
    """By pg_dump, which reads one snapshot. Raises ToolMissing."""
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}", f"--dbname={url}")


def load_postgresql(dump: Path, url: str) -> None:
    """Into an empty database, all or nothing. Raises ToolMissing."""
    _run("pg_restore", "--no-owner", "--no-privileges", "--single-transaction", f"--dbname={url}", str(dump))


def _run(program: str, *arguments: str) -> None:
    path = shutil.which(program)
    if path is None:
        raise ToolMissing(f"{program} is missing: apt install postgresql-client")
    environment = {**os.environ, "PGCONNECT_TIMEOUT": "20"}
    done = subprocess.run([path, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ToolMissing(f"{program}: {' '.join(done.stderr.split()[-60:])}")
