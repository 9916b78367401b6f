"""The file: a gzipped tar whose last member lists every other with its SHA-256. Plain tools open it too.

Files that do not change may lie in a store beside it (`backup.store`): the list names them with their SHA-256.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import stat
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO, Any

from handpress.backup.errors import DamagedBackup
from handpress.backup.store import Kept, Store, place_of
from handpress.kit.files import flush_folder, temporary_beside

LIST = "handpress-backup.json"
WHOLE, WITH_A_STORE = 1, 2  # formats
FAST = 1  # pictures are compressed already
AT_ONCE = 1 << 20
UNCHANGING = ("media/", "data/originals/")
DAMAGE = (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, ValueError, KeyError)


class _Hashed:
    """A file that is hashed as it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.digest.update(data)
        return data


class Writing:
    """A backup that is being written."""

    def __init__(self, tar: tarfile.TarFile, store: Store | None = None) -> None:
        self._tar = tar
        self._store = store
        self.checksums: dict[str, str] = {}
        self.stored: dict[str, Kept] = {}
        self.bytes = 0

    @property
    def files(self) -> int:
        """How many there are by now."""
        return len(self.checksums) + len(self.stored)

    def add(self, path: Path, name: str) -> None:
        """One file under a name. A file that is gone meanwhile is left out; one is not taken twice."""
        if name in self.checksums or name in self.stored:
            return
        if self._store and name.startswith(UNCHANGING):
            with suppress(FileNotFoundError):
                self.stored[name] = self._store.keep(path, name)
                self.bytes += self.stored[name].size
            return
        with suppress(FileNotFoundError), path.open("rb") as file:
            status = os.fstat(file.fileno())
            member = tarfile.TarInfo(name)
            member.size, member.mtime, member.mode = status.st_size, int(status.st_mtime), stat.S_IMODE(status.st_mode)
            hashed = _Hashed(file)
            self._tar.addfile(member, hashed)
            self.checksums[name] = hashed.digest.hexdigest()
            self.bytes += status.st_size

    def close(self, facts: dict[str, Any]) -> None:
        """Add the list."""
        stored = {name: [kept.sha256, kept.mode] for name, kept in self.stored.items()}
        told = {"format": WITH_A_STORE, "stored": stored} if self._store else {"format": WHOLE}
        text = json.dumps({**told, **facts, "sha256": self.checksums}, indent=1, sort_keys=True).encode()
        member = tarfile.TarInfo(LIST)
        member.size = len(text)
        self._tar.addfile(member, io.BytesIO(text))


@contextmanager
def writing(file: Path, store: Store | None = None) -> Iterator[Writing]:
    """Write a backup beside `file`, which has its name once it is whole and on the disk, for its account alone.

    With a `store` what does not change goes there.
    """
    part = temporary_beside(file)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as raw:
            with (
                gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=FAST) as packed,
                tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
            ):
                yield Writing(tar, store)
            raw.flush()
            os.fsync(raw.fileno())
        part.replace(file)
        flush_folder(file.parent)
    finally:
        part.unlink(missing_ok=True)


def unpack(file: Path, folder: Path) -> dict[str, Any]:
    """Lay every file below `folder`; what the list says beside the checksums. Raises DamagedBackup, FileNotFoundError.

    What was laid down before damage was found is the caller's to remove.
    """
    found: dict[str, str] = {}
    facts: dict[str, Any] | None = None
    try:
        with gzip.open(file) as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
            for member in tar:
                if member.name == LIST:
                    facts = json.loads(_opened(tar, member).read())
                else:
                    found[member.name] = _lay(_opened(tar, member), _place(folder, member.name), member.mode)
    except DAMAGE as error:
        raise DamagedBackup(f"{file} is no whole backup: {error}") from error
    if facts is None or facts.get("format") not in (WHOLE, WITH_A_STORE):
        raise DamagedBackup(f"{file} is no backup of this kind, or its end is missing")
    listed = facts.pop("sha256")
    if wrong := sorted(name for name in listed.keys() | found.keys() if listed.get(name) != found.get(name)):
        some = ", ".join(wrong[:3])
        raise DamagedBackup(f"{file} is damaged: of {len(listed)} files {len(wrong)} are not what was put in ({some})")
    for name, (sha256, mode) in facts.pop("stored", {}).items():
        _bring(file, sha256, _place(folder, name), mode)
    return facts


def _bring(file: Path, sha256: str, place: Path, mode: int) -> None:
    """Lay down a file of the store beside the backup."""
    stored = place_of(file.parent, sha256)
    try:
        with stored.open("rb") as source:
            found = _lay(source, place, mode)
    except FileNotFoundError:
        raise DamagedBackup(f"{stored} is missing: it belongs to {file.name}, beside which it has to lie") from None
    if found != sha256:
        raise DamagedBackup(f"{stored} is damaged")


def _opened(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    opened = tar.extractfile(member) if member.isreg() else None
    if opened is None:
        raise DamagedBackup(f"{member.name} is no file")
    return opened


def _place(folder: Path, name: str) -> Path:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise DamagedBackup(f"{name} lies outside of a publication")
    return folder / path


def _lay(source: IO[bytes], path: Path, mode: int) -> str:
    digest = hashlib.sha256()
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode & 0o755 | 0o600), "wb") as target:
        while data := source.read(AT_ONCE):
            digest.update(data)
            target.write(data)
    return digest.hexdigest()
