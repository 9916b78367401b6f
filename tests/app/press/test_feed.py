"""What readers of the press's feed hear: what came, changed and went, once the file says so, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from handpress.kit.offers import OfferTaken
from handpress.press import feed
from handpress.press.engine import FULL, Job, Lane, Tree
from handpress.press.feed import State
from handpress.press.ledger import DatabaseLedger
from handpress.press.models import FeedReader, FeedRow
from tests.app.press.test_ledger import Shop as LedgerShop


class Shop(LedgerShop):
    """The toy press, read along by "toy": articles only."""

    def ledger(self) -> DatabaseLedger:
        return DatabaseLedger(farewell=self.farewells.extend, news=["article"])

    def heard(self, name: str = "toy") -> dict[str, State]:
        """What the reader's rows say, worked off."""
        rows = feed.take(name, 100)
        feed.done(rows)
        return {row.job.subject: row.state for row in rows}


@contextmanager
def reading(**readers: feed.Reader) -> Iterator[None]:
    with feed.readers.replaced(**readers):
        feed.settle_readers()
        yield


TOY = feed.Reader(frozenset({"article"}))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with reading(toy=TOY):
        shop = Shop(tmp_path)
        shop.world.articles = {1: ("Rivers", "2013/06"), 2: ("Seeds", "2013/06")}
        shop.press(FULL, lane=Lane.BULK)
        yield shop


def test_a_page_is_first_seen_then_changed_then_gone(shop: Shop) -> None:
    assert shop.heard() == {"1": State.FIRST_SEEN, "2": State.FIRST_SEEN}
    shop.world.articles[1] = ("Rivers rise", "2013/06")
    shop.press("article:1")
    assert shop.heard() == {"1": State.CHANGED}
    del shop.world.articles[1]
    shop.press("article:1", lane=Lane.WITHDRAW)
    assert shop.heard() == {"1": State.GONE}
    assert shop.heard() == {}


def test_what_changes_nothing_is_not_told(shop: Shop) -> None:
    shop.heard()
    shop.press("article:1", FULL, lane=Lane.BULK)
    assert shop.heard() == {}


def test_a_page_that_comes_back_is_not_first_seen_again(shop: Shop) -> None:
    shop.heard()
    was = shop.world.articles.pop(1)
    shop.press("article:1", lane=Lane.WITHDRAW)
    assert shop.heard() == {"1": State.GONE}
    shop.world.articles[1] = was
    shop.press("article:1")
    assert shop.heard() == {"1": State.CHANGED}


def test_it_is_not_first_seen_again_though_nobody_read_along_when_it_went(shop: Shop) -> None:
    with feed.readers.replaced():
        was = shop.world.articles.pop(1)
        shop.press("article:1", lane=Lane.WITHDRAW)
    shop.heard()
    shop.world.articles[1] = was
    shop.press("article:1")
    assert shop.heard() == {"1": State.CHANGED}


def test_news_that_nobody_has_read_folds_into_one_row(shop: Shop) -> None:
    shop.world.articles[1] = ("Rivers rise", "2013/06")
    shop.press("article:1")
    was = shop.world.articles.pop(1)
    shop.press("article:1", lane=Lane.WITHDRAW)
    assert [row.state for row in feed.take("toy", 9) if row.job.subject == "1"] == [State.GONE]
    shop.world.articles[1] = was
    shop.press("article:1")
    assert shop.heard() == {"1": State.FIRST_SEEN, "2": State.FIRST_SEEN}  # nobody has heard of it yet


def test_what_changes_while_a_reader_works_stays_to_be_read(shop: Shop) -> None:
    rows = feed.take("toy", 9)
    shop.world.articles[1] = ("Rivers rise", "2013/06")
    shop.press("article:1")
    assert feed.done(rows) == 1
    assert shop.heard() == {"1": State.FIRST_SEEN}


def test_a_row_that_was_done_and_came_again_is_another_one(shop: Shop) -> None:
    rows = feed.take("toy", 9)
    assert feed.done(rows) == 2
    shop.world.articles[1] = ("Rivers rise", "2013/06")
    shop.press("article:1")
    assert feed.done(rows) == 0
    assert shop.heard() == {"1": State.CHANGED}


def test_a_reader_that_fails_keeps_its_rows(shop: Shop) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        feed.done(feed.take("toy", 9))
        raise ZeroDivisionError
    assert len(shop.heard()) == 2


def test_rows_are_told_in_the_ledger_s_own_transaction_when_the_file_is_there(shop: Shop) -> None:
    shop.heard()
    seen: list[tuple[bool, bool]] = []

    class Watching(DatabaseLedger):
        def record(self, record):
            file = shop.tree.root / "2013/06/1.html"
            before = FeedRow.objects.exists()
            super().record(record)
            seen.extend([(before, file.exists())] if any(job.subject == "1" for job in record.removed) else [])

    shop.ledger = Watching  # type: ignore[method-assign]
    del shop.world.articles[1]
    shop.press("article:1", lane=Lane.WITHDRAW)
    assert seen[0] == (False, False)
    assert shop.heard() == {"1": State.GONE}


def test_a_ledger_that_records_nothing_tells_nothing(shop: Shop) -> None:
    shop.heard()

    class Killed(DatabaseLedger):
        def _write(self, record):
            super()._write(record)
            if record.written:
                raise KeyboardInterrupt

    shop.ledger = Killed  # type: ignore[method-assign]
    shop.world.articles[1] = ("Rivers rise", "2013/06")
    with pytest.raises(KeyboardInterrupt):
        shop.press("article:1")
    assert shop.heard() == {}


def test_a_file_that_a_killed_press_left_is_told_of_when_it_is_put_right(shop: Shop) -> None:
    class Killed(Tree):
        def commit(self, *files):
            super().commit(*files)
            raise KeyboardInterrupt

    whole, shop.tree = shop.tree, Killed(shop.tree.root)
    shop.world.articles[1] = ("Rivers rise", "2013/06")
    with pytest.raises(KeyboardInterrupt):
        shop.press("article:1")
    assert b"rise" in (shop.tree.root / "2013/06/1.html").read_bytes()
    shop.heard()  # the reader has looked at the file that nobody has recorded
    shop.tree = Tree(whole.root)
    shop.world.articles[1] = ("Rivers", "2013/06")
    shop.press("article:1")
    assert shop.heard()["1"] == State.CHANGED


def test_a_page_that_cannot_be_pressed_and_shows_a_withdrawn_one_is_told_as_changed(shop: Shop) -> None:
    with reading(all=feed.Reader()):
        shop.heard("all")
        del shop.world.articles[1]
        shop.months.is_broken = True
        shop.press("article:1", lane=Lane.WITHDRAW)
        assert shop.heard("all") == {"1": State.GONE, "2013/06": State.CHANGED}


def test_what_an_import_published_is_not_first_seen(shop: Shop) -> None:
    shop.heard()
    feed.not_news("article", [3])
    shop.world.articles |= {3: ("Old", "1999/01"), 4: ("New", "2014/01")}
    shop.press("article:3", "article:4")
    assert shop.heard() == {"3": State.CHANGED, "4": State.FIRST_SEEN}


# readers that come and go


def test_a_reader_that_is_switched_on_gets_everything(shop: Shop) -> None:
    began: list[str] = []
    late = feed.Reader(begin=lambda: began.append("late"))
    with reading(toy=TOY, late=late):
        assert began == ["late"]
        assert shop.heard("late") == dict.fromkeys(("1", "2", "2013/06"), State.CHANGED)
        feed.settle_readers()
        assert (shop.heard("late"), began) == ({}, ["late"])


def test_a_reader_hears_what_it_asks_for(shop: Shop) -> None:
    with reading(toy=TOY, months=feed.Reader(frozenset({"month"})), none=feed.Reader(frozenset())):
        assert shop.heard("months") == {"2013/06": State.CHANGED}
        shop.world.articles[3] = ("Buses", "2013/07")
        shop.press("article:3")
        assert shop.heard("months") == {"2013/07": State.FIRST_SEEN}
        assert shop.heard("none") == {}


def test_a_reader_that_asks_for_more_is_begun_anew(shop: Shop) -> None:
    shop.heard()
    with reading(toy=feed.Reader(frozenset({"article", "month"}))):
        assert len(shop.heard()) == 3


def test_a_reader_that_is_switched_off_leaves_nothing(shop: Shop) -> None:
    with reading():
        assert not FeedRow.objects.exists()
        assert not FeedReader.objects.exists()
        shop.world.articles[1] = ("Rivers rise", "2013/06")
        shop.press("article:1")
        assert not FeedRow.objects.exists()


def test_a_place_that_is_taken_is_refused() -> None:
    with feed.readers.replaced():
        feed.reader("toy", recipes=["article"])
        with pytest.raises(OfferTaken, match="toy"):
            feed.reader("toy")


# what it costs


def _statements(shop: Shop) -> list[str]:
    shop.world.articles |= {id: (f"Headline {id}", "2015/01") for id in range(10, 30)}
    with CaptureQueriesContext(connection) as queries:
        shop.press(*(f"article:{id}" for id in range(10, 30)))
    return [query["sql"] for query in queries if "press_feed" in query["sql"] or "press_seen" in query["sql"]]


def test_without_a_reader_nothing_is_asked(shop: Shop) -> None:
    with reading():
        assert _statements(shop) == []


def test_with_readers_a_settled_batch_costs_one_statement(shop: Shop) -> None:
    with reading(toy=TOY, all=feed.Reader()):
        assert len(_statements(shop)) == 2  # the articles' batch and their month's


def test_rows_are_found_by_an_index(shop: Shop) -> None:
    query = FeedRow.objects.filter(reader="toy").order_by("id")[:5]
    if connection.vendor == "sqlite":
        plan = query.explain()
        assert "press_feed_oldest" in plan and "TEMP B-TREE" not in plan


def test_a_page_s_name_is_its_recipe_and_subject(shop: Shop) -> None:
    assert feed.take("toy", 1)[0].job == Job("article", "1")
    assert feed.take("toy", 1)[0].path == "2013/06/1.html"
