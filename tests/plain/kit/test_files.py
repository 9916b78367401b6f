"""Files are whole or absent."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from handpress.kit import files


def test_a_file_arrives_whole_with_its_folders_and_mode(tmp_path: Path) -> None:
    path = tmp_path / "2013" / "06" / "rivers.html"
    files.write_atomic(path, b"<p>Rivers</p>", mode=0o600)
    assert path.read_bytes() == b"<p>Rivers</p>"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["rivers.html"]


def test_a_full_disk_keeps_the_old_file_and_leaves_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rivers.html"
    path.write_bytes(b"old")

    def full(descriptor: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files.os, "write", full)
    with pytest.raises(OSError) as caught:
        files.write_atomic(path, b"new")
    assert caught.value.errno == errno.ENOSPC
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("rivers.html", b"old")]


def test_a_short_write_is_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr(files.os, "write", lambda descriptor, data: whole(descriptor, bytes(data[:3])))
    files.write_atomic(tmp_path / "a", b"0123456789", flush=True)
    assert (tmp_path / "a").read_bytes() == b"0123456789"


def test_removal_says_whether_there_was_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    assert files.remove(tmp_path / "a")
    assert not files.remove(tmp_path / "a")
    (tmp_path / "b").write_bytes(b"")
    assert not files.remove(tmp_path / "b" / "c")


def test_a_file_system_is_flushed_in_one_call(tmp_path: Path) -> None:
    files.sync_filesystem(tmp_path)
    with pytest.raises(FileNotFoundError):
        files.sync_filesystem(tmp_path / "missing")


def test_a_system_without_syncfs_flushes_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    monkeypatch.setattr(files, "_syncfs", lambda: None)
    monkeypatch.setattr(files.os, "sync", lambda: calls.append("sync"))
    files.sync_filesystem(tmp_path)
    assert calls == ["sync"]
