"""Old addresses: each leads on to where its page is now, or says that it is gone and why."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Concat

from handpress.addresses.acceptable import UNSAFE
from handpress.addresses.answers import Answer, answers
from handpress.addresses.models import Address
from handpress.addresses.paths import path_key
from handpress.kit.own_words import PRESS
from handpress.pages.recipe import CODE, EditionRecipe, PageData, PageRecipe
from handpress.press.engine import Notes, Reading
from handpress.reading import places
from handpress.reading.queries import Given, Query
from handpress.theme.records import Link

MOVED, GONE = "moved.html", "gone.html"
TITLES = {301: "moved", 410: "gone", 451: "unavailable"}
LONGEST_NAME = 255  # bytes, ext4
PAGE_OF_ROWS = 5000
SHARD = 512  # addresses of one map
MOVED_FOLDER, GONE_FOLDER = FOLDERS = ("redirects", "gone")


def _above(path: str) -> Iterator[str]:
    """Addresses without a slash that this one lies below; lists' are folders anyhow. A query for each."""
    for folder in PurePosixPath(path).parents:
        if str(folder) != "/" and not places.is_list(f"{folder}/"):
            yield from (above for (above,) in _AT(path_key(str(folder))))


_AT = Query(lambda: Address.objects.order_by().filter(path_key__same=Given(0)).values_list("path"))


def file_of_notice(path: str, *, has_more_below: bool = False) -> str | None:
    """Where the notice of an address lies; None for an address that no file can stand for.

    An address without a slash is a file of that name where the name has an ending, and there are no addresses below
    it. Otherwise it is a folder: /archives/123 and /archives/123/ were one page on most servers.
    """
    address, _, query = path.partition("?")
    if query:  # a file server's twin of the query's own answer: `index.php?id=1` beside `index.php`
        return _servable(places.file_of(address) + f"?{query}")
    has_ending = "." in address.rpartition("/")[2]
    if not address.endswith("/") and (not has_ending or has_more_below or places.is_list(f"{address}/")):
        address += "/"
    return _servable(places.file_of(address))


def _servable(path: str) -> str | None:
    """The path of a file that file systems take and servers serve; None for any other."""
    path = unicodedata.normalize("NFC", path)
    names = path.split("/")
    is_fine = all(name and name not in (".", "..") and "\0" not in name for name in names)
    is_hidden = any(name.startswith(".") for name in names) or names[-1].endswith((".br", ".gz"))
    is_short = all(len(name.encode()) <= LONGEST_NAME - len(".br") for name in names)
    return path if is_fine and is_short and not is_hidden else None


class NoticeRecipe(PageRecipe):
    """The page at an old address. Subject: the address. Any page that wants the place has it."""

    name = "notice"
    kind = "notice"
    rank = 0
    is_compressed = False

    def subjects(self, key: str) -> Iterable[str]:
        """`address:/x/y` → /x/y, and /x where that is an address, which now has to be a folder."""
        kind, _, path = key.partition(":")
        return (path, *_above(path)) if kind == "address" else ()

    def everything(self) -> Iterator[str]:
        """Every address; those of live pages turn out to need no notice."""
        last = 0
        while rows := list(Address.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "path")[:PAGE_OF_ROWS]):
            last = rows[-1][0]
            yield from (path for _, path in rows)

    def readings(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """One reading for each address that leads on or is gone. Five queries per 500."""
        first, last = (Concat(OuterRef("path_key"), Value(sign)) for sign in "/0")  # "0" follows "/" in ASCII
        below = Address.objects.filter(path_key__gte=first, path_key__lt=last)
        found = Address.objects.filter(path_key__in={path_key(path) for path in subjects})
        wanted = set(subjects)
        rows = [row for row in found.annotate(has_more_below=Exists(below)) if row.path in wanted]
        for row, answer in zip(rows, answers(rows), strict=True):
            file = file_of_notice(row.path, has_more_below=row.has_more_below) if answer.is_notice else None
            if file:
                yield self._reading(row.path, answer, file)

    def _reading(self, address: str, answer: Answer, file: str) -> Reading:
        language = places.language_of(address)
        template = MOVED if answer.to_path else GONE
        notes = self.notes(template, language)
        notes.keys |= answer.keys
        site = self.room.reading(language).site
        words = self.room.words(language)
        page = self.page(address, words.title(TITLES[answer.status]), is_indexed=False)
        archive = Link(words.title("archive"), places.own_page(language, "archive"))
        context = {
            "to": answer.to_path,
            "reason": answer.reason,
            "status": answer.status,
            "address": address,
            "archive": archive,
        }
        return Reading(address, file, PageData(template, site, page, context), notes.trace())


class MapRecipe(EditionRecipe):
    """The same answers as maps for nginx, 512 addresses a file. Subject: `redirects/0a`, `gone/0a`."""

    name = "map"
    is_compressed = False
    batch = 4

    def subjects(self, key: str) -> Iterable[str]:
        """The maps that may hold the address. One query."""
        kind, _, path = key.partition(":")
        if kind != "address":
            return []
        ids = Address.objects.filter(path_key=path_key(path)).values_list("pk", flat=True)
        return [f"{folder}/{_shard(id)}" for id in ids for folder in FOLDERS]

    def everything(self) -> Iterator[str]:
        """Every map."""
        last = Address.objects.order_by("-pk").values_list("pk", flat=True).first()
        for start in range(0, last + 1 if last is not None else 0, SHARD):
            yield from (f"{folder}/{_shard(start)}" for folder in FOLDERS)

    def readings(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """One reading for each map with lines in it. Eight queries for each 512 addresses."""
        found: dict[str, list[tuple[str, Answer]]] = {}
        for subject in subjects:
            folder, _, shard = subject.partition("/")
            if shard not in found:
                start = int(shard, 16) * SHARD
                rows = list(Address.objects.filter(pk__gte=start, pk__lt=start + SHARD).order_by("path_key"))
                found[shard] = [(row.path, answer) for row, answer in zip(rows, answers(rows), strict=True)]
            shown = [(path, each) for path, each in found[shard] if _folder(each) == folder and _fits(path, each)]
            if shown:
                notes = Notes(CODE)
                notes.record(*(key for _, answer in shown for key in answer.keys))
                lines = (
                    f"{_quoted(path)} {_quoted(each.to_path) if each.to_path else each.status};\n"
                    for path, each in shown
                )
                yield Reading(subject, f"{PRESS}/{subject}.map", "".join(lines), notes.trace())

    def press(self, reading: Reading) -> bytes:
        """The lines."""
        return reading.record.encode()


def _fits(path: str, answer: Answer) -> bool:
    """Whether a map can say it: nginx would expand a `$`, and a line's end would end the header that it makes.

    Rows are checked where they are written; one that was written past that door gets no line.
    """
    return "$" not in answer.to_path and not UNSAFE.search(path.replace("\\", "") + answer.to_path)


def _folder(answer: Answer) -> str:
    return MOVED_FOLDER if answer.status == 301 else GONE_FOLDER if answer.is_notice else ""


def _shard(id: int) -> str:
    return f"{id // SHARD:02x}"


def _quoted(path: str) -> str:
    """A path as nginx's configuration quotes it."""
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'
