"""Failures to sign in are counted, and after some of them there is a pause that doubles.

Counted are: an account from a network, a network whatever the account, and a browser that the account has signed in
with before, which counts for itself. Nothing is counted by the account alone: who guesses elsewhere keeps nobody out.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest
from django.http import HttpRequest

from handpress.accounts import browsers
from handpress.accounts.models import Failures
from handpress.kit import clock, networks

OF_ACCOUNT = 5  # failures of one account from one network, or with a browser it knows, before the first pause
OF_NETWORK = 30  # failures from one network
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(days=1)  # without a failure
MOST_ROWS, AT_ONCE = 20_000, 500
ANY = ""


class Locked(Exception):
    """Too many failures; `until` is when the next try is taken."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"locked until {until.isoformat()}")
        self.until = until

    @property
    def wait_s(self) -> int:
        """Seconds until then, at least one."""
        return max(1, ceil((self.until - clock.now()).total_seconds()))


@dataclass(frozen=True, slots=True)
class Counted:
    """What a try is counted under, and how many failures it may have."""

    account: str
    place: str
    limit: int


def take(request: HttpRequest, name: str = ANY) -> None:
    """Count a try as a failure before it is known whether it is one, so that tries at one time are all counted.

    Raises Locked, counting nothing. `forgive` takes it back.
    """
    _take(_counted(request, name))


def take_code(request: HttpRequest, name: str) -> None:
    """The same of a code by who has the password: codes are few, so all places but known browsers are one."""
    _take([_code(request, name)])


def forgive(request: HttpRequest, name: str = ANY) -> None:
    """Signed in: the account's failures from here are taken back, and no others."""
    own, *others = _counted(request, name)
    with transaction.atomic():
        if not name:
            _rows(own).filter(count__gt=0).update(count=F("count") - 1)
            return
        _rows(_code(request, name)).delete()
        row = _rows(own).first()
        if row is None:
            return
        for other in others:
            _rows(other).update(count=Greatest(F("count") - row.count, Value(0)))
        row.delete()


def unlock(name: str = ANY, address: str = ANY) -> int:
    """Forget the failures of an account wherever they came from, of an address's network, or all; how many rows.

    With those of an account go those of whole networks: which of them keeps it out nobody can tell.
    """
    rows = Failures.objects.all()
    rows = rows.filter(account__in=[hashed("account", name_of(name)), ANY]) if name else rows
    rows = rows.filter(place=hashed("network", network_of(address))) if address else rows
    return rows.delete()[0]


def is_locked(name: str) -> datetime | None:
    """Until when an account is kept out somewhere; None where it is not."""
    rows = Failures.objects.filter(account=hashed("account", name_of(name)))
    untils = [row.last_at + pause(row.count, OF_ACCOUNT) for row in rows]
    return max((until for until in untils if until > clock.now()), default=None)


def pause(count: int, limit: int) -> timedelta:
    """How long after the last of so many failures nothing is taken: 1, 2, 4 … 60 minutes."""
    doublings = count - limit
    return timedelta() if doublings < 0 else min(FIRST_PAUSE * 2 ** min(doublings, 10), LONGEST_PAUSE)


def network_of(address: str) -> str:
    """The address of IPv4, the /64 of IPv6: who has IPv6 has a /64 at least."""
    return networks.network_of(address, v4=32, v6=64)


def name_of(typed: str) -> str:
    """A name whichever way it is typed."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def hashed(kind: str, text: str) -> str:
    """What is stored of a name or a place."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"accounts.{kind}:{text}".encode(), hashlib.sha256).hexdigest()[:32]


def _take(several: Iterable[Counted]) -> None:
    now = clock.now()
    with transaction.atomic():
        for counted in several:
            row = _row(counted, now)
            count = row.count if row.last_at > now - FORGOTTEN_AFTER else 0
            until = row.last_at + pause(count, counted.limit)
            if until > now:
                raise Locked(until)
            row.count, row.last_at = count + 1, now
            row.save(update_fields=["count", "last_at"])


def _counted(request: HttpRequest, name: str) -> list[Counted]:
    """The account's own count first."""
    network = hashed("network", network_of(request.META.get("REMOTE_ADDR", "")))
    of_network = Counted(ANY, network, OF_NETWORK)
    if not name:
        return [of_network]
    account = hashed("account", name_of(name))
    if known := browsers.known(request, account):
        return [Counted(account, hashed("browser", known), OF_ACCOUNT)]
    return [Counted(account, network, OF_ACCOUNT), of_network]


def _code(request: HttpRequest, name: str) -> Counted:
    account = hashed("account", name_of(name))
    place = hashed("code in browser", known) if (known := browsers.known(request, account)) else hashed("code", "")
    return Counted(account, place, OF_ACCOUNT)


def _rows(counted: Counted) -> QuerySet[Failures]:
    return Failures.objects.filter(account=counted.account, place=counted.place)


def _row(counted: Counted, now: datetime) -> Failures:
    """The row, locked until the transaction ends."""
    row, is_new = Failures.objects.get_or_create(
        account=counted.account, place=counted.place, defaults={"last_at": now}
    )
    if is_new and row.pk % 100 == 0:
        _hold_bound()
    return Failures.objects.select_for_update().get(pk=row.pk)


def _hold_bound() -> None:
    """Of more rows than MOST_ROWS the oldest go."""
    too_many = Failures.objects.count() - MOST_ROWS
    if too_many > 0:
        oldest = Failures.objects.order_by("last_at").values_list("pk", flat=True)[: min(too_many, AT_ONCE)]
        Failures.objects.filter(pk__in=list(oldest)).delete()
