"""The engine on the real ledger: what is rewritten, what stays, what is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from handpress.press import triggers
from handpress.press.aside import MemoryLedger, compare
from handpress.press.engine import FULL, Lane, Press, Summary, Tree
from handpress.press.ledger import DatabaseLedger
from handpress.press.models import Artifact, FailedPage, Frame, OutboxKey
from tests.app.press.toy import ArticleRecipe, MonthRecipe, NoticeRecipe, World

pytestmark = pytest.mark.django_db


class Shop:
    """A toy press on the test database."""

    def __init__(self, folder: Path) -> None:
        self.world = World()
        self.months = MonthRecipe(self.world)
        self.tree = Tree(folder / "public")
        self.aside = folder / "aside"
        self.farewells: list[str] = []
        OutboxKey.objects.all().delete()

    def press(self, *keys: str, lane: Lane = Lane.PUBLISH) -> Summary:
        triggers.queue(keys, lane)
        return Press(self._recipes(), self.ledger(), self.tree, self.world.fingerprints).run()

    def ledger(self) -> DatabaseLedger:
        return DatabaseLedger(farewell=self.farewells.extend)

    def _recipes(self) -> list:
        return [ArticleRecipe(self.world), self.months, NoticeRecipe(self.world)]

    def is_as_built_anew(self) -> bool:
        Press(self._recipes(), MemoryLedger(), Tree(self.aside), self.world.fingerprints).run()
        return not compare(self.tree.root, self.aside)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    shop = Shop(tmp_path)
    shop.world.articles = {1: ("Rivers", "2013/06"), 2: ("Seeds", "2013/06"), 3: ("Buses", "2013/07")}
    shop.press(FULL, lane=Lane.BULK)
    return shop


def test_a_full_build_writes_every_page_once(shop: Shop) -> None:
    assert Artifact.objects.count() == 5
    assert shop.is_as_built_anew()


def test_a_second_full_build_writes_nothing(shop: Shop) -> None:
    summary = shop.press(FULL, lane=Lane.BULK)
    assert (summary.written, summary.unchanged) == (0, 5)


def test_a_full_build_puts_back_a_file_that_was_deleted(shop: Shop) -> None:
    (shop.tree.root / "2013/06/1.html").unlink()
    assert shop.press(FULL, lane=Lane.BULK).paths == ["2013/06/1.html"]


def test_a_new_headline_rewrites_the_article_and_its_month(shop: Shop) -> None:
    shop.world.articles[1] = ("Rivers rise", "2013/06")
    assert sorted(shop.press("article:1").paths) == ["2013/06/1.html", "2013/06/index.html"]
    assert shop.is_as_built_anew()


def test_a_move_to_another_month_rewrites_both_months_and_takes_the_old_file_away(shop: Shop) -> None:
    shop.world.articles[1] = ("Rivers", "2013/07")
    paths = shop.press("article:1").paths
    assert sorted(paths) == ["2013/06/index.html", "2013/07/1.html", "2013/07/index.html"]
    assert shop.is_as_built_anew()


def test_an_article_that_goes_takes_its_empty_month_with_it_and_says_farewell(shop: Shop) -> None:
    del shop.world.articles[3]
    shop.press("article:3", lane=Lane.WITHDRAW)
    assert not (shop.tree.root / "2013/07").exists()
    assert sorted(shop.farewells) == ["/2013/07/", "/2013/07/3.html"]
    assert shop.is_as_built_anew()


def test_a_key_that_changes_nothing_writes_nothing(shop: Shop) -> None:
    assert shop.press("article:1", "list:2013/06", "template:toy").written == 0


def test_a_changed_frame_looks_at_every_page_that_has_it(shop: Shop) -> None:
    assert shop.press("template:toy").looked_at == 5


def test_a_page_that_fails_keeps_its_last_good_file_and_is_tried_again(shop: Shop) -> None:
    shop.world.articles[1] = ("boom", "2013/06")
    summary = shop.press("article:1")
    assert summary.failed == 1
    assert b"Rivers" in (shop.tree.root / "2013/06/1.html").read_bytes()
    assert "cannot be set" in FailedPage.objects.get().error
    shop.world.articles[1] = ("Rivers mend", "2013/06")
    shop.press("article:1")
    assert not FailedPage.objects.exists()
    assert shop.is_as_built_anew()


def test_a_list_that_fails_leaves_a_withdrawn_article_out(shop: Shop) -> None:
    del shop.world.articles[1]
    shop.months.is_broken = True
    shop.press("article:1", lane=Lane.WITHDRAW)
    month = (shop.tree.root / "2013/06/index.html").read_bytes()
    assert b"Rivers" not in month
    assert b"Seeds" in month
    shop.months.is_broken = False
    shop.press("list:2013/06", "article:2")
    assert shop.is_as_built_anew()


def test_a_notice_stands_where_a_page_was_and_gives_way_when_it_returns(shop: Shop) -> None:
    shop.world.redirects["/2013/07/3.html"] = "/2013/07/"
    del shop.world.articles[3]
    shop.press("article:3")
    assert b"301" in (shop.tree.root / "2013/07/3.html").read_bytes()
    assert shop.is_as_built_anew()
    shop.world.articles[3] = ("Buses again", "2013/07")
    shop.press("article:3", "address:/2013/07/3.html")
    assert b"Buses again" in (shop.tree.root / "2013/07/3.html").read_bytes()
    assert shop.is_as_built_anew()


def test_the_outbox_is_empty_after_a_run(shop: Shop) -> None:
    shop.press("article:1", "article:9", "list:2030/01", "nonsense")
    assert not OutboxKey.objects.exists()


def test_frames_that_no_page_has_any_more_go_when_a_press_begins(shop: Shop) -> None:
    shop.press(FULL)
    used = set(Artifact.objects.values_list("frame", flat=True))
    Frame.objects.create(id=1, keys="code\nmenu:1")
    ledger = shop.ledger()
    ledger.begin(shop.tree.root)
    assert set(Frame.objects.values_list("pk", flat=True)) == used
