"""The file of a backup: whole or refused, whatever was cut off, turned over or slipped in."""

from __future__ import annotations

import gzip
import io
import json
import random
import sqlite3
import stat
import tarfile
import threading
from pathlib import Path

import pytest

from handpress.backup import archive, databases
from handpress.backup.errors import BackupError, DamagedBackup, NotEmpty, ToolMissing
from handpress.backup.publications import DATABASE, restore, take
from handpress.config.publication import load

CUTS = 60


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_kept_comes_back_as_it_was(paper: Path, tmp_path: Path) -> None:
    file, back = tmp_path / "paper.tar.gz", tmp_path / "back"
    taken = take(load(paper), file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    facts = restore(file, back)
    assert (facts["name"], facts["database"]) == ("The Paper", DATABASE)
    kept = {
        "handpress.toml", "theme/tokens.toml", "media/original_images/a b.jpg", "data/secret-key",
        "data/originals/old/é.htm", "media/sizes/ab/1.webp", DATABASE,
    }  # fmt: skip
    assert set(files(back)) == kept
    assert taken.files == len(kept)
    assert all(files(back)[name] == files(paper)[name] for name in kept - {DATABASE})
    with sqlite3.connect(back / DATABASE) as database:
        assert database.execute("SELECT count(*) FROM kept").fetchone() == (2000,)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".~")] == []
    with tarfile.open(file) as tar:
        assert tar.getnames()[-1] == archive.LIST


def test_a_database_that_is_written_meanwhile_is_copied_as_it_was_at_one_moment(paper: Path, tmp_path: Path) -> None:
    """Two tables that always grow together have the same number of rows in every copy."""
    with sqlite3.connect(paper / DATABASE) as database:
        database.execute("CREATE TABLE other (number INTEGER, words TEXT)")
        database.execute("INSERT INTO other SELECT * FROM kept")
    database.close()
    stop = threading.Event()

    def write() -> None:
        connection = sqlite3.connect(paper / DATABASE, timeout=30, isolation_level=None)
        while not stop.is_set():
            connection.execute("BEGIN IMMEDIATE")
            for table in ("kept", "other"):
                connection.execute(f"INSERT INTO {table} VALUES (1, ?)", ("more " * 50,))
            connection.execute("COMMIT")
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        counts = []
        for number in range(12):
            copy = tmp_path / f"copy{number}.sqlite3"
            databases.copy_sqlite(paper / DATABASE, copy)
            with sqlite3.connect(copy) as database:
                one, two = (
                    database.execute(f"SELECT count(*) FROM {each}").fetchone()[0] for each in ("kept", "other")
                )
            assert one == two
            counts.append(one)
    finally:
        stop.set()
        writer.join()
    assert counts[-1] > counts[0]


def test_a_backup_that_was_cut_off_or_changed_is_refused_and_leaves_nothing(paper: Path, tmp_path: Path) -> None:
    file, back, chance = tmp_path / "paper.tar.gz", tmp_path / "back", random.Random(3)
    take(load(paper), file)
    whole = file.read_bytes()
    damaged = [whole[: chance.randrange(len(whole) - 8)] for _ in range(CUTS)]
    for _ in range(CUTS):
        at = chance.randrange(12, len(whole))
        damaged.append(whole[:at] + bytes([whole[at] ^ chance.randrange(1, 256)]) + whole[at + 1 :])
    for body in (*damaged, b"", b"no backup", gzip.compress(b"no tar")):
        file.write_bytes(body)
        try:
            restore(file, back)
        except DamagedBackup:
            assert not back.exists()
        else:  # a byte of gzip's own that changes nothing
            assert files(back)["data/secret-key"] == b"secret"
            for path in sorted(back.rglob("*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()
            back.rmdir()


@pytest.mark.parametrize("name", ["../out", "/etc/out", "a/../../out", "link"])
def test_nothing_is_laid_outside_of_the_folder(tmp_path: Path, name: str) -> None:
    file, back = tmp_path / "odd.tar.gz", tmp_path / "back"
    with tarfile.open(file, "w:gz") as tar:
        member = tarfile.TarInfo(name)
        if name == "link":
            member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(member, io.BytesIO())
        text = json.dumps({"format": 1, "sha256": {}}).encode()
        member = tarfile.TarInfo(archive.LIST)
        member.size = len(text)
        tar.addfile(member, io.BytesIO(text))
    with pytest.raises(DamagedBackup):
        restore(file, back)
    assert [path.name for path in tmp_path.iterdir()] == ["odd.tar.gz"]


def test_nothing_is_written_over(paper: Path, tmp_path: Path) -> None:
    file = tmp_path / "paper.tar.gz"
    take(load(paper), file)
    before = files(paper)
    with pytest.raises(NotEmpty):
        restore(file, paper)
    assert files(paper) == before
    with pytest.raises(BackupError, match="within the publication"):
        take(load(paper), paper / "media" / "backup.tar.gz")


def test_one_that_fails_leaves_the_last_good_one(paper: Path, tmp_path: Path) -> None:
    file = tmp_path / "paper.tar.gz"
    take(load(paper), file)
    before = file.read_bytes()
    (paper / DATABASE).write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    for beside in (paper / "data").glob("*-wal"):
        beside.unlink()
    with pytest.raises((BackupError, sqlite3.DatabaseError)):
        take(load(paper), file)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".~")] == []


def test_a_program_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolMissing, match="apt install postgresql-client"):
        databases.dump_postgresql("postgresql://nobody@127.0.0.1:1/none", tmp_path / "dump")
