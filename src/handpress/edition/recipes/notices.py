"""Old addresses: each leads on to where its page is now, or says that it is gone and why."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Concat

from handpress.addresses.models import Address
from handpress.addresses.paths import path_key
from handpress.edition.recipes.base import CODE, EditionRecipe, PageRecipe, Sheet
from handpress.newsroom.models import Article, Author, PlainPage, Section, Source, Tag
from handpress.newsroom.paths import list_path
from handpress.press.engine import Notes, Reading
from handpress.reading import places
from handpress.reading.queries import ASKED, Given, Query
from handpress.theme.records import Link

MOVED, GONE = "moved.html", "gone.html"
LONGEST_NAME = 255  # bytes, ext4
PAGE_OF_ROWS = 5000
SHARD = 512  # addresses of one map
MOVED_FOLDER, GONE_FOLDER = FOLDERS = ("redirects", "gone")
LISTED: dict[str, Any] = {"section": Section, "author": Author, "source": Source, "tag": Tag}


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answers: `to` another one, or gone with a reason (`to` empty)."""

    path: str
    to: str
    reason: str
    keys: frozenset[str]
    has_more_below: bool = False


def answers(rows: Collection[Address]) -> Iterator[Answer]:
    """The notices among these addresses; a live one whose page readers see has none. Four queries."""
    live = _listed(rows) | {row.record: row.path for row in _of_records(rows, Address.State.LIVE)}
    gone = {row.record: row.reason for row in _of_records(rows, Address.State.GONE)}
    public = _public(rows)
    introductions = _introductions(rows)
    for row in rows:
        answer = _introduction(row) if row.record in introductions else _answer(row, live, gone, public)
        if answer and answer.to != row.path:
            yield answer


def _answer(row: Address, live: dict[str, str], gone: dict[str, str], public: dict[str, bool]) -> Answer | None:
    keys = {f"address:{row.path}", *([row.record] if row.record else [])}
    has_more_below = getattr(row, "has_more_below", False)
    if row.state == Address.State.LIVE:
        if public.get(row.record, True):
            return None
        return Answer(row.path, "", row.reason, frozenset(keys), has_more_below)
    if row.state == Address.State.GONE:
        return Answer(row.path, "", row.reason, frozenset(keys), has_more_below)
    if not row.to_path and public.get(row.record) is False and row.record not in live and row.record not in gone:
        return None  # a draft that never had an address of its own: nothing was there, so nothing is gone
    target = row.to_path or (live.get(row.record, "") if public.get(row.record, True) else "")
    keys |= {f"address:{target}"} if target else set()
    reason = row.reason if target else gone.get(row.record, row.reason)
    return Answer(row.path, target, reason, frozenset(keys), has_more_below)


def _of_records(rows: Iterable[Address], state: str) -> list[Address]:
    records = {row.record for row in rows if row.record and row.state == Address.State.REDIRECT}
    return list(Address.objects.filter(record__in=records, state=state)) if records else []


def _public(rows: Iterable[Address]) -> dict[str, bool]:
    """Whether readers see each record that is an article or a plain page; a record that is gone they do not."""
    found: dict[str, bool] = {}
    for kind, model in (("article", Article), ("page", PlainPage)):
        parts = (each.record.partition(":") for each in rows)
        ids = {int(id) for name, _, id in parts if name == kind and id.isdigit()}
        found |= {f"{kind}:{id}": False for id in ids}
        found |= {f"{kind}:{id}": True for (id,) in _VISIBLE[model].of(ids)}
    return found


def _visible(model: type[Article | PlainPage]) -> Query:
    return Query(lambda: model.objects.order_by().filter(pk__among=ASKED, is_public=True).values_list("pk"))


_VISIBLE = {model: _visible(model) for model in (Article, PlainPage)}


def _listed(rows: Iterable[Address]) -> dict[str, str]:
    """Where the lists of sections, authors, sources and tags are that old addresses lead to."""
    found: dict[str, str] = {}
    for row in rows:
        kind, _, id = row.record.partition(":")
        if kind in LISTED and id.isdigit() and row.state == Address.State.REDIRECT and not row.to_path:
            slug = LISTED[kind].objects.filter(pk=id).values_list("slug", flat=True).first()
            found |= {row.record: list_path(places.language_of(row.path), kind, slug)} if slug else {}
    return found


def _introductions(rows: Iterable[Address]) -> set[str]:
    """Records that are introductions to the links, which stand on the links' page."""
    ids = [id for row in rows for kind, _, id in [row.record.partition(":")] if kind == "page" and id.isdigit()]
    pages = PlainPage.objects.filter(pk__in=ids, role=PlainPage.Role.LINKS).values_list("pk", flat=True)
    return {f"page:{id}" for id in pages} if ids else set()


def _introduction(row: Address) -> Answer:
    links = places.own_page(places.language_of(row.path), "links")
    return Answer(row.path, links, "", frozenset({f"address:{row.path}", row.record}))


def _above(path: str) -> Iterator[str]:
    """Addresses without a slash that this one lies below; lists' are folders anyhow. A query for each."""
    for folder in PurePosixPath(path).parents:
        if str(folder) != "/" and not places.is_list(f"{folder}/"):
            yield from (above for (above,) in _AT(path_key(str(folder))))


_AT = Query(lambda: Address.objects.order_by().filter(path_key__same=Given(0)).values_list("path"))


def file_of_notice(answer: Answer) -> str | None:
    """Where the notice lies; None for an address that no file can stand for.

    An address without a slash is a file of that name where the name has an ending, and there are no addresses below
    it. Otherwise it is a folder: /archives/123 and /archives/123/ were one page on most servers.
    """
    address, _, query = answer.path.partition("?")
    if query:  # a file server's twin of the query's own answer: `index.php?id=1` beside `index.php`
        return _servable(places.file_of(address) + f"?{query}")
    has_ending = "." in address.rpartition("/")[2]
    if not address.endswith("/") and (not has_ending or answer.has_more_below or places.is_list(f"{address}/")):
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
        rows = Address.objects.filter(path_key__in={path_key(path) for path in subjects})
        wanted = set(subjects)
        for answer in answers([row for row in rows.annotate(has_more_below=Exists(below)) if row.path in wanted]):
            path = file_of_notice(answer)
            if path:
                yield self._reading(answer, path)

    def _reading(self, answer: Answer, path: str) -> Reading:
        language = places.language_of(answer.path)
        template = MOVED if answer.to else GONE
        notes = self.notes(template, language)
        notes.keys |= answer.keys
        site = self.room.reading(language).site
        words = self.room.words(language)
        page = self.page(answer.path, words.title("moved" if answer.to else "gone"), is_indexed=False)
        archive = Link(words.title("archive"), places.own_page(language, "archive"))
        context = {"to": answer.to, "reason": answer.reason, "address": answer.path, "archive": archive}
        return Reading(answer.path, path, Sheet(template, site, page, context), notes.trace())


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
        found: dict[str, list[Answer]] = {}
        for subject in subjects:
            folder, _, shard = subject.partition("/")
            if shard not in found:
                start = int(shard, 16) * SHARD
                rows = Address.objects.filter(pk__gte=start, pk__lt=start + SHARD).order_by("path_key")
                found[shard] = list(answers(list(rows)))
            shown = [answer for answer in found[shard] if bool(answer.to) == (folder == MOVED_FOLDER)]
            # nginx would expand a `$`; the notice's own file leads there all the same
            shown = [answer for answer in shown if "$" not in answer.to]
            if shown:
                notes = Notes(CODE)
                notes.record(*(key for answer in shown for key in answer.keys))
                lines = (f"{_quoted(answer.path)} {_quoted(answer.to) if answer.to else 1};\n" for answer in shown)
                yield Reading(subject, f".handpress/{subject}.map", "".join(lines), notes.trace())

    def press(self, reading: Reading) -> bytes:
        """The lines."""
        return reading.record.encode()


def _shard(id: int) -> str:
    return f"{id // SHARD:02x}"


def _quoted(path: str) -> str:
    """A path as nginx's configuration quotes it."""
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'
