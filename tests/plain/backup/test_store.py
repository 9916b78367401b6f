"""What does not change is kept once beside the backups of many nights, and goes with the last that names it."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from tests.plain.backup.test_archive import files

from handpress.backup import store
from handpress.backup.errors import DamagedBackup
from handpress.backup.publications import restore, take
from handpress.backup.store import Store
from handpress.config.publication import load

PICTURE = "media/original_images/a b.jpg"


def night(paper: Path, folder: Path, number: int) -> tuple[Path, Store]:
    """The backup of a night; the store that it put files into."""
    folder.mkdir(exist_ok=True)
    backups = sorted(folder.glob("*.tar.gz"))
    known = store.read_list(backups[-1]) if backups else None
    file, kept = folder / f"{number}.tar.gz", Store(folder, known or {})
    take(load(paper), file, store=kept)
    return file, kept


def stored(folder: Path) -> set[str]:
    return {path.name for path in (folder / store.FOLDER).glob("??/*")}


def test_each_night_comes_back_as_it_was(paper: Path, tmp_path: Path) -> None:
    folder, chance, nights = tmp_path / "backups", random.Random(11), []
    for number in range(6):
        name = f"media/documents/{number}.pdf"
        (paper / name).parent.mkdir(exist_ok=True)
        (paper / name).write_bytes(chance.randbytes(2000))
        if number == 3:
            (paper / PICTURE).write_text("another picture")
        if number == 4:
            (paper / "media/documents/1.pdf").unlink()
        whole = tmp_path / f"whole-{number}.tar.gz"
        take(load(paper), whole)
        nights.append((night(paper, folder, number)[0], whole))
    for number, (file, whole) in enumerate(nights):
        restore(file, tmp_path / f"back-{number}")
        restore(whole, tmp_path / f"full-{number}")
        assert files(tmp_path / f"back-{number}") == files(tmp_path / f"full-{number}")


def test_what_has_not_changed_is_neither_read_nor_written_again(paper: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    _, first = night(paper, folder, 1)
    assert first.bytes == sum((paper / name).stat().st_size for name in (PICTURE, "media/sizes/ab/1.webp")) + len(
        (paper / "data/originals/old/é.htm").read_bytes()
    )
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("??/*")}
    (paper / PICTURE).chmod(0)  # as root it could be read all the same; its time of access tells
    os.utime(paper / PICTURE, ns=(1, (paper / PICTURE).stat().st_mtime_ns))
    file, second = night(paper, folder, 2)
    assert second.bytes == 0
    assert (paper / PICTURE).stat().st_atime_ns == 1
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("??/*")} == before
    assert file.stat().st_size < 20_000


def test_the_same_content_under_two_names_is_kept_once(paper: Path, tmp_path: Path) -> None:
    (paper / "media/copy.jpg").write_bytes((paper / PICTURE).read_bytes())
    night(paper, tmp_path / "backups", 1)
    assert len(stored(tmp_path / "backups")) == 3


def test_files_go_with_the_last_backup_that_names_them(paper: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    first, _ = night(paper, folder, 1)
    (paper / PICTURE).write_text("another picture")
    second, _ = night(paper, folder, 2)
    assert store.prune(folder, [first, second]) == 0
    assert store.prune(folder, [second]) == 1
    restore(second, tmp_path / "back")
    assert (tmp_path / "back" / PICTURE).read_text() == "another picture"
    store.list_of(second).write_text("{")
    (folder / store.FOLDER / "ab").mkdir(exist_ok=True)
    (folder / store.FOLDER / "ab" / ("ab" * 32)).write_text("of a night that was broken off")
    assert store.prune(folder, [second]) == 0, "who cannot say what it needs needs everything"


@pytest.mark.parametrize("harm", ["missing", "cut", "turned over"])
def test_a_stored_file_that_is_harmed_is_named_and_mended_by_the_next_night(
    paper: Path,
    tmp_path: Path,
    harm: str,
) -> None:
    folder = tmp_path / "backups"
    file, _ = night(paper, folder, 1)
    kept = (store.read_list(file) or {})[PICTURE]
    place = store.place_of(folder, kept.sha256)
    whole = place.read_bytes()
    if harm == "missing":
        place.unlink()
    else:
        place.write_bytes(whole[:-1] if harm == "cut" else b"x" + whole[1:])
    with pytest.raises(DamagedBackup, match=kept.sha256):
        restore(file, tmp_path / "back")
    assert not (tmp_path / "back").exists()
    if harm != "turned over":  # its size does not tell, and nothing is read again
        night(paper, folder, 2)
        assert place.read_bytes() == whole


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, "g" * 64])
def test_a_list_cannot_name_another_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(DamagedBackup):
        store.place_of(tmp_path, name)


def test_a_night_that_is_broken_off_leaves_the_store_as_it_is(
    paper: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "backups"
    file, _ = night(paper, folder, 1)
    before = stored(folder)
    (paper / PICTURE).write_text("another picture")

    def fail(*given: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="disk full"):
        patch.setattr("handpress.backup.databases.copy_sqlite", fail)
        take(load(paper), file, store=Store(folder, {}))
    assert store.prune(folder, [file]) == 0
    assert before <= stored(folder)
    restore(file, tmp_path / "back")
    assert (tmp_path / "back" / PICTURE).read_text() == "picture" * 900
