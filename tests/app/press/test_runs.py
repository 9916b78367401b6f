"""Receipts: which files a run wrote, and the difference in each."""

from __future__ import annotations

from pathlib import Path

import pytest

from handpress.press import runs, triggers
from handpress.press.engine import FULL, Lane, Press, Tree
from handpress.press.ledger import DatabaseLedger
from handpress.press.models import Receipt, Run
from tests.app.press.toy import ArticleRecipe, MonthRecipe, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World({1: ("Rivers", "2013/06")})


def press(world: World, tree: Tree, key: str) -> Run | None:
    triggers.queue([key], Lane.PUBLISH)
    book = runs.RunBook()
    recipes = [ArticleRecipe(world), MonthRecipe(world)]
    ledger = DatabaseLedger()
    summary = Press(recipes, ledger, tree, world.fingerprints, on_batch=lambda record, left: book.add(record)).run()
    return book.close(summary)


def test_a_receipt_names_each_file_and_opens_as_a_difference(world: World, tmp_path: Path) -> None:
    tree = Tree(tmp_path)
    press(world, tree, FULL)
    world.articles[1] = ("Rivers rise", "2013/06")
    run = press(world, tree, "article:1")
    assert run is not None
    assert run.cause == "article:1"
    receipt = run.files.get(path="2013/06/1.html")
    assert receipt.action == "written"
    after = runs.bytes_after(receipt, tree.read(receipt.path))
    before = runs.zlib.decompress(receipt.before)
    lines = runs.difference(before, after)
    assert any(line.startswith("-") and "Rivers<" in line for line in lines)
    assert any(line.startswith("+") and "Rivers rise" in line for line in lines)


def test_an_older_receipt_shows_what_its_own_run_wrote(world: World, tmp_path: Path) -> None:
    tree = Tree(tmp_path)
    press(world, tree, FULL)
    for headline in ("second", "third"):
        world.articles[1] = (headline, "2013/06")
        press(world, tree, "article:1")
    older = Receipt.objects.filter(path="2013/06/1.html").order_by("pk")[1]
    assert b"second" in runs.bytes_after(older, tree.read(older.path))


def test_a_run_that_does_nothing_leaves_no_trace(world: World, tmp_path: Path) -> None:
    tree = Tree(tmp_path)
    press(world, tree, FULL)
    assert press(world, tree, "article:1") is None
    assert Run.objects.count() == 1


def test_old_receipts_are_dropped(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "KEPT_RECEIPTS", 1)
    tree = Tree(tmp_path)
    press(world, tree, FULL)
    world.articles[1] = ("second", "2013/06")
    newest = press(world, tree, "article:1")
    assert set(Receipt.objects.values_list("run", flat=True)) == {newest.pk}
