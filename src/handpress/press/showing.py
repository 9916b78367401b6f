"""Which records pages show: by what the ledger's traces note, and what follows when that changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from django.db import connection

from handpress.kit.batches import batched
from handpress.press import codec
from handpress.press.engine import SHOWN, Companions, Entry, Job, Lane, LedgerUpdate, Trace

CHUNK = 500  # parameters of one statement
NOTED = (
    "SELECT DISTINCT n.key FROM press_note n JOIN press_artifact a ON a.id = n.artifact"
    " WHERE a.digest <> '' AND a.recipe <> %s AND n.key IN ({})"
)
FRAMES = (
    "SELECT f.keys FROM press_frame f WHERE EXISTS"
    " (SELECT 1 FROM press_artifact a WHERE a.frame = f.id AND a.digest <> '' AND a.recipe <> %s)"
)


def noted(keys: Iterable[str], *, besides: str = "") -> set[str]:
    """Those keys that a file of the tree notes, files of the recipe `besides` not counted. A query per 500, and one."""
    names = {codec.key_id(key): key for key in keys}
    if not names:
        return set()
    found: set[str] = set()
    with connection.cursor() as cursor:
        for some in batched(names, CHUNK):
            cursor.execute(NOTED.format(", ".join(["%s"] * len(some))), [besides, *some])
            found |= {names[id] for (id,) in cursor.fetchall()}
        cursor.execute(FRAMES, [besides])
        for (frame,) in cursor.fetchall():
            found |= codec.unpack(frame) & set(names.values())
    return found


class Showing:
    """What is queued when a page shows a record no more, or for the first time."""

    def __init__(self, companions: Sequence[Companions]) -> None:
        self._coming = _prefixes([each.coming for each in companions])
        self._told = _prefixes([each.coming | each.going for each in companions])
        self._frames: dict[frozenset[str], frozenset[str]] = {}

    def follows(self, record: LedgerUpdate, before: Mapping[Job, Entry]) -> dict[str, Lane]:
        """The keys for the outbox; `before` is what the ledger knew of the artifacts that `record` changes."""
        if not self._told:
            return {}
        then = {job: self._of(entry.trace) for job, entry in before.items() if entry.digest}
        now = {each.job: self._of(each.trace) for each in (*record.written, *record.unchanged) if each.digest}
        keys = set(self._changes(then, now))
        return dict.fromkeys((SHOWN + key for key in sorted(keys)), Lane.PUBLISH)

    def _changes(self, then: Mapping[Job, frozenset[str]], now: Mapping[Job, frozenset[str]]) -> Iterator[str]:
        none: frozenset[str] = frozenset()
        for job in {*then, *now}:
            old, new = then.get(job, none), now.get(job, none)
            if old != new:
                yield from old - new
                yield from (key for key in new - old if key.startswith(self._coming))

    def _of(self, trace: Trace) -> frozenset[str]:
        """The records of a trace that are told of."""
        if trace.frame not in self._frames:
            if len(self._frames) > CHUNK:
                self._frames.clear()
            self._frames[trace.frame] = self._among(trace.frame)
        return self._among(trace.keys) | self._frames[trace.frame]

    def _among(self, keys: Collection[str]) -> frozenset[str]:
        return frozenset(key for key in keys if key.startswith(self._told))


def _prefixes(kinds: Sequence[frozenset[str]]) -> tuple[str, ...]:
    return tuple(sorted({f"{kind}:" for some in kinds for kind in some}))
