"""One presser per tree."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from handpress.press.engine import LedgerUpdate
from handpress.press.errors import LeaseLost
from handpress.press.lease import LASTS_S, Lease
from handpress.press.ledger import DatabaseLedger
from handpress.press.models import Lease as LeaseRow
from handpress.press.models import OutboxKey

pytestmark = pytest.mark.django_db
TREE = Path("/tree")


def expire() -> None:
    LeaseRow.objects.update(expires_at=0)


def test_of_two_pressers_one_has_the_tree() -> None:
    assert Lease(TREE, holder="one").acquire()
    assert not Lease(TREE, holder="two").acquire()


def test_another_tree_is_free() -> None:
    Lease(TREE, holder="one").acquire()
    assert Lease(Path("/other"), holder="two").acquire()


def test_the_second_takes_over_when_the_first_has_gone_silent() -> None:
    first, second = Lease(TREE, holder="one"), Lease(TREE, holder="two")
    first.acquire()
    expire()
    assert second.acquire()
    assert second.token > first.token


def test_a_clock_that_was_set_back_keeps_nobody_out() -> None:
    assert Lease(TREE, holder="one").acquire()
    LeaseRow.objects.update(expires_at=time.time() + 86_400)
    assert Lease(TREE, holder="two").acquire()


def test_a_released_lease_is_free_at_once() -> None:
    first = Lease(TREE, holder="one")
    first.acquire()
    first.release()
    assert Lease(TREE, holder="two").acquire()


def test_a_presser_that_slept_through_its_lease_records_nothing() -> None:
    first = Lease(TREE, holder="one")
    first.acquire()
    expire()
    Lease(TREE, holder="two").acquire()
    with pytest.raises(LeaseLost):
        DatabaseLedger(first).record(LedgerUpdate(queue={"article:1": 1}))
    assert not OutboxKey.objects.filter(key="article:1").exists()


def test_every_record_renews_the_lease() -> None:
    lease = Lease(TREE, holder="one")
    lease.acquire()
    LeaseRow.objects.update(expires_at=1)
    DatabaseLedger(lease).record(LedgerUpdate())
    assert LeaseRow.objects.get().expires_at > LASTS_S
