"""The press's feed: what readers of the tree that are no browsers (a search index, mail, a mirror) have to hear of.

An app takes a place with `reader("search", recipes=["article"])` in its ready(). From then on every page that is
settled leaves one row for it, in the ledger's own transaction: after the file is there, and for a withdrawn page
after its file has gone. The reader works rows off as often as it likes:

    with transaction.atomic():
        for row in feed.take("search", 500):
            index.drop(row.job) if row.is_gone else index.put(row.job, read(row.path))
        feed.done(rows)

What it does must bear being done twice, by the page's name (recipe and subject): a page has one row at most, later
news is folded into it, and `done` leaves a row that has changed since it was taken. A file that is not there (any
more) is passed over: the row that says why follows. A reader that was not there before gets a row for every page of
the tree, `begin` first, so that it can drop what it has; one that is there no more leaves nothing behind.

*First seen* is the very first time that a page of a recipe under `Registration.news` was there for readers.
`press_seen` remembers for ever which have been: those that went, those that an import published (`not_news`, in the
import's own transaction), and all when a ledger is begun anew. No date decides it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from handpress.kit.batches import batched
from handpress.kit.offers import Offers
from handpress.press import codec
from handpress.press.engine import Job
from handpress.press.models import FeedReader, FeedRow

CHUNK = 1000  # rows of one statement, nine parameters each; SQLite's limit is 32,766


class State(StrEnum):
    """What became of a page since its reader heard of it."""

    FIRST_SEEN = "first_seen"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads along: the recipes it wants to hear of (None: all); `begin` is called before it is given everything."""

    recipes: frozenset[str] | None = None
    begin: Callable[[], None] = lambda: None

    def wants(self, job: Job) -> bool:
        """Whether it hears of this page."""
        return self.recipes is None or job.recipe in self.recipes

    @property
    def wish(self) -> str:
        """The recipes as they are remembered: one a line, "*" for all."""
        return "*" if self.recipes is None else "\n".join(sorted(self.recipes))


@dataclass(frozen=True, slots=True)
class Row:
    """One page that a reader has to look at; `path` is its file's, or was."""

    id: int
    version: int
    job: Job
    path: str
    state: State

    @property
    def is_gone(self) -> bool:
        """Whether readers see the page no more."""
        return self.state == State.GONE


@dataclass(frozen=True, slots=True)
class News:
    """What the ledger tells of one page."""

    job: Job
    path: str
    is_new: bool = False
    is_gone: bool = False


readers: Offers[Reader] = Offers("place at the press's feed")


def reader(name: str, *, recipes: Collection[str] | None = None, begin: Callable[[], None] = lambda: None) -> None:
    """Take a place at the feed; called once, from an `AppConfig.ready()`. Raises OfferTaken."""
    readers.make(name, Reader(None if recipes is None else frozenset(recipes), begin))


# a reader's side


def take(name: str, limit: int) -> list[Row]:
    """The oldest rows of a reader; they stay until they are `done`."""
    rows = FeedRow.objects.filter(reader=name).order_by("id")[:limit]
    return [Row(row.pk, row.version, Job(row.recipe, row.subject), row.path, _state(row)) for row in rows]


def done(rows: Iterable[Row]) -> int:
    """Drop rows that were worked off, in the caller's transaction; how many. What changed meanwhile stays."""
    count = 0
    for some in batched(rows, CHUNK):
        pairs = ", ".join(["(%s, %s)"] * len(some))
        with connection.cursor() as cursor:
            values = [value for row in some for value in (row.id, row.version)]
            cursor.execute(f"DELETE FROM press_feed WHERE (id, version) IN (VALUES {pairs})", values)
            count += cursor.rowcount
    return count


def _state(row: FeedRow) -> State:
    if row.is_gone:
        return State.GONE
    return State.FIRST_SEEN if row.is_first else State.CHANGED


# the ledger's side


def tell(news: Iterable[News]) -> None:
    """Leave the rows of one settled batch; in the ledger's transaction. One statement, none without a reader."""
    offered = list(readers.items())
    once = {each.job: each for each in news} if offered else {}
    rows = [(name, each) for each in once.values() for name, reader in offered if reader.wants(each.job)]
    now = timezone.now()
    for some in batched(rows, CHUNK):
        values = [value for name, each in some for value in _values(name, each, now)]
        _execute(TELL.format(", ".join([_ROW] * len(some))), values)


def _values(name: str, news: News, now: datetime) -> tuple[Any, ...]:
    id = codec.artifact_id(news.job)
    return (name, id, *news.job, news.path, news.is_gone, now, news.is_new, id)


def not_news(recipe: str, subjects: Iterable[object]) -> None:
    """These pages are not first seen when they appear; called in the transaction that makes them public."""
    remember(Job(recipe, str(subject)) for subject in subjects)


def remember(jobs: Iterable[Job]) -> None:
    """Readers have seen these pages, now or earlier."""
    for some in batched(jobs, CHUNK):
        marks = ", ".join(["(%s)"] * len(some))
        ids = [codec.artifact_id(job) for job in some]
        _execute(f"INSERT INTO press_seen (artifact) VALUES {marks} ON CONFLICT DO NOTHING", ids)


# readers that come and go


def settle_readers() -> None:
    """Give new readers everything and drop what is left of former ones. Only whoever holds the tree may call this.

    Not when tables are migrated: a press that still runs without the reader would go on leaving it out.
    """
    declared = dict(readers.items())
    known = dict(FeedReader.objects.values_list("name", "recipes"))
    if known == {name: each.wish for name, each in declared.items()}:
        return
    with transaction.atomic():
        for name in known:
            if name not in declared or known[name] != declared[name].wish:
                FeedRow.objects.filter(reader=name).delete()
                FeedReader.objects.filter(pk=name).delete()
        for name, each in declared.items():
            if known.get(name) != each.wish:
                each.begin()
                _give_everything(name, each)
                FeedReader.objects.create(name=name, recipes=each.wish)


def _give_everything(name: str, each: Reader) -> None:
    among = "" if each.recipes is None else f" AND recipe IN ({', '.join(['%s'] * len(each.recipes)) or 'NULL'})"
    _execute(EVERYTHING + among + FOLD, [name, timezone.now(), *sorted(each.recipes or ())])


def _execute(sql: str, values: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


INTO = "INSERT INTO press_feed (reader, artifact, recipe, subject, path, is_gone, at, is_first, version)"
_ROW = "(%s, %s, %s, %s, %s, %s, %s, %s AND NOT EXISTS (SELECT 1 FROM press_seen s WHERE s.artifact = %s), 1)"
# a first appearance that the reader has not worked off stays one, though the page went and came back meanwhile
FOLD = (
    " ON CONFLICT (reader, artifact) DO UPDATE SET path = excluded.path, is_gone = excluded.is_gone,"
    " is_first = (press_feed.is_first OR excluded.is_first), version = press_feed.version + 1"
)
TELL = f"{INTO} VALUES {{}}{FOLD}"
EVERYTHING = f"{INTO} SELECT %s, id, recipe, subject, path, false, %s, false, 1 FROM press_artifact WHERE digest <> ''"
