"""The public tree: files that appear whole or not at all."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import brotli
import deflate

from handpress.kit.files import flush_folder, sync_filesystem, write_atomic
from handpress.kit.own_words import PRESS

STAGE = f"{PRESS}/stage"
UNSETTLED = f"{PRESS}/unsettled"  # paths, one a line
VARIANTS = (".br", ".gz")
LONGEST_NAME = 255 - len(".br")  # bytes; ext4, XFS, Btrfs and NTFS alike
SMALLEST = 200  # bytes; below, a compressed variant saves less than its header costs
FEW = 8  # files; above, one flush of the file system is cheaper: on a disk 2.6 ms for fifty, 84 ms one by one
BROTLI_QUALITY = 5  # 0.6 ms for 25 kB; quality 11 takes 60 ms for 8 % less
BROTLI_WINDOW = 16  # 64 kB: at this size brotli finds as much with a smaller table, in a fifth less time
GZIP_LEVEL = 6
DECODERS: dict[str, Callable[[bytes], bytes]] = {
    ".br": brotli.decompress,
    ".gz": lambda data: bytes(deflate.gzip_decompress(data)),
}


class TreeTrouble(OSError):
    """The tree cannot be written: disk full, read-only, no permission. Waiting may help."""

    code = "tree_trouble"
    retry = True


class NoPlace(ValueError):
    """One file cannot stand at its path; the others can."""

    code = "no_place"
    retry = False


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise TreeTrouble(
            error.errno, f"{reason}: {path}. Free space or mend the permissions; pressing goes on by itself"
        ) from error


@dataclass(frozen=True, slots=True)
class Staged:
    """Finished files waiting to take their places: (temporary, final) names relative to the tree."""

    path: str
    moves: tuple[tuple[str, str], ...]


class Tree:
    """One folder of pressed files."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._counter = itertools.count()
        self._unsettled: frozenset[str] | None = None  # not looked up yet

    def stage(self, path: str, body: bytes, *, is_compressed: bool) -> Staged:
        """Write `body` and its variants aside. Raises TreeTrouble, and NoPlace when the file could not go there."""
        self._check_place(path)
        contents = {path: body}
        if is_compressed and len(body) >= SMALLEST:
            contents[path + ".br"] = brotli.compress(
                body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY, lgwin=BROTLI_WINDOW
            )
            contents[path + ".gz"] = bytes(deflate.gzip_compress(body, GZIP_LEVEL))
        moves = tuple((self._write_aside(data), name) for name, data in contents.items())
        return Staged(path, moves)

    def _check_place(self, path: str) -> None:
        """Refuse what would stop a whole batch when it is moved: it concerns one page only."""
        target = f"{self.root}/{path}"
        if os.path.isdir(target):
            raise NoPlace(f"{path} is a folder with pages in it")
        if len(os.fsencode(os.path.basename(path))) > LONGEST_NAME:
            raise NoPlace(f"the name is longer than {LONGEST_NAME} bytes: {path}")

    def in_the_way(self, path: str) -> str | None:
        """The path of a file above this one, which would have to be a folder; None where there is none."""
        above = os.path.dirname(path)
        while above and not os.path.isdir(f"{self.root}/{above}"):
            if os.path.lexists(f"{self.root}/{above}"):
                return above
            above = os.path.dirname(above)
        return None

    def _write_aside(self, data: bytes) -> str:
        name = f"{STAGE}/{os.getpid()}-{next(self._counter)}"
        target = self.root / name
        with _naming(target):
            try:
                descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
            except FileNotFoundError:
                target.parent.mkdir(parents=True, exist_ok=True)
                descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
        return name

    def commit(self, staged: Iterable[Staged], leaving: Iterable[str] = ()) -> None:
        """Let staged files take their places, durably: first their bytes, then their names; remove `leaving`.

        What leaves because its name becomes a folder's goes before the others arrive. Which paths these are is
        written down before; call `settled` when it is recorded. Raises TreeTrouble.
        """
        staged, leaving = list(staged), list(leaving)
        moves = [move for each in staged for move in each.moves]
        if not moves and not leaving:
            return
        earlier = self.unsettled() if self._unsettled is None else self._unsettled
        with _naming(self.root):
            note = self._note({*earlier, *leaving, *(each.path for each in staged)})
            self._flush([*(self.root / temporary for temporary, _ in moves), note])
            folders = {str(folder) for each in staged for folder in PurePosixPath(each.path).parents}
            self.remove(path for path in leaving if path in folders)
            for each in staged:
                self._drop_stale_variants(each)
            # variants first: whoever is sent the plain file finds no older variant beside it afterwards
            for temporary, final in reversed(moves):
                self._move(temporary, final)
            self._flush_folders({os.path.dirname(final) for _, final in moves})
        self.remove(path for path in leaving if path not in folders)

    def _note(self, paths: Iterable[str]) -> Path:
        """Write down the paths that are about to change."""
        note = self.root / UNSETTLED
        write_atomic(note, "\n".join(sorted(paths)).encode())
        return note

    def settled(self) -> None:
        """What was committed is recorded."""
        if self._unsettled:
            self._note(self._unsettled)
        else:
            self.mended()

    def unsettled(self) -> frozenset[str]:
        """Paths that a killed press may have changed without recording it; kept in mind until `mended`."""
        self._unsettled = frozenset((self.read(UNSETTLED) or b"").decode().split("\n")) - {""}
        return self._unsettled

    def mended(self) -> None:
        """Nothing is unsettled any more."""
        self._unsettled = frozenset()
        with _naming(self.root):
            (self.root / UNSETTLED).unlink(missing_ok=True)

    def _drop_stale_variants(self, staged: Staged) -> None:
        finals = {final for _, final in staged.moves}
        for suffix in VARIANTS:
            if staged.path + suffix not in finals:
                (self.root / (staged.path + suffix)).unlink(missing_ok=True)

    def _move(self, temporary: str, final: str) -> None:
        source, target = f"{self.root}/{temporary}", f"{self.root}/{final}"
        try:
            os.replace(source, target)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            os.replace(source, target)

    def _flush(self, files: list[Path]) -> None:
        if len(files) > FEW:
            sync_filesystem(self.root)
            return
        for file in files:
            descriptor = os.open(file, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def _flush_folders(self, folders: set[str]) -> None:
        if len(folders) > FEW:
            sync_filesystem(self.root)
            return
        for folder in folders:
            flush_folder(self.root / folder)

    def remove(self, paths: Iterable[str]) -> None:
        """Take files and their variants away, compressed ones first; folders left empty go too."""
        folders = set()
        for path in paths:
            target = self.root / path
            with _naming(target):
                for suffix in (*VARIANTS, ""):
                    (self.root / (path + suffix)).unlink(missing_ok=True)
            folders.add(target.parent)
        for folder in folders:
            self._remove_empty(folder)

    def _remove_empty(self, folder: Path) -> None:
        while folder != self.root and self.root in folder.parents:
            try:
                folder.rmdir()
            except FileNotFoundError:
                pass
            except OSError:  # not empty: the usual case
                break
            folder = folder.parent
        if folder.exists():
            with _naming(folder):
                flush_folder(folder)

    def shows(self, path: str, body: bytes, *, is_compressed: bool) -> bool:
        """Whether the file and its variants hold exactly `body`, and no variant that should not be there."""
        wanted = VARIANTS if is_compressed and len(body) >= SMALLEST else ()
        if self.read(path) != body or any(self.read(path + suffix) for suffix in VARIANTS if suffix not in wanted):
            return False
        return all(self._decodes_to(path + suffix, body) for suffix in wanted)

    def _decodes_to(self, name: str, body: bytes) -> bool:
        data = self.read(name)
        try:
            return data is not None and DECODERS[name[-3:]](data) == body
        except (brotli.error, deflate.DeflateError):
            return False

    def read(self, path: str) -> bytes | None:
        """The plain file's bytes, or None."""
        try:
            return (self.root / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def discard(self, staged: Iterable[Staged]) -> None:
        """Throw staged files away."""
        for each in staged:
            for temporary, _ in each.moves:
                with _naming(self.root / temporary):
                    (self.root / temporary).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Throw away what a killed press left staged. Only the one presser of the tree may call this."""
        shutil.rmtree(self.root / STAGE, ignore_errors=True)
        with _naming(self.root / STAGE):
            (self.root / STAGE).mkdir(parents=True, exist_ok=True)


def address_of(path: str) -> str:
    """The public address of a file: `archive/index.html` → `/archive/`."""
    return "/" + path.removesuffix("index.html") if path.split("/")[-1] == "index.html" else "/" + path
