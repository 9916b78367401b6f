"""Public paths: claimed once, moved with a redirect, released with a reason, never given to another record.

Records are known by their keys ("article:17") alone. Every row is written here or, for many at once, in `bulk`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction

from handpress.addresses.acceptable import path_refusal, target_refusal
from handpress.addresses.errors import AddressRefused, AddressTaken
from handpress.addresses.models import Address
from handpress.addresses.paths import path_key
from handpress.addresses.press_keys import key_of
from handpress.press.triggers import queue

LIVE, REDIRECT, GONE = Address.State.LIVE, Address.State.REDIRECT, Address.State.GONE


@transaction.atomic
def claim(record: str, wanted_path: str, *, origin: str = Address.Origin.OWN) -> Address:
    """The record's live address: the one it has, or had, or `wanted_path`.

    Raises AddressTaken when the path belongs to another record, now or in the past.
    """
    mine = Address.objects.filter(record=record).exclude(state=REDIRECT).order_by("state")
    if own := (mine.filter(state=LIVE).first() or mine.first()):
        return _revive(own)
    return _take(record, wanted_path, origin)


@transaction.atomic
def move(record: str, new_path: str) -> Address:
    """Give the record another address; the old one leads to it. Raises AddressTaken."""
    current = Address.objects.filter(record=record).exclude(state=REDIRECT).order_by("state").last()
    if current and current.path == new_path:
        return current
    if current and current.path_key != path_key(new_path):
        refuse_taken(new_path, record)
        current.state, current.origin, current.to_path = REDIRECT, Address.Origin.MOVED, ""
        current.save(update_fields=["path", "path_key", "state", "origin", "to_path"])
    return _take(record, new_path, Address.Origin.OWN)


@transaction.atomic
def release(record: str, reason: str, gone_status: int = Address.GoneStatus.GONE) -> Address | None:
    """Let the record's address answer 410, or 451, with the reason; None when it has none."""
    row = Address.objects.filter(record=record).exclude(state=REDIRECT).order_by("state").last()
    if row and (row.state, row.reason, row.gone_status) != (GONE, reason, gone_status):
        row.state, row.reason, row.gone_status = GONE, reason, gone_status
        row.save(update_fields=["path", "path_key", "state", "reason", "gone_status"])
    return row


@transaction.atomic
def redirect(path: str, *, record: str = "", to_path: str = "", origin: str = Address.Origin.PRESS) -> Address:
    """Let `path` lead to a record (wherever it is) or to a path of this site. Raises AddressTaken, AddressRefused.

    The same call twice changes nothing.
    """
    refuse(path, to_path)
    row = Address.objects.filter(path_key=path_key(path)).first()
    if row is None:
        return Address.objects.create(path=path, state=REDIRECT, record=record, to_path=to_path, origin=origin)
    if row.state == LIVE or (row.record and row.record != record):
        raise AddressTaken(path, row.record)
    if (row.state, row.record, row.to_path) != (REDIRECT, record, to_path):
        row.state, row.record, row.to_path, row.reason = REDIRECT, record, to_path, ""
        row.save()
    return row


@transaction.atomic
def mark_gone(
    path: str,
    reason: str,
    *,
    gone_status: int = Address.GoneStatus.GONE,
    origin: str = Address.Origin.PRESS,
) -> Address:
    """Let a path that belongs to no record answer 410, or 451. Raises AddressTaken, AddressRefused."""
    refuse(path)
    row = Address.objects.filter(path_key=path_key(path)).first()
    if row and row.record:
        raise AddressTaken(path, row.record)
    row = row or Address(path=path, origin=origin)
    row.state, row.reason, row.to_path, row.gone_status = GONE, reason, "", gone_status
    row.save()
    return row


@transaction.atomic(savepoint=False)  # renaming and merging have one
def move_all(record: str, moves: Sequence[tuple[str, str]]) -> None:
    """Let each old path of a record that has many lead to the new one.

    What led to an old path leads to the new one at once; a path that becomes the record's own again leads nowhere.
    """
    Address.objects.filter(record=record, path_key__in=[path_key(new) for _old, new in moves]).delete()
    moved = {"state": REDIRECT, "record": record, "origin": Address.Origin.MOVED}
    for old, new in moves:
        Address.objects.filter(to_path=old).update(to_path=new)
        Address.objects.update_or_create(path_key=path_key(old), defaults={"path": old, "to_path": new, **moved})


def wake(record: str) -> None:
    """Have the addresses pressed that waited for a draft's first publishing, as those of a scheduled import do."""
    waiting = Address.objects.filter(record=record, state=REDIRECT).values_list("path", flat=True)
    if paths := list(waiting):
        queue([key_of(path) for path in paths])


def is_taken(path: str, record: str = "") -> bool:
    """Whether the path belongs, or belonged, to another record; without a record: to anybody."""
    return _other_owner(path, record) is not None


def refuse_taken(path: str, record: str = "") -> None:
    """Raise AddressTaken where `is_taken` says so."""
    owner = _other_owner(path, record)
    if owner is not None:
        raise AddressTaken(path, owner)


def refuse(path: str, to_path: str = "") -> None:
    """Raise AddressRefused for a path that no file can answer, and for a place that it cannot lead to."""
    if refusal := path_refusal(path):
        raise AddressRefused(path, refusal)
    if to_path and (refusal := target_refusal(path, to_path)):
        raise AddressRefused(to_path, refusal, "to_path")


def are_taken(paths: Collection[str], record: str | None) -> bool:
    """Whether any of these paths belongs, or belonged, to another record."""
    found = Address.objects.filter(path_key__in=[path_key(each) for each in paths])
    return found.exclude(record=record).exists()


def _other_owner(path: str, record: str) -> str | None:
    owner = Address.objects.filter(path_key=path_key(path)).values_list("record", flat=True).first()
    return None if owner is None or (record and owner == record) else owner


def _revive(row: Address) -> Address:
    if row.state != LIVE:
        row.state, row.reason = LIVE, ""
        row.save(update_fields=["path", "path_key", "state", "reason"])
    return row


def _take(record: str, path: str, origin: str) -> Address:
    refuse_taken(path, record)
    row = Address.objects.filter(path_key=path_key(path)).first() or Address(record=record, origin=origin)
    row.path, row.state, row.to_path, row.reason = path, LIVE, "", ""
    row.save()
    return row
