"""The press's memory on the publication's database. SQL that SQLite and PostgreSQL both understand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from handpress.kit.batches import batched
from handpress.press import codec, feed, trees, triggers
from handpress.press.engine import FULL, Change, Companions, Entry, Failure, Job, Lane, LedgerUpdate, Trace
from handpress.press.engine.tree import address_of
from handpress.press.errors import WrongTree
from handpress.press.lease import Lease
from handpress.press.showing import Showing

CHUNK = 500  # parameters of one statement; SQLite's own limit is 32,766
RETRY_AFTER_S = (5, 30, 120, 600, 3600)  # a failed page's waiting times

Row = tuple[Any, ...]


def _marks(count: int) -> str:
    return ",".join(["%s"] * count)


def _rows(sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _many(sql: str, rows: Sequence[Row]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


def _in(sql: str, values: Iterable[Any]) -> Iterator[Row]:
    """Rows of `sql`, whose `{}` stands for a list of placeholders, for all values."""
    for some in batched(values, CHUNK):
        yield from _rows(sql.format(_marks(len(some))), some)


def _delete_in(table: str, column: str, values: Iterable[Any]) -> None:
    for some in batched(values, CHUNK):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE {column} IN ({_marks(len(some))})", some)


UNUSED_FRAMES = (
    "DELETE FROM press_frame WHERE NOT EXISTS (SELECT 1 FROM press_artifact a WHERE a.frame = press_frame.id)"
)
ENTRY = "recipe, subject, path, digest, frame, keys, lists, memberships, size_bytes, cost_ms, cause"


class DatabaseLedger:
    """`press.engine.Ledger` on Django's connection.

    `lease` is checked inside every transaction (None for a tree built aside). Inside the same transaction
    `farewell` hears of addresses that lost their page, and the feed of every page that came, changed or went;
    pages of the recipes in `news` are remembered when they go, so that none is first seen twice; `companions` say of
    which records it is told whether pages show them.
    """

    def __init__(
        self,
        lease: Lease | None = None,
        *,
        farewell: Callable[[Collection[str]], None] = lambda paths: None,
        news: Collection[str] = (),
        companions: Sequence[Companions] = (),
    ) -> None:
        self._lease = lease
        self._farewell = farewell
        self._news = frozenset(news)
        self._showing = Showing(companions)
        self._frames: dict[int, frozenset[str]] = {}

    # the outbox

    def pending(self, *, before: int, limit: int) -> list[Change]:
        """The oldest changes of the most urgent lane that has any and is under `before`.

        "Everything" waits while a session of bulk changes is under way.
        """
        rows = _rows(PENDING.format(""), [before, limit])
        if any(key == FULL and lane == Lane.BULK for _, key, lane in rows) and triggers.is_bulk_under_way():
            rows = _rows(PENDING.format(f" AND key <> '{FULL}'"), [before, limit])
        return [Change(id, key, Lane(lane)) for id, key, lane in rows]

    # reading

    def entries(self, jobs: Collection[Job]) -> dict[Job, Entry]:
        """Entries of those jobs that have one: one query per 500."""
        ids = [codec.artifact_id(job) for job in jobs]
        rows = list(_in(f"SELECT {ENTRY} FROM press_artifact WHERE id IN ({{}})", ids))
        self._load_frames({row[4] for row in rows})
        return {(entry := self._entry(row)).job: entry for row in rows}

    def _entry(self, row: Row) -> Entry:
        recipe, subject, path, digest, frame, keys, lists, memberships, size, cost_ms, cause = row
        trace = Trace(self._frames[frame], codec.unpack(keys), codec.unpack_lists(lists), codec.unpack(memberships))
        return Entry(Job(recipe, subject), path, digest, trace, size, cost_ms, cause)

    def _load_frames(self, ids: set[int]) -> None:
        missing = ids - self._frames.keys()
        for id, keys in _in("SELECT id, keys FROM press_frame WHERE id IN ({})", missing):
            self._frames[id] = codec.unpack(keys)

    def touched(self, keys: Collection[str]) -> dict[Job, set[str]]:
        """Jobs whose trace noted one of `keys`, each with the keys that hit it."""
        names = {codec.key_id(key): key for key in keys}
        hits: dict[Job, set[str]] = {}
        notes = "SELECT a.recipe, a.subject, n.key FROM press_note n JOIN press_artifact a ON a.id = n.artifact"
        for recipe, subject, key in _in(f"{notes} WHERE n.key IN ({{}})", names):
            hits.setdefault(Job(recipe, subject), set()).add(names[key])
        for job, noted in self._touched_frames(keys):
            hits.setdefault(job, set()).update(noted)
        return hits

    def _touched_frames(self, keys: Collection[str]) -> Iterator[tuple[Job, frozenset[str]]]:
        frames = {id: codec.unpack(text) & set(keys) for id, text in _rows("SELECT id, keys FROM press_frame")}
        touched = {id: noted for id, noted in frames.items() if noted}
        for recipe, subject, frame in _in(
            "SELECT recipe, subject, frame FROM press_artifact WHERE frame IN ({})", touched
        ):
            yield Job(recipe, subject), touched[frame]

    def owners(self, paths: Collection[str]) -> dict[str, list[Job]]:
        """Jobs whose artifact lies, or wants to lie, at each path."""
        found: dict[str, list[Job]] = {}
        for path, recipe, subject in _in("SELECT path, recipe, subject FROM press_artifact WHERE path IN ({})", paths):
            found.setdefault(path, []).append(Job(recipe, subject))
        return found

    def at(self, path: str) -> Entry | None:
        """The entry of the artifact at a path of the tree, or None."""
        jobs = self.owners([path]).get(path, [])
        entries = self.entries(jobs)
        return next((entry for entry in entries.values() if entry.digest), None)

    def next_generation(self) -> int:
        """A number for a full build, above all earlier ones."""
        return int(_rows("SELECT coalesce(max(generation), 0) FROM press_artifact")[0][0]) + 1

    def unseen(self, generation: int) -> Iterator[Job]:
        """Jobs that the full build of this number did not meet."""
        rows = _rows("SELECT recipe, subject FROM press_artifact WHERE generation < %s", [generation])
        return (Job(recipe, subject) for recipe, subject in rows)

    def due_failures(self) -> list[Job]:
        """Failed jobs whose time to be tried again has come."""
        rows = _rows("SELECT recipe, subject FROM press_failure WHERE next_at <= %s", [timezone.now()])
        return [Job(recipe, subject) for recipe, subject in rows]

    def paths(self) -> Iterator[str]:
        """Every path that holds a file of the press."""
        return (path for (path,) in _rows("SELECT path FROM press_artifact WHERE digest <> ''"))

    # writing

    def begin(self, root: Path) -> None:
        """Make sure of the tree, and see to readers of the feed that came or went since it was last held.

        Raises LeaseLost, and WrongTree with the lease given back.
        """
        try:
            with transaction.atomic():
                if self._lease:
                    self._lease.check()
                trees.take(root)
                feed.settle_readers()
                self._drop_unused_frames()
        except WrongTree:
            if self._lease:
                self._lease.release()
            raise

    def _drop_unused_frames(self) -> None:
        """Frames that no page has any more, as after another menu, another theme, an engine that was taken out."""
        with connection.cursor() as cursor:
            cursor.execute(UNUSED_FRAMES)
        self._frames.clear()

    def renew(self, root: Path) -> None:
        """Another token for the tree (`press.trees`). Raises LeaseLost, TreeTrouble."""
        with transaction.atomic():
            if self._lease:
                self._lease.check()
            trees.renew(root)

    def hold(self) -> None:
        """Raise LeaseLost when another presser has the tree; a query only when the last one is a second old."""
        if self._lease:
            self._lease.renew()

    def record(self, record: LedgerUpdate) -> None:
        """Write it all in one transaction. Raises LeaseLost when another presser has taken the tree over."""
        with transaction.atomic():
            if self._lease:
                self._lease.check()
            self._write(record)

    def _write(self, record: LedgerUpdate) -> None:
        before = self._remove(record.removed)
        before |= self._store(record.written, record.generation, is_written=True)
        before |= self._store(record.unchanged, record.generation, is_written=False)
        record.queue |= self._showing.follows(record, before)
        self._tell(record, {job: entry for job, entry in before.items() if entry.digest})
        self._fail(record.failed, record.generation)
        failed = {failure.job for failure in record.failed}
        good = [e.job for e in (*record.written, *record.unchanged) if e.digest and e.job not in failed]
        self._settle_failures([*record.removed, *good])
        if record.removed_paths:
            self._farewell([address_of(path) for path in record.removed_paths])
        _many("INSERT INTO press_outbox (key, lane) VALUES (%s, %s)", list(record.queue.items()))
        _delete_in("press_outbox", "id", record.done)

    def _tell(self, record: LedgerUpdate, shown: dict[Job, Entry]) -> None:
        """Tell the feed what came, changed or went, by what readers were shown before."""
        lost = {*record.removed, *(entry.job for entry in record.unchanged if not entry.digest)}
        gone = [feed.News(job, entry.path, is_gone=True) for job, entry in shown.items() if job in lost]
        feed.tell([*gone, *(feed.News(each.job, each.path, is_new=each.job not in shown) for each in record.written)])
        feed.remember(news.job for news in gone if news.job.recipe in self._news)

    def _remove(self, jobs: Sequence[Job]) -> dict[Job, Entry]:
        """Forget them; what was known of them."""
        entries = self.entries(jobs)
        self._delete_notes(entries.values())
        _delete_in("press_artifact", "id", [codec.artifact_id(job) for job in entries])
        return entries

    def _delete_notes(self, entries: Iterable[Entry]) -> None:
        pairs = [(note, codec.artifact_id(entry.job)) for entry in entries for note in codec.own_notes(entry.trace)]
        _many("DELETE FROM press_note WHERE key = %s AND artifact = %s", pairs)

    def _store(self, entries: Sequence[Entry], generation: int, *, is_written: bool) -> dict[Job, Entry]:
        """Remember them; what was known of them before."""
        if not entries:
            return {}
        before = self.entries([entry.job for entry in entries])
        changed = [e for e in entries if is_written or _is_news(e, before.get(e.job))]
        self._index(changed, before)
        self._store_frames({entry.trace.frame for entry in changed})
        _many(UPSERT, [self._row(entry, generation, is_written=is_written) for entry in changed])
        if generation:
            same = [(generation, codec.artifact_id(e.job)) for e in entries]
            _many("UPDATE press_artifact SET generation = %s WHERE id = %s", same if not is_written else [])
        return before

    def _index(self, entries: Sequence[Entry], before: dict[Job, Entry]) -> None:
        """Bring the index of notes up to date: only what came or went."""
        came: list[tuple[int, int]] = []
        went: list[tuple[int, int]] = []
        for entry in entries:
            id = codec.artifact_id(entry.job)
            new = set(codec.own_notes(entry.trace))
            old = set(codec.own_notes(before[entry.job].trace)) if entry.job in before else set()
            came += [(key, id) for key in new - old]
            went += [(key, id) for key in old - new]
        _many("DELETE FROM press_note WHERE key = %s AND artifact = %s", went)
        # sorted: neighbours in the index are written together (100,000 articles: 9 s → 5 s)
        came.sort()
        _many("INSERT INTO press_note (key, artifact) VALUES (%s, %s) ON CONFLICT DO NOTHING", came)

    def _store_frames(self, frames: set[frozenset[str]]) -> None:
        new = {codec.frame_id(frame): frame for frame in frames}
        missing = {id: frame for id, frame in new.items() if id not in self._frames}
        rows = [(id, codec.pack(frame)) for id, frame in missing.items()]
        _many("INSERT INTO press_frame (id, keys) VALUES (%s, %s) ON CONFLICT DO NOTHING", rows)
        # remembered on commit only: a rolled-back frame must be written again
        transaction.on_commit(lambda: self._frames.update(missing))

    def _row(self, entry: Entry, generation: int, *, is_written: bool) -> Row:
        trace = entry.trace
        return (
            codec.artifact_id(entry.job),
            *entry.job,
            entry.path,
            entry.digest,
            codec.frame_id(trace.frame),
            codec.pack(trace.keys),
            codec.pack_lists(trace.lists),
            codec.pack(trace.memberships),
            entry.size,
            entry.cost_ms,
            entry.cause,
            timezone.now() if is_written else None,
            generation,
        )

    # failures

    def _fail(self, failures: Sequence[Failure], generation: int) -> None:
        now = timezone.now()
        for failure in failures:
            attempts = self._attempts(failure.job) + 1
            wait_s = RETRY_AFTER_S[min(attempts, len(RETRY_AFTER_S)) - 1]
            row = (
                *failure.job,
                failure.path,
                failure.error,
                attempts,
                now,
                now,
                now + timedelta(seconds=wait_s),
            )
            _many(FAILED, [row])
        if generation:
            ids = [(generation, codec.artifact_id(failure.job)) for failure in failures]
            _many("UPDATE press_artifact SET generation = %s WHERE id = %s", ids)

    def _attempts(self, job: Job) -> int:
        rows = _rows("SELECT attempts FROM press_failure WHERE recipe = %s AND subject = %s", list(job))
        return int(rows[0][0]) if rows else 0

    def _settle_failures(self, jobs: Sequence[Job]) -> None:
        if jobs and _rows("SELECT 1 FROM press_failure LIMIT 1"):
            _many("DELETE FROM press_failure WHERE recipe = %s AND subject = %s", [tuple(job) for job in jobs])


def _is_news(entry: Entry, before: Entry | None) -> bool:
    """Whether an artifact whose bytes stay is remembered otherwise than now: another trace, or no file any more."""
    return before is None or (before.trace, before.digest, before.path) != (entry.trace, entry.digest, entry.path)


PENDING = (
    "SELECT id, key, lane FROM press_outbox WHERE lane = (SELECT min(lane) FROM press_outbox WHERE lane < %s){}"
    " ORDER BY id LIMIT %s"
)
COLUMNS = ("id", *ENTRY.split(", "), "written_at", "generation")
KEPT_UNLESS_NEW = {
    # an unchanged artifact keeps the time it was written, and the generation unless a full build met it
    "written_at": "coalesce(excluded.written_at, press_artifact.written_at)",
    "generation": "CASE WHEN excluded.generation > 0 THEN excluded.generation ELSE press_artifact.generation END",
}
UPSERT = (
    f"INSERT INTO press_artifact ({', '.join(COLUMNS)}) VALUES ({_marks(len(COLUMNS))}) ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f"{c} = {KEPT_UNLESS_NEW.get(c, f'excluded.{c}')}" for c in COLUMNS if c != "id")
)
FAILED = (
    "INSERT INTO press_failure (recipe, subject, path, error, attempts, first_at, last_at, next_at)"
    f" VALUES ({_marks(8)}) ON CONFLICT (recipe, subject) DO UPDATE SET path = excluded.path, error = excluded.error,"
    " attempts = excluded.attempts, last_at = excluded.last_at, next_at = excluded.next_at"
)
