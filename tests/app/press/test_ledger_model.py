"""The ledger in the database remembers exactly what the ledger in memory does, through any life of a magazine."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings

from handpress.press.engine import Entry, Job, LedgerUpdate
from handpress.press.ledger import DatabaseLedger
from handpress.press.models import Artifact, FailedPage
from tests.plain.press.memory import MemoryLedger
from tests.plain.press.test_engine_model import Life


class TwinLedger(MemoryLedger):
    """Writes every record twice and compares what both answer."""

    def __init__(self) -> None:
        super().__init__()
        with connection.cursor() as cursor:  # Hypothesis lives many lives in one test's transaction
            for table in ("artifact", "note", "failure", "outbox", "feed", "feed_reader", "seen"):
                cursor.execute(f"DELETE FROM press_{table}")
        self.database = DatabaseLedger()

    def record(self, record: LedgerUpdate) -> None:
        """Write it to both; the outbox is the first one's."""
        twin = copy.copy(record)
        twin.done, twin.queue = [], {}
        self.database.record(twin)  # first: a transaction that is killed leaves nothing in either
        super().record(record)
        self._compare(record)

    def _compare(self, record: LedgerUpdate) -> None:
        assert _known(self.database.entries(self.artifacts)) == _known(self.artifacts)
        assert Artifact.objects.count() == len(self.artifacts)
        assert set(FailedPage.objects.values_list("recipe", "subject")) == set(self.failures)
        entries = [*record.written, *record.unchanged]
        keys = {key for entry in entries for key in entry.trace.noted()}
        assert self.database.touched(keys) == self.touched(keys)
        paths = {entry.path for entry in entries}
        assert _sets(self.database.owners(paths)) == _sets(self.owners(paths))
        if record.generation:
            assert set(self.database.unseen(record.generation)) == set(self.unseen(record.generation))


def _sets(owners: dict[str, list]) -> dict[str, set]:
    return {path: set(jobs) for path, jobs in owners.items()}


def _known(entries: dict[Job, Entry]) -> dict[Job, Entry]:
    """Entries without their cost, which an unchanged page keeps in one and renews in the other."""
    return {job: replace(entry, cost_ms=0.0, cause="") for job, entry in entries.items()}


class LifeInDatabase(Life):
    """The same life, remembered twice."""

    def __init__(self) -> None:
        super().__init__()
        self.magazine.ledger = TwinLedger()
        self.magazine.ledger.ask_everything()


LifeInDatabase.TestCase.settings = settings(
    max_examples=6,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.slow
@pytest.mark.django_db
class TestLifeInDatabase(LifeInDatabase.TestCase):  # type: ignore[misc,name-defined]
    """Collected by pytest."""
