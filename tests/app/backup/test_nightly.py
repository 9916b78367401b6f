"""Backups that are taken by themselves: kept for some days, and missed where none came."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import pytest

from handpress.backup import nightly
from handpress.backup.conf import Backup
from handpress.backup.errors import BackupError
from handpress.backup.publications import Taken
from handpress.kit import clock


@pytest.fixture
def folder(settings, tmp_path, monkeypatch) -> Path:
    tables = {**settings.PUBLICATION.tables, "backup": Backup(folder=str(tmp_path), keep_days=3)}
    settings.PUBLICATION = replace(settings.PUBLICATION, tables=MappingProxyType(tables))
    monkeypatch.setattr(nightly, "take", lambda publication, file, store: (file.write_text("whole"), Taken(1, 5))[1])
    return tmp_path


def old(folder: Path, name: str, days: float) -> Path:
    file = folder / f"{name}{nightly.ENDING}"
    file.write_text("whole")
    at = (clock.now() - timedelta(days=days)).timestamp()
    os.utime(file, (at, at))
    return file


def test_one_is_taken_each_night_and_those_that_are_old_go(folder, db):
    kept, gone, other = old(folder, "2020-01-02", 2), old(folder, "2020-01-01", 4), folder / "notes.tar.gz"
    other.write_text("none of ours")
    nightly.order(clock.now())
    names = {path.name for path in folder.iterdir()}
    assert kept.name in names and other.name in names and gone.name not in names
    assert len(names) == 3


def test_one_that_fails_throws_none_away(folder, db, monkeypatch):
    gone = old(folder, "2020-01-01", 40)

    def fail(publication, file, store):
        raise OSError("disk full")

    monkeypatch.setattr(nightly, "take", fail)
    nightly.order(clock.now())
    assert gone.exists()


def test_a_backup_that_does_not_come_is_missed(folder):
    with pytest.raises(BackupError, match="the last: —"):
        nightly.look(clock.now())
    old(folder, "2020-01-01", 5)
    with pytest.raises(BackupError, match="No backup has come"):
        nightly.look(clock.now())
    old(folder, "2020-01-02", 0.2)
    assert "the last" in nightly.look(clock.now())


def test_without_a_folder_nothing_is_taken_and_nothing_missed(settings, monkeypatch):
    monkeypatch.setattr(nightly, "take", None)
    assert nightly.order(clock.now()) == nightly.look(clock.now()) == ""


@pytest.mark.parametrize(("folder", "days"), [("backups", 1), ("../x", 1), ("/mnt/x", 0)])
def test_settings_that_cannot_be_used_are_named(folder, days):
    with pytest.raises(ValueError, match=r"folder =|keep_days ="):
        Backup(folder=folder, keep_days=days)
