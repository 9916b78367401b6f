"""The files of an old archive: which are pages, which are pictures, which are neither."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from handpress.extract import Refusal
from handpress.extract.mirror_names import address_of, ending_of
from handpress.importers.errors import ArchiveMissing

PAGE_ENDINGS = frozenset({".htm", ".html", ".xhtml", ".shtml", ".txt", ".asp", ".aspx", ".php", ".cfm", ".jsp"})
PICTURE_ENDINGS = frozenset({".jpg", ".jpeg", ".gif", ".png", ".webp", ".avif", ".bmp", ".tif", ".tiff"})
ACCOMPANYING = frozenset({".css", ".js", ".ico", ".swf", ".map", ".woff", ".ttf"})  # passed over in silence
PACKED = frozenset({".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".zst"})
PAGE_LIMIT_BYTES = 20_000_000
PICTURE_LIMIT_BYTES = 40_000_000

HEAD_BYTES = 4096
FEED_ENDINGS = frozenset({".xml", ".rss", ".rdf", ".atom"})
_ROOT = rb"<(rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]"
_NAMED = re.compile(_ROOT, re.IGNORECASE)
_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>)*+" + _ROOT, re.IGNORECASE | re.DOTALL
)
MACHINE_READ = {
    "feed": "{name} is a feed; the magazine makes its own. Nothing to import.",
    "sitemap": "{name} is a sitemap; the magazine makes its own. Nothing to import.",
}

UNREADABLE = "{name} cannot be read: {why}."
NO_FILE = "{name} is no ordinary file but a {what}. Nothing to import."
LEADS_OUT = "{name} is a link that leads out of the folder. Put the file itself into the folder."
EXPORT = "{name} is XML. If it is a WordPress export, import it by itself: handpress import {name}"


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """A file of the archive: where it lies, its name there, and the address it answered at."""

    path: Path
    name: str  # relative, with forward slashes

    @property
    def address(self) -> str:
        """`/2005/dec/gleaners.htm`: its name as an address, by which an import knows it again."""
        return "/" + self.name

    @property
    def ending(self) -> str:
        """`.htm`: what kind of file it is by its name; that of a mirror may hold the query of its address."""
        return ending_of(self.name)

    def content(self) -> bytes:
        """The file's bytes. Raises OSError, also for one that grew over the limit or is no file any more."""
        return read_file(self.path, limit_bytes=PAGE_LIMIT_BYTES)


@dataclass(frozen=True)
class Archive:
    """A folder of old pages, or one page."""

    root: Path
    only: Path | None = None
    _silent: frozenset[str] = field(default=ACCOMPANYING | PICTURE_ENDINGS, repr=False)

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
        return printable(self.root.name)

    def files(self) -> Iterator[ArchiveFile | Refusal]:
        """Every file in the order of its name, a refusal for what is none or cannot be looked at.

        Links are followed within the folder only, links to folders never; names that begin with a dot are passed
        over. Walks without recursion: a folder may be as deep as the file system lets it.
        """
        if self.only:
            yield ArchiveFile(self.only, printable(self.only.name))
            return
        waiting = [self.root]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(folder) as found:
                    entries = sorted(found, key=lambda entry: entry.name)
            except OSError as error:
                yield self._refusal("unreadable", UNREADABLE, folder, why=error.strerror)
                continue
            entries = [entry for entry in entries if not entry.name.startswith(".")]
            yield from (self._file(entry) for entry in entries if not entry.is_dir(follow_symlinks=False))
            waiting += [Path(entry) for entry in reversed(entries) if entry.is_dir(follow_symlinks=False)]

    def _file(self, entry: os.DirEntry[str]) -> ArchiveFile | Refusal:
        path = Path(entry)
        try:
            mode = entry.stat().st_mode
        except OSError as error:
            return self._refusal("unreadable", UNREADABLE, path, why=error.strerror)
        if entry.is_symlink() and (stat.S_ISDIR(mode) or not path.resolve().is_relative_to(self.root)):
            return self._refusal("leads_out", LEADS_OUT, path)
        if not stat.S_ISREG(mode):
            return self._refusal("no_file", NO_FILE, path, what=_kind(mode))
        return ArchiveFile(path, self._name(path))

    def _refusal(self, code: str, sentence: str, path: Path, **details: object) -> Refusal:
        name = self._name(path)
        return Refusal(code, sentence.format(name=name or self.name, **details), name)

    def _name(self, path: Path) -> str:
        return printable(path.relative_to(self.root).as_posix()).removeprefix(".")

    def pages(self) -> Iterator[ArchiveFile | Refusal]:
        """Files that may be pages; a refusal for each that cannot. Pictures and style sheets are passed over."""
        for file in self.files():
            if isinstance(file, Refusal):
                yield file
            elif file.ending not in self._silent:
                yield _judged(file)
            elif self.only:
                yield Refusal("not_a_page", f"{file.name} is not a page. Import the page that shows it.", file.name)

    def picture(self, source: str, page: ArchiveFile) -> Path | None:
        """The file that a page's `<img src>` names, or None: missing, outside the archive, too large, elsewhere.

        Old servers did not tell capitals apart; a name that differs in them only is found.
        """
        try:
            parts = urlsplit(source)
        except ValueError:
            return None
        path, query = unquote(parts.path), unquote(parts.query)
        if not path or "\0" in path:
            return None
        for base in (self.root, page.path.parent):
            target = Path(os.path.normpath(base / path.lstrip("/")))
            if not target.is_relative_to(self.root):
                continue
            found = self._picture_named(self._name(target), query)
            if found and found.resolve().is_relative_to(self.root):
                return found if found.stat().st_size <= PICTURE_LIMIT_BYTES else None
        return None

    def _picture_named(self, name: str, query: str) -> Path | None:
        """The picture of that name; of an address with a query the one that a mirror saved of it, if there is one."""
        asked = self._pictures.get(f"{name}?{query}".lower()) if query else None
        return asked or self._pictures.get(name.lower())

    @cached_property
    def _pictures(self) -> dict[str, Path]:
        """Pictures by their names in lower case, and by the addresses that these were made of."""
        files = (file for file in Archive(self.root).files() if isinstance(file, ArchiveFile))
        pictures = [file for file in files if file.ending in PICTURE_ENDINGS]
        made_of = {unquote(address_of(file.name)).removeprefix("/").lower(): file.path for file in pictures}
        return made_of | {file.name.lower(): file.path for file in pictures}


def read_file(path: Path, *, limit_bytes: int = PICTURE_LIMIT_BYTES) -> bytes:
    """The bytes of an ordinary file. Raises OSError; never waits on a FIFO or a device that took its place."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(0, f"it is a {_kind(status.st_mode)}")
        if status.st_size > limit_bytes:
            raise OSError(0, f"it is {status.st_size} bytes long; the limit is {limit_bytes}")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(limit_bytes)
    finally:
        os.close(descriptor)


def printable(name: str) -> str:
    """A file's name as text: in UTF-8, or as Windows wrote it (bytes that are neither become �)."""
    raw = os.fsencode(name)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _kind(mode: int) -> str:
    kinds = ((stat.S_ISFIFO, "pipe"), (stat.S_ISSOCK, "socket"), (stat.S_ISDIR, "folder"))
    return next((name for test, name in kinds if test(mode)), "device")


def _judged(file: ArchiveFile) -> ArchiveFile | Refusal:
    ending = file.ending
    try:
        size = file.path.stat().st_size
    except OSError as error:
        return Refusal("unreadable", UNREADABLE.format(name=file.name, why=error.strerror), file.name)
    if ending in PACKED:
        return Refusal("packed", f"{file.name} is packed. Unpack it and import the folder.", file.name)
    if size > PAGE_LIMIT_BYTES:
        said = f"{file.name} is {size} bytes long; a page may have {PAGE_LIMIT_BYTES}. Split it."
        return Refusal("too_large", said, file.name)
    if kind := _kind_of_xml(file):
        return Refusal(kind, MACHINE_READ[kind].format(name=file.name), file.name)
    if ending in (".xml", ".wxr"):
        return Refusal("not_a_page", EXPORT.format(name=file.name), file.name)
    if ending not in PAGE_ENDINGS and ending != "":
        return Refusal("not_a_page", f"{file.name} is not a page ({ending} file).", file.name)
    return file


def _kind_of_xml(file: ArchiveFile) -> str:
    """ "feed" or "sitemap" for a file that programs read; "" for any other, an export of WordPress among them.

    Mirrors call feeds `feed/index.html`, `rss.php` or `index.html?feed=rss2`: such a file is one if it begins as one.
    """
    root = _NAMED.search if file.ending in FEED_ENDINGS else _BEGINS.match
    if file.ending not in FEED_ENDINGS | PAGE_ENDINGS | {""}:
        return ""
    with suppress(OSError), file.path.open("rb") as opened:
        head = opened.read(HEAD_BYTES)
        if b"wordpress.org/export/" not in head and (match := root(head)):
            return "sitemap" if match[1].lower() in (b"urlset", b"sitemapindex") else "feed"
    return ""


def import_id(kind: str, address: str) -> str:
    """The stable id of an imported page: the same old address gives the same id, wherever the folder lies now."""
    return hashlib.sha256(f"{kind}\0{address}".encode()).hexdigest()[:40]
