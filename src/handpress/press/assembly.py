"""A press put together: the registered recipes, the database's ledger, the publication's tree."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from django.conf import settings
from django.db import connection, connections

from handpress.press.engine import Companions, ForkedPool, LedgerUpdate, Press, Tree
from handpress.press.engine.ledger import Ledger
from handpress.press.engine.pool import Pool, Work
from handpress.press.kinds import kinds
from handpress.press.lease import Lease
from handpress.press.ledger import DatabaseLedger
from handpress.press.registry import registration

CHILD_CACHE_KB = 4000  # SQLite's page cache in a pressing process; 32,000 was no faster (docs/benchmarks.md)


def tree() -> Tree:
    """The publication's public tree."""
    return Tree(settings.PUBLICATION.public)


def ledger(lease: Lease | None = None) -> DatabaseLedger:
    """The publication's ledger; with a lease, the one that may write."""
    offer = registration()
    return DatabaseLedger(lease, farewell=offer.farewell, news=offer.news, companions=offer.companions)


def press(
    into: Tree,
    memory: Ledger,
    *,
    processes: int = 0,
    companions: Sequence[Companions] | None = None,
    on_batch: Callable[[LedgerUpdate, int], None] = lambda record, left: None,
) -> Press:
    """A press over `into` and `memory`. `processes`: for large amounts of work; 0 means as many as cores.

    `companions`: what pages bring along, unless it is as offered.
    """

    def pool(work: Work) -> Pool:
        count = processes or settings.PUBLICATION.press_processes or os.cpu_count() or 1
        return ForkedPool(work, processes=count, before_fork=connections.close_all, in_child=_in_child)

    offer = registration()
    offer.reset()
    return Press(
        offer.recipes(),
        memory,
        into,
        offer.fingerprints,
        kinds=kinds(),
        invalidate=offer.invalidate,
        many=pool,
        companions=offer.companions if companions is None else companions,
        on_batch=on_batch,
    )


def _in_child() -> None:
    connections.close_all()
    if connection.vendor == "sqlite":  # batches are read in the order of an index: pages are seldom met again
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = -{CHILD_CACHE_KB}")
    registration().reset()
