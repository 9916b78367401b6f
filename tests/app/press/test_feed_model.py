"""Whatever is killed whenever: a reader of the feed that works its rows off ends with exactly the tree's pages."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from handpress.press import feed
from handpress.press.engine import Job, Tree
from handpress.press.feed import State
from handpress.press.ledger import DatabaseLedger
from tests.app.press.test_ledger_model import LifeInDatabase
from tests.plain.press.accidents import Crash

READERS = {"articles": feed.Reader(frozenset({"article"})), "everything": feed.Reader()}


class Index:
    """What a reader made of its rows. Written at once, as a search index outside of the database is."""

    def __init__(self, name: str, tree: Tree) -> None:
        self.name = name
        self.tree = tree
        self.pages: dict[Job, bytes] = {}
        self.announced: set[Job] = set()
        self.taken: list[feed.Row] = []

    def look(self, limit: int = 100) -> None:
        """Take rows and look at their files; they are not done yet."""
        self.taken = feed.take(self.name, limit)
        for row in self.taken:
            body = self.tree.read(row.path)
            if row.is_gone:
                self.pages.pop(row.job, None)
            elif body is not None:
                self.pages[row.job] = body

    def done(self) -> None:
        """Drop what was taken, however long ago; no article is announced twice."""
        for row in self.taken:
            if feed.done([row]) and row.state == State.FIRST_SEEN and row.job.recipe == "article":
                assert row.job not in self.announced
                self.announced.add(row.job)
        self.taken = []


class LifeWithReaders(LifeInDatabase):
    """The same life, with readers that work now and then, are killed, stand still, come and go."""

    def __init__(self) -> None:
        super().__init__()
        self.magazine.ledger.database = DatabaseLedger(news=["article"])
        self.indexes: dict[str, Index] = {}
        self.switch_on()

    def switch_on(self) -> None:
        for name, each in READERS.items():
            index = self.indexes.setdefault(name, Index(name, self.tree))
            feed.readers._made.setdefault(name, feed.Reader(each.recipes, index.pages.clear))
        feed.settle_readers()

    @rule(name=st.sampled_from(sorted(READERS)), limit=st.integers(1, 4))
    def look(self, name: str, limit: int) -> None:
        """A reader takes rows, and ends before it is done, or is done after others have gone on."""
        self.indexes[name].look(limit)

    @rule(name=st.sampled_from(sorted(READERS)))
    def finish(self, name: str) -> None:
        self.indexes[name].done()

    @rule(name=st.sampled_from(sorted(READERS)))
    def go_and_come_back(self, name: str) -> None:
        """The app was taken out, something was pressed without it, and it came back."""
        feed.readers._made.pop(name)
        feed.settle_readers()
        self.press()
        self.switch_on()

    @rule(piece=LifeInDatabase.pieces)
    def withdraw_and_restore(self, piece: int) -> None:
        """Readers of the site see it go and come back."""
        for change in (self.magazine.restore, self.magazine.withdraw, self.magazine.restore):
            if piece in self.magazine.pieces:
                change(piece)
                self.press()

    @rule(steps=st.integers(1, 5))
    def crash_in_the_ledger(self, steps: int) -> None:
        """Killed inside a transaction of the ledger: nothing of it is there."""
        ledger, write = self.magazine.ledger.database, self.magazine.ledger.database._write
        left = iter(range(steps))

        def killed(record):
            write(record)
            if next(left, None) is None:
                raise Crash

        ledger._write = killed
        try:
            super().press()
        except Crash:
            self.tree.sweep()
        finally:
            del ledger._write

    def _compare(self) -> None:
        super()._compare()
        for name in dict(feed.readers.items()):
            index = self.indexes[name]
            index.done()
            while feed.take(name, 1):
                index.look()
                index.done()
            known = self.magazine.ledger.artifacts.items()
            wanted = {job: entry for job, entry in known if entry.digest and READERS[name].wants(job)}
            # Whose page fails while another takes its address has no file of its own: told when it is mended.
            places = Counter(entry.path for _, entry in known if entry.digest)
            without = {job for job, entry in wanted.items() if places[entry.path] > 1}
            pages = {job: self.tree.read(entry.path) for job, entry in wanted.items() if job not in without}
            assert {job: page for job, page in index.pages.items() if job not in without} == pages


LifeWithReaders.TestCase.settings = settings(
    max_examples=30, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.slow
@pytest.mark.django_db
class TestLifeWithReaders(LifeWithReaders.TestCase):  # type: ignore[misc,name-defined]
    """Collected by pytest."""

    @pytest.fixture(autouse=True)
    def _readers_go_afterwards(self):
        with feed.readers.replaced():
            yield
