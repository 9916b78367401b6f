"""Opening files of the public tree so that no link leads out of it."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from handpress.server.media_types import has_variants
from handpress.server.negotiation import ENDINGS, IDENTITY
from handpress.server.paths import Names

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_NOT_THERE = frozenset(
    {errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.EACCES, errno.EINVAL, errno.ENXIO}
)
IN_MEMORY_BYTES = 512 * 1024  # larger files are streamed by the server's own file response


@dataclass(frozen=True, slots=True)
class Stored:
    """One stored form of a file: its coding, and its bytes when they are few."""

    path: str
    coding: str
    status: os.stat_result
    body: bytes | None
    varies: bool

    @property
    def etag(self) -> str:
        """The tag nginx gives the same file, so that readers' caches survive a change of server."""
        return f'"{int(self.status.st_mtime):x}-{self.status.st_size:x}"'


class Folder:
    """A folder stands at the path; its page has a trailing slash."""


class Tree:
    """The files below `root`; every component is opened without following links."""

    def __init__(self, root: Path) -> None:
        self.root = os.fspath(root)

    def find(self, names: Names, preference: tuple[str, ...]) -> Stored | Folder | None:
        """The form of the file that is wanted most among those present; None when there is no file.

        Raises OSError only for what waiting may mend: too many open files, a failing disk.
        """
        try:
            folder = self._open_folder(names[:-1])
        except OSError as error:
            _raise_unless_absent(error)
            return None
        try:
            return self._find_in(folder, names, preference)
        except OSError as error:
            _raise_unless_absent(error)
            return None
        finally:
            os.close(folder)

    def _open_folder(self, names: Names) -> int:
        folder = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        for name in names:
            try:
                inner = os.open(name, _FOLDER, dir_fd=folder)
            finally:
                os.close(folder)
            folder = inner
        return folder

    def _find_in(self, folder: int, names: Names, preference: tuple[str, ...]) -> Stored | Folder | None:
        plain = os.stat(names[-1], dir_fd=folder, follow_symlinks=False)
        if stat.S_ISDIR(plain.st_mode):
            return Folder()
        for coding in preference if has_variants(names[-1]) else (IDENTITY,):
            try:
                return self._read(folder, names, coding)
            except FileNotFoundError:  # not stored so, or taken away this moment: the next best
                continue
        return None

    def _read(self, folder: int, names: Names, coding: str) -> Stored | None:
        name = names[-1] + ENDINGS[coding]
        descriptor = os.open(name, _FILE, dir_fd=folder)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                return None
            body = _read_all(descriptor, status.st_size) if status.st_size <= IN_MEMORY_BYTES else None
        finally:
            os.close(descriptor)
        path = "/".join((self.root, *names[:-1], name))
        return Stored(path, coding, status, body, varies=bool(coding) or _has_any_variant(folder, names[-1]))


def _has_any_variant(folder: int, name: str) -> bool:
    return has_variants(name) and any(_is_file(folder, name + ending) for ending in ENDINGS.values() if ending)


def _is_file(folder: int, name: str) -> bool:
    try:
        return stat.S_ISREG(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
    except OSError:
        return False


def _read_all(descriptor: int, size: int) -> bytes:
    body = os.read(descriptor, size)
    while len(body) < size and (more := os.read(descriptor, size - len(body))):
        body += more
    return body


def _raise_unless_absent(error: OSError) -> None:
    if error.errno not in _NOT_THERE:
        raise error
