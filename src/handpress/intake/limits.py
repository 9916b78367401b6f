"""How much is taken: counted by networks and in all, shared by processes and machines, kept over a restart.

A network is the /24 of an IPv4 address and the /56 of an IPv6 one. What is stored is its hash with a key of the day,
which is thrown away with the counts: nobody can tell afterwards who wrote.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from handpress.background.upkeep import delete_some
from handpress.intake.errors import TooMany
from handpress.intake.models import Count, DailyKey
from handpress.kit import clock, networks

ALL = ""
KEPT = timedelta(days=2)
COUNT = (
    'INSERT INTO intake_count ("limit", network, begins_at, count) VALUES (%s, %s, %s, 1)'
    ' ON CONFLICT ("limit", network, begins_at) DO UPDATE SET count = intake_count.count + 1 RETURNING count'
)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many from one network and so many in all within a window. `window`: a divisor of a day."""

    name: str
    per_network: int
    in_all: int
    window: timedelta = timedelta(hours=1)


def take(limit: Limit, address: str) -> None:
    """Count one from a client's address, in the transaction that takes what it sends. Raises TooMany, counting nothing.

    Clients without an address, as on a socket, are one network.
    """
    now = clock.now()
    begins = _window(now, limit.window)
    with transaction.atomic():
        from_network = _count(limit.name, _hash(network_of(address), now.date()), begins)
        in_all = _count(limit.name, ALL, begins)
        if from_network > limit.per_network or in_all > limit.in_all:
            left = int((begins + limit.window - now).total_seconds()) + 1
            raise TooMany(f"{limit.name}: {from_network} from one network, {in_all} in all", left)


def network_of(address: str) -> str:
    """The /24 of IPv4, the /56 of IPv6."""
    return networks.network_of(address, v4=24, v6=56)


def prune(at: datetime) -> str:
    """The duty: counts and keys of days gone by are thrown away."""
    delete_some(Count.objects.filter(begins_at__lt=at - KEPT).order_by("pk"))
    DailyKey.objects.filter(day__lt=(at - KEPT).date()).delete()
    return ""


def _window(at: datetime, length: timedelta) -> datetime:
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return day + (at - day) // length * length


def _count(limit: str, network: str, begins: datetime) -> int:
    stored = Count._meta.get_field("begins_at").get_db_prep_value(begins, connection)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [limit, network, stored])
        return int(cursor.fetchone()[0])


def _hash(network: str, day: date) -> str:
    row = DailyKey.objects.filter(day=day).first()
    if row is None:
        row, _ = DailyKey.objects.get_or_create(day=day, defaults={"key": secrets.token_hex(32)})
    return hmac.new(bytes.fromhex(row.key), network.encode(), hashlib.sha256).hexdigest()[:32]
