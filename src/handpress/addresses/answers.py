"""What a path answers."""

from __future__ import annotations

from dataclasses import dataclass

from handpress.addresses.models import Address
from handpress.addresses.paths import path_key

LIVE, REDIRECT, GONE = Address.State.LIVE, Address.State.REDIRECT, Address.State.GONE


@dataclass(frozen=True, slots=True)
class Answer:
    """What a public path answers: `status` 200, 301 (`to_path`), 410 (`reason`) or 404."""

    status: int
    record: str = ""
    to_path: str = ""
    reason: str = ""


NOT_FOUND = Answer(404)


def resolve(path: str) -> Answer:
    """What the Address table says of a path, ignoring case; a redirect names the newest place. Two queries at most."""
    row = Address.objects.filter(path_key=path_key(path)).first()
    if row is None:
        return NOT_FOUND
    if row.state == LIVE:
        return Answer(200, row.record) if row.path == path else Answer(301, row.record, row.path)
    if row.state == GONE:
        return Answer(410, row.record, reason=row.reason)
    return Answer(301, row.record, row.to_path) if row.to_path else _of_record(row)


def _of_record(row: Address) -> Answer:
    """Where the record that a redirect belongs to is now."""
    now_at = Address.objects.filter(record=row.record).exclude(state=REDIRECT).order_by("state").last()
    if now_at is None:
        return Answer(410, row.record, reason=row.reason)
    if now_at.state == GONE:
        return Answer(410, row.record, reason=now_at.reason)
    return Answer(301, row.record, now_at.path)
