"""A small magazine in dictionaries, with recipes, to drive the press with: pieces, sections, months, redirects."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import brotli
import deflate
from tests.plain.press.memory import MemoryLedger

from handpress.press.engine import Kinds, Lane, Notes, Press, Reading, Recipe, Sort, Tree
from handpress.press.engine.tree import address_of

SHOWN = 3
FILLER = " and the river went on, past the mill and the weir, to the sea" * 4


@dataclass(frozen=True)
class Piece:
    """An article of the toy magazine."""

    id: int
    title: str
    section: str
    month: str
    path: str
    is_public: bool = True

    @property
    def address(self) -> str:
        return address_of(self.path)

    @property
    def place(self) -> tuple[str, str, bool]:
        """What says which lists it is in."""
        return self.section, self.month, self.is_public


class Broken(RuntimeError):
    """What a page raises that the test has broken."""


class Magazine:
    """The records, and the changes that write the outbox as the database's triggers do."""

    def __init__(self) -> None:
        self.ledger = MemoryLedger()
        self.pieces: dict[int, Piece] = {}
        self.sections = {"water": "Water", "work": "Work"}
        self.menu = "menu"
        self.notices: dict[str, str] = {}
        self.withdrawn: set[int] = set()
        self.broken: set[str] = set()

    # changes

    def save(self, piece: Piece, lane: Lane = Lane.PUBLISH) -> None:
        before = self.pieces.get(piece.id)
        self.pieces[piece.id] = piece
        self.ledger.ask([f"article:{piece.id}"], lane)
        if before is None or before.place != piece.place:
            self.ledger.ask([f"placed:{piece.id}"])

    def edit(self, id: int, **changes: Any) -> None:
        self.save(replace(self.pieces[id], **changes))

    def move(self, id: int, path: str) -> None:
        old = self.pieces[id]
        self.notices[old.path] = f"301 /{path}"
        self.notices.pop(path, None)
        self.edit(id, path=path)
        self.ledger.ask([f"address:{old.address}", f"address:{address_of(path)}"])

    def withdraw(self, id: int) -> None:
        piece = replace(self.pieces[id], is_public=False)
        self.notices[piece.path] = "410"
        self.withdrawn.add(id)
        self.save(piece, Lane.WITHDRAW)
        self.ledger.ask([f"address:{piece.address}"], Lane.WITHDRAW)

    def restore(self, id: int) -> None:
        self.notices.pop(self.pieces[id].path, None)
        self.withdrawn.discard(id)
        self.edit(id, is_public=True)
        self.ledger.ask([f"address:{self.pieces[id].address}"])

    def delete(self, id: int) -> None:
        self.pieces.pop(id)
        self.ledger.ask([f"article:{id}"])

    def rename(self, section: str, name: str) -> None:
        self.sections[section] = name
        self.ledger.ask([f"section:{section}"])

    def redirect(self, path: str, to: str | None) -> None:
        if to is None:
            self.notices.pop(path, None)
        else:
            self.notices[path] = f"301 {to}"
        self.ledger.ask([f"address:{address_of(path)}"])

    def set_menu(self, text: str) -> None:
        self.menu = text
        self.ledger.ask(["menu:0"])

    # queries

    def public(self, section: str = "", month: str = "") -> list[Piece]:
        """Public pieces, newest first."""
        found = [
            piece
            for piece in self.pieces.values()
            if piece.is_public and section in ("", piece.section) and month in ("", piece.month)
        ]
        return sorted(found, key=lambda piece: (piece.month, piece.id), reverse=True)

    def neighbours(self, id: int) -> tuple[Piece | None, Piece | None]:
        order = self.public()
        place = next((index for index, piece in enumerate(order) if piece.id == id), None)
        if place is None:
            return None, None
        return order[place - 1] if place else None, order[place + 1] if place + 1 < len(order) else None

    def rows(self, key: str) -> list[Any]:
        """What a list holds."""
        kind, _, rest = key.partition(":")
        if kind == "neighbours":
            return [piece and piece.id for piece in self.neighbours(int(rest))]
        group, _, part = rest.rpartition(":")
        section = group.removeprefix("section/") if group != "all" else ""
        if part == "calendar":
            return sorted(Counter(piece.month for piece in self.public(section)).items())
        if part == "newest":
            return [piece.id for piece in self.public(section)[:SHOWN]]
        return [piece.id for piece in self.public(section, part)]

    def fingerprints(self, keys: Collection[str]) -> dict[str, str]:
        return {key: hashlib.sha1(repr(self.rows(key)).encode()).hexdigest()[:8] for key in keys}

    def check(self, what: str) -> None:
        if what in self.broken:
            raise Broken(what)


class ToyRecipe(Recipe):
    """Reads through a magazine; breaks where the test says so."""

    batch = 2

    def __init__(self, magazine: Magazine) -> None:
        self.magazine = magazine

    def note(self) -> Notes:
        return Notes(frozenset({"menu:0", f"template:{self.name}"}))

    def list(self, notes: Notes, key: str) -> list[Any]:
        notes.list(key, self.magazine.fingerprints([key])[key])
        return self.magazine.rows(key)

    def read(self, subjects: Sequence[str]) -> Iterator[Reading]:
        for subject in subjects:
            self.magazine.check(f"read {self.name}:{subject}")
            reading = self.reading(subject)
            if reading:
                yield reading

    def reading(self, subject: str) -> Reading | None:
        raise NotImplementedError

    def links(self, notes: Notes, ids: Iterable[int | None]) -> list[str]:
        """Lines that link to pieces, each noted."""
        pieces = [self.magazine.pieces[id] for id in ids if id is not None]
        notes.record(*(f"article:{piece.id}" for piece in pieces))
        return [f'<a href="{piece.address}" id="p{piece.id}">{piece.title}</a>' for piece in pieces]

    def press(self, reading: Reading) -> bytes:
        self.magazine.check(f"press {self.name}:{reading.subject}")
        return "\n".join([self.magazine.menu, *reading.record]).encode()

    def redact(self, body: bytes, address: str) -> bytes | None:
        return b"\n".join(line for line in body.split(b"\n") if f'href="{address}"'.encode() not in line)


class Articles(ToyRecipe):
    name = "article"

    def subjects(self, key: str) -> Iterable[str]:
        kind, _, id = key.partition(":")
        return [id] if kind in ("article", "placed") else []

    def follows(self, list_key: str) -> bool:
        return False

    def everything(self) -> Iterator[str]:
        return iter([str(piece.id) for piece in self.magazine.public()])

    def reading(self, subject: str) -> Reading | None:
        piece = self.magazine.pieces.get(int(subject))
        if piece is None or not piece.is_public:
            return None
        notes = self.note()
        notes.record(f"article:{piece.id}", f"section:{piece.section}")
        around = self.list(notes, f"neighbours:{piece.id}")
        for group in ("all", f"section/{piece.section}"):
            notes.member_of(f"list:{group}:{part}" for part in ("newest", "calendar", piece.month))
        notes.member_of(f"neighbours:{id}" for id in around if id)
        body = [
            f'<h1 id="p{piece.id}">{piece.title}</h1>',
            self.magazine.sections[piece.section],
            *self.links(notes, around),
        ]
        body += [FILLER] * (piece.id % 2)
        return Reading(subject, piece.path, body, notes.trace())


class Sections(ToyRecipe):
    name = "section"

    def subjects(self, key: str) -> Iterable[str]:
        if key.startswith("section:"):
            return [key.removeprefix("section:")]
        if key.startswith("list:section/") and key.endswith(":newest"):
            return [key.split("/")[1].partition(":")[0]]
        return []

    def everything(self) -> Iterator[str]:
        return iter(sorted(self.magazine.sections))

    def reading(self, subject: str) -> Reading | None:
        if subject not in self.magazine.sections:
            return None
        notes = self.note()
        notes.record(f"section:{subject}")
        shown = self.links(notes, self.list(notes, f"list:section/{subject}:newest"))
        months = [f"{month} {count}" for month, count in self.list(notes, f"list:section/{subject}:calendar")]
        body = [self.magazine.sections[subject], *shown, *months]
        return Reading(subject, f"section/{subject}/index.html", body, notes.trace())


class Months(ToyRecipe):
    name = "month"

    def subjects(self, key: str) -> Iterable[str]:
        if not key.startswith("list:section/") or key.endswith((":newest", ":calendar")):
            return []
        return [key.removeprefix("list:section/")]

    def everything(self) -> Iterator[str]:
        return iter(sorted({f"{piece.section}:{piece.month}" for piece in self.magazine.public()}))

    def reading(self, subject: str) -> Reading | None:
        section, _, month = subject.partition(":")
        notes = self.note()
        ids = self.list(notes, f"list:section/{section}:{month}")
        if not ids:
            return None
        notes.record(f"section:{section}")
        body = [self.magazine.sections[section], month, *self.links(notes, ids)]
        return Reading(subject, f"section/{section}/{month}/index.html", body, notes.trace())


class Front(ToyRecipe):
    name = "front"

    def subjects(self, key: str) -> Iterable[str]:
        return ["0"] if key == "list:all:newest" else []

    def everything(self) -> Iterator[str]:
        return iter(["0"])

    def reading(self, subject: str) -> Reading | None:
        notes = self.note()
        shown = self.links(notes, self.list(notes, "list:all:newest"))
        return Reading(subject, "index.html", ["Front", *shown], notes.trace())


class Redirects(ToyRecipe):
    name = "notice"
    rank = 0
    is_compressed = False

    def subjects(self, key: str) -> Iterable[str]:
        if not key.startswith("address:/"):
            return []
        path = key.removeprefix("address:/")
        return [f"{path}index.html" if not path or path.endswith("/") else path]

    def everything(self) -> Iterator[str]:
        return iter(sorted(self.magazine.notices))

    def reading(self, subject: str) -> Reading | None:
        notice = self.magazine.notices.get(subject)
        if notice is None:
            return None
        notes = Notes()
        notes.record(f"address:{address_of(subject)}")
        return Reading(subject, subject, [notice], notes.trace())

    def press(self, reading: Reading) -> bytes:
        self.magazine.check(f"press notice:{reading.subject}")
        return f"<!doctype html><!--handpress {reading.record[0]}-->".encode()


KINDS = Kinds({"article": Sort.RECORD, "section": Sort.RECORD, "list": Sort.LIST})
RECIPES = (Articles, Sections, Months, Front, Redirects)


def press_of(magazine: Magazine, tree: Any, *, ledger: Any = None, **options: Any) -> Press:
    """A new press over the magazine, as after a restart."""
    recipes = [recipe(magazine) for recipe in RECIPES]
    return Press(recipes, ledger or magazine.ledger, tree, magazine.fingerprints, kinds=KINDS, **options)


def full_build(magazine: Magazine, folder: Path) -> dict[str, bytes]:
    """The files of a full build made aside."""
    ledger = MemoryLedger()
    ledger.ask_everything()
    press_of(magazine, Tree(folder), ledger=ledger).run()
    return files(folder)


def files(root: Path) -> dict[str, bytes]:
    """Every public file by its path; variants stand for what they decode to."""
    found = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not name.startswith("."):
            found[name] = DECODERS.get(path.suffix, bytes)(path.read_bytes())
    return found


def inflated(data: bytes) -> bytes:
    return bytes(deflate.gzip_decompress(data))


DECODERS: dict[str, Callable[[bytes], bytes]] = {".br": brotli.decompress, ".gz": inflated}
