"""The press in the desk: what waits, what failed and why, the last runs, their receipts, the processes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from handpress.press import runs, triggers
from handpress.press.engine import FULL, Lane, Press, Tree
from handpress.press.ledger import DatabaseLedger
from handpress.press.models import FailedPage, OutboxKey, Run
from tests.app.press.toy import ArticleRecipe, MonthRecipe, World


@pytest.fixture
def world():
    return World({1: ("Rivers", "2013/06")})


@pytest.fixture
def tree(tmp_path, monkeypatch):
    tree = Tree(tmp_path)
    monkeypatch.setattr("handpress.press.assembly.tree", lambda: tree)
    return tree


def press(world, tree, key):
    triggers.queue([key], Lane.PUBLISH)
    book = runs.RunBook()
    recipes = [ArticleRecipe(world), MonthRecipe(world)]
    made = Press(recipes, DatabaseLedger(), tree, world.fingerprints, on_batch=lambda record, left: book.add(record))
    return book.close(made.run())


def test_what_waits_is_counted_by_its_urgency(desk):
    OutboxKey.objects.all().delete()
    triggers.queue(["article:1", "article:2"], Lane.BULK)
    triggers.queue(["article:3"], Lane.WITHDRAW)
    shown = desk.get(reverse("press_index"))
    assert shown.status_code == 200
    assert [count for _, count in shown.context["queue"]] == [1, 0, 2]


def test_a_failed_page_is_shown_with_its_reason_and_can_be_tried_again(desk, world, tree):
    world.articles[1] = ("boom", "2013/06")
    press(world, tree, FULL)
    failed = FailedPage.objects.get(recipe="article")
    assert "this headline cannot be set" in failed.error
    assert failed.error in desk.get(reverse("press_index")).content.decode()
    FailedPage.objects.update(next_at=timezone.now() + timedelta(hours=1))
    assert DatabaseLedger().due_failures() == []
    assert desk.post(reverse("press_retry")).status_code == 302
    assert len(DatabaseLedger().due_failures()) == FailedPage.objects.count()


def test_a_run_leads_to_its_receipt_and_to_each_difference(desk, world, tree):
    press(world, tree, FULL)
    world.articles[1] = ("Rivers rise", "2013/06")
    run = press(world, tree, "article:1")
    assert reverse("press_run", args=[run.pk]) in desk.get(reverse("press_index")).content.decode()
    receipt = run.files.get(path="2013/06/1.html")
    page = desk.get(reverse("press_run", args=[run.pk])).content.decode()
    assert "2013/06/1.html" in page and reverse("press_difference", args=[receipt.pk]) in page
    lines = desk.get(reverse("press_difference", args=[receipt.pk])).context["lines"]
    assert any(kind == "went" and "Rivers<" in line for kind, line in lines)
    assert any(kind == "came" and "Rivers rise" in line for kind, line in lines)


def test_whoever_may_not_use_the_desk_sees_nothing_of_the_press(client):
    run = Run.objects.count()
    assert client.get(reverse("press_index")).status_code == 302
    assert client.post(reverse("press_retry")).status_code == 302
    assert Run.objects.count() == run
