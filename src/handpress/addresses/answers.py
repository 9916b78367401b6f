"""What a path answers: decided here, for readers' notices, servers' maps, the desk and the importers alike.

A row says where a path belongs; what became of the record that it belongs to is known above. An app offers what it
knows of its kinds of records in its ready(): `answers.offer("edition", {"article": look_at_articles})`. Offers add
up; a kind that is taken raises.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from handpress.addresses.models import Address
from handpress.addresses.paths import path_key
from handpress.addresses.press_keys import key_of
from handpress.kit.batches import batched
from handpress.kit.offers import Offers, OfferTaken

LIVE, REDIRECT, GONE = Address.State.LIVE, Address.State.REDIRECT, Address.State.GONE
GoneStatus = Address.GoneStatus
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What a path answers: `status` 200, 301 (`to_path`), 410 or 451 (`reason`), or 404.

    200 says that the page of the path is its own, not that it is pressed already. `keys`: whose change may change it.
    """

    status: int
    record: str = ""
    to_path: str = ""
    reason: str = ""
    keys: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def is_notice(self) -> bool:
        """Whether it takes a notice to say it."""
        return self.status in (301, *GoneStatus.values)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one record. `is_shown`: whether readers see it.

    `place`: where its page lies for whoever asks for an old path, if not at an address of its own, such as a list's.
    """

    is_shown: bool = True
    place: Callable[[str], str] | None = None


Look = Callable[[Collection[int]], Mapping[int, Known]]  # by ids of one kind, in a constant number of queries

NOT_FOUND = Answer(404)
UNKNOWN = Known()
offers: Offers[Mapping[str, Look]] = Offers("knowledge of records")


def offer(app: str, looks: Mapping[str, Look]) -> None:
    """Offer what an app knows of records, by their kinds; once, from its ready(). Raises OfferTaken."""
    for kind in looks.keys() & _looks().keys():
        raise OfferTaken(f"“{app}” offers to know of records “{kind}”, which another app does already.")
    offers.make(app, looks)


def _looks() -> dict[str, Look]:
    return {kind: look for each in offers.all() for kind, look in each.items()}


def resolve(path: str) -> Answer:
    """What a path answers, ignoring case."""
    return resolve_all([path])[path]


def resolve_all(paths: Iterable[str]) -> dict[str, Answer]:
    """What each of many paths answers, ignoring case. A constant number of queries for each 500."""
    found: dict[str, Answer] = {}
    for some in batched(dict.fromkeys(paths), AT_ONCE):
        rows = list(Address.objects.filter(path_key__in={path_key(each) for each in some}))
        by_key = {row.path_key: (row.path, answer) for row, answer in zip(rows, answers(rows), strict=True)}
        found |= {path: _as_asked(path, *by_key.get(path_key(path), (path, NOT_FOUND))) for path in some}
    return found


def answers(rows: Collection[Address]) -> list[Answer]:
    """What the path of each of these rows answers, in their order. Give some 500 at a time: a constant of queries."""
    current, known = _current(rows), _known(rows)
    return [_answer(row, current.get(row.record), known.get(row.record, UNKNOWN)) for row in rows]


def _as_asked(path: str, stored: str, answer: Answer) -> Answer:
    """The answer to another spelling: a page has one address."""
    return Answer(301, answer.record, stored, "", answer.keys) if answer.status == 200 and path != stored else answer


def _answer(row: Address, current: Address | None, known: Known) -> Answer:
    to_path, gone = "", row
    if row.state == REDIRECT and row.to_path:
        to_path = row.to_path
    elif known.place:
        to_path = known.place(row.path)
    elif row.state == LIVE and known.is_shown:
        to_path = row.path
    elif row.state == REDIRECT:
        if current is None and not known.is_shown:
            return Answer(404, row.record, keys=_keys(row))  # nothing was there yet, so nothing is gone
        if current is not None:
            to_path = current.path if current.state == LIVE and known.is_shown else ""
            gone = current
    if not to_path:
        return Answer(gone.gone_status, row.record, "", gone.reason, _keys(row))
    if to_path == row.path:
        return Answer(200, row.record, keys=_keys(row))
    return Answer(301, row.record, to_path, "", _keys(row) | {key_of(to_path)})


def _keys(row: Address) -> frozenset[str]:
    return frozenset({key_of(row.path), *([row.record] if row.record else [])})


def _current(rows: Collection[Address]) -> dict[str, Address]:
    """Where the records that redirects belong to are now, or were last. One query."""
    records = {row.record for row in rows if row.record and row.state == REDIRECT}
    if not records:
        return {}
    found = Address.objects.filter(record__in=records).exclude(state=REDIRECT)
    return {row.record: row for row in sorted(found, key=lambda row: (row.state == LIVE, row.pk))}


def _known(rows: Iterable[Address]) -> dict[str, Known]:
    """What is known of the records, by their keys."""
    looks = _looks()
    asked: dict[str, set[int]] = {}
    for kind, id in (_parted(row.record) for row in rows):
        if kind in looks and id.isdecimal():
            asked.setdefault(kind, set()).add(int(id))
    return dict(_said(looks, asked))


def _said(looks: Mapping[str, Look], asked: Mapping[str, Collection[int]]) -> Iterator[tuple[str, Known]]:
    for kind, ids in asked.items():
        yield from ((f"{kind}:{id}", known) for id, known in looks[kind](ids).items())


def _parted(record: str) -> tuple[str, str]:
    kind, _, id = record.partition(":")
    return kind, id
