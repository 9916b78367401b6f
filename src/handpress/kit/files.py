"""Files that are whole or absent: written beside their place, renamed into it, flushed in one go."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import secrets
from pathlib import Path

TEMPORARY_PREFIX = ".~"


def temporary_beside(path: Path) -> Path:
    """A name for unfinished bytes in the folder of `path`; servers never answer for it."""
    return path.with_name(TEMPORARY_PREFIX + secrets.token_hex(8))


def write_atomic(path: Path, data: bytes, *, mode: int = 0o644, flush: bool = False) -> None:
    """Put `data` at `path` so that a reader sees the old file or the new one, never a part.

    Missing folders are made. Without `flush` the bytes may still be in memory when this returns: call
    `sync_filesystem` once after a batch. Raises OSError (ENOSPC, EROFS, EACCES …) with nothing left behind.
    """
    temporary = temporary_beside(path)
    try:
        descriptor = _create(temporary, mode)
        try:
            _write_all(descriptor, data)
            if flush:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    if flush:
        flush_folder(path.parent)


def _create(path: Path, mode: int) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    try:
        return os.open(path, flags, mode)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, flags, mode)


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:  # a write may take less than asked for when the disk fills
        rest = rest[os.write(descriptor, rest) :]


def link(source: Path, target: Path) -> bool:
    """Whether `target` was missing; it is the file `source` now, or a copy where another file system begins.

    Missing folders are made; nothing is flushed but a copy. Raises OSError, FileNotFoundError when there is no source.
    """
    try:
        _link(source, target)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP):
            raise
        write_atomic(target, source.read_bytes(), flush=True)
    return True


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except FileNotFoundError:
        if target.parent.exists():
            raise
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(source, target)


def remove(path: Path) -> bool:
    """Whether a file stood at `path`; it does no longer."""
    try:
        path.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def flush_folder(folder: Path) -> None:
    """Make the names in `folder` durable: renames and removals survive a power cut (fsync(2), notes)."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_filesystem(folder: Path) -> None:
    """Make everything written so far on the file system of `folder` durable (syncfs(2)).

    One call after a batch instead of one fsync a file. Raises OSError when the disk reports a lost write.
    """
    syncfs = _syncfs()
    if syncfs is None:
        os.sync()
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        if syncfs(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)


def _syncfs() -> ctypes._FuncPointer | None:
    return getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
