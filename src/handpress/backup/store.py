"""Files that do not change, kept once beside the backups that speak of them: `files/ab/abcdef…`, by their SHA-256."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from handpress.backup.errors import DamagedBackup
from handpress.kit.files import flush_folder, temporary_beside, write_atomic

FOLDER = "files"
LIST_ENDING = ".files.json"  # beside each backup, so that no backup has to be unpacked to know what it speaks of
DIGEST = re.compile(r"[0-9a-f]{64}")
AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it was when it was put in; one with the same size and time is not read again."""

    sha256: str
    size: int
    mtime_ns: int
    mode: int


class Store:
    """The files of a folder of backups. `known`: those of the last backup, by their names in the publication."""

    def __init__(self, folder: Path, known: Mapping[str, Kept]) -> None:
        self._folder = folder / FOLDER
        self._known = known
        self.bytes = 0  # that were put in

    def keep(self, path: Path, name: str) -> Kept:
        """See to it that the file is there. Raises FileNotFoundError when `path` is gone."""
        status, known = path.stat(), self._known.get(name)
        is_the_same = known and (known.size, known.mtime_ns) == (status.st_size, status.st_mtime_ns)
        if known and is_the_same and self._has(known.sha256, known.size):
            return known
        return self._take(path)

    def _take(self, path: Path) -> Kept:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        part, digest, size = temporary_beside(self._folder / "taken"), hashlib.sha256(), 0
        try:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as made, path.open("rb") as source:
                status = os.fstat(source.fileno())
                while data := source.read(AT_ONCE):
                    digest.update(data)
                    size += made.write(data)
                made.flush()
                os.fsync(made.fileno())
            kept = Kept(digest.hexdigest(), size, status.st_mtime_ns, status.st_mode & 0o777)
            if not self._has(kept.sha256, size):
                place = place_of(self._folder.parent, kept.sha256)
                place.parent.mkdir(mode=0o700, exist_ok=True)
                part.replace(place)
                flush_folder(place.parent)
                self.bytes += size
        finally:
            part.unlink(missing_ok=True)
        return kept

    def _has(self, sha256: str, size: int) -> bool:
        try:
            return place_of(self._folder.parent, sha256).stat().st_size == size
        except FileNotFoundError:
            return False


def place_of(folder: Path, sha256: str) -> Path:
    """Where a file lies in a folder of backups. Raises DamagedBackup for what is no digest."""
    if not DIGEST.fullmatch(sha256):
        raise DamagedBackup(f"{sha256[:80]!r} names no file of a backup")
    return folder / FOLDER / sha256[:2] / sha256


def list_of(backup: Path) -> Path:
    """The list of a backup's files in the store."""
    return backup.with_name(backup.name + LIST_ENDING)


def write_list(backup: Path, kept: Mapping[str, Kept]) -> None:
    """Note which files a backup speaks of."""
    rows = {name: [each.sha256, each.size, each.mtime_ns, each.mode] for name, each in kept.items()}
    write_atomic(list_of(backup), json.dumps(rows).encode(), mode=0o600, flush=True)


def read_list(backup: Path) -> dict[str, Kept] | None:
    """What was noted; None where nothing was, or nothing that can be read."""
    try:
        return {name: Kept(*row) for name, row in json.loads(list_of(backup).read_bytes()).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def prune(folder: Path, backups: Iterable[Path]) -> int:
    """Remove what none of the backups speaks of; how many files went. Nothing where a backup has no list."""
    lists = [read_list(each) for each in backups]
    if None in lists:
        return 0
    wanted = {kept.sha256 for found in lists if found for kept in found.values()}
    gone = [path for path in (folder / FOLDER).glob("??/*") if path.name not in wanted]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)
