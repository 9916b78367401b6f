"""The files of an old archive: which are pages, which are pictures, which are neither."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from handpress.extract import Refusal
from handpress.importers.errors import ArchiveMissing

PAGE_ENDINGS = frozenset({".htm", ".html", ".xhtml", ".shtml", ".txt", ".asp", ".aspx", ".php", ".cfm", ".jsp"})
PICTURE_ENDINGS = frozenset({".jpg", ".jpeg", ".gif", ".png", ".webp", ".avif", ".bmp", ".tif", ".tiff"})
ACCOMPANYING = frozenset({".css", ".js", ".ico", ".swf", ".map", ".woff", ".ttf"})  # passed over in silence
PACKED = frozenset({".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".zst"})
PAGE_LIMIT_BYTES = 20_000_000
PICTURE_LIMIT_BYTES = 40_000_000


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """A file of the archive: where it lies, its name there, and the address it answered at."""

    path: Path
    name: str  # relative, with forward slashes

    @property
    def address(self) -> str:
        """`/2005/dec/gleaners.htm`: the old site's address, when the folder was its root."""
        return "/" + self.name

    def content(self) -> bytes:
        """The file's bytes. Raises OSError."""
        return self.path.read_bytes()


@dataclass(frozen=True, slots=True)
class Archive:
    """A folder of old pages, or one page."""

    root: Path
    only: Path | None = None

    @classmethod
    def at(cls, path: Path) -> Archive:
        """The archive at a path. Raises ArchiveMissing."""
        if path.is_dir():
            return cls(path.resolve())
        if path.is_file():
            return cls(path.parent.resolve(), path.resolve())
        raise ArchiveMissing(f"{path} does not exist. Name a folder of pages, one page, or a WordPress export (.xml).")

    @property
    def name(self) -> str:
        """What the archive is called in records: its folder's name."""
        return self.root.name

    def files(self) -> Iterator[ArchiveFile]:
        """Every file, in the order of its name; links that lead out of the folder are not followed."""
        if self.only:
            yield ArchiveFile(self.only, self.only.relative_to(self.root).as_posix())
            return
        for path in sorted(self.root.rglob("*")):
            if path.is_file() and path.resolve().is_relative_to(self.root):
                yield ArchiveFile(path, path.relative_to(self.root).as_posix())

    def pages(self) -> Iterator[ArchiveFile | Refusal]:
        """Files that may be pages; a refusal for each that cannot. Pictures and style sheets are passed over."""
        for file in self.files():
            ending = file.path.suffix.lower()
            if ending in PICTURE_ENDINGS or ending in ACCOMPANYING:
                if self.only:
                    yield Refusal("not_a_page", f"{file.name} is not a page. Import the page that shows it.", file.name)
                continue
            yield _judge(file, ending)

    def picture(self, source: str, page: ArchiveFile) -> Path | None:
        """The file that a page's `<img src>` names, or None: missing, outside the archive, too large, elsewhere."""
        path = unquote(urlsplit(source).path)
        if not path:
            return None
        for base in (self.root, page.path.parent):
            target = (base / path.lstrip("/")).resolve()
            if target.is_relative_to(self.root) and target.is_file():
                return target if target.stat().st_size <= PICTURE_LIMIT_BYTES else None
        return None


def _judge(file: ArchiveFile, ending: str) -> ArchiveFile | Refusal:
    size = file.path.stat().st_size
    if ending in PACKED:
        return Refusal("packed", f"{file.name} is packed. Unpack it and import the folder.", file.name)
    if size > PAGE_LIMIT_BYTES:
        said = f"{file.name} is {size} bytes long; a page may have {PAGE_LIMIT_BYTES}. Split it."
        return Refusal("too_large", said, file.name)
    if ending not in PAGE_ENDINGS and ending != "":
        return Refusal("not_a_page", f"{file.name} is not a page ({ending} file).", file.name)
    return file


def import_id(kind: str, address: str) -> str:
    """The stable id of an imported page: the same old address gives the same id, wherever the folder lies now."""
    return hashlib.sha256(f"{kind}\0{quote(unquote(address)).lower()}".encode()).hexdigest()[:40]
