"""A press that is killed, or whose disk fails, leaves nothing wrong and goes on where it ended."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from typing import Any

import pytest
from tests.plain.press.accidents import Crash, Fragile, FragileTree, Fuse
from tests.plain.press.shop import Shop
from tests.plain.press.toy import Piece, files, press_of

from handpress.press.engine import Tree, TreeTrouble
from handpress.press.engine import tree as tree_module

CHANGES = {
    "a new title": lambda magazine: magazine.edit(1, title="New"),
    "a new article": lambda magazine: magazine.save(Piece(6, "Six", "work", "2014-02", "2014/02/6.html")),
    "a withdrawal": lambda magazine: magazine.withdraw(2),
    "a move": lambda magazine: magazine.move(4, "here.html"),
}
AFTERWARDS = {
    "nothing": lambda magazine: None,
    "it is taken back": lambda magazine: [
        magazine.edit(1, title="Piece 1"),
        magazine.restore(2),
        magazine.edit(4, path="2013/06/4.html"),
        magazine.redirect("2013/06/4.html", None),
        magazine.pieces.get(6) and magazine.delete(6),
    ],
}


@pytest.mark.slow
@pytest.mark.parametrize("afterwards", AFTERWARDS)
@pytest.mark.parametrize("change", CHANGES)
def test_a_press_killed_at_any_step_leaves_nothing_wrong(shop: Shop, change: str, afterwards: str) -> None:
    steps, has_crashed = 0, True
    while has_crashed:
        steps += 1
        CHANGES[change](shop.magazine)
        fuse = Fuse(steps)
        ledger = Fragile(shop.magazine.ledger, fuse)
        try:
            press_of(shop.magazine, FragileTree(shop.tree.root, fuse), ledger=ledger).run()
            has_crashed = False
        except Crash:
            shop.tree.sweep()
        AFTERWARDS[afterwards](shop.magazine)
        shop.press()
        assert shop.differences() == set(), f"killed at step {steps}"
        AFTERWARDS["it is taken back"](shop.magazine)
        shop.press()
    assert steps > 20


def test_a_page_that_nobody_recorded_goes_though_a_failed_one_is_tried_again_first(shop: Shop) -> None:
    shop.magazine.broken.add("press article:3")
    shop.magazine.edit(3, title="New")
    shop.press()
    shop.magazine.save(Piece(6, "Six", "work", "2014-02", "2014/02/6.html"))

    class Killed(FragileTree):
        def commit(self, *args: Any) -> None:
            super().commit(*args)
            raise Crash

    with pytest.raises(Crash):
        press_of(shop.magazine, Killed(shop.tree.root, Fuse(-1))).run()
    assert shop.shown(6)
    shop.magazine.delete(6)
    shop.magazine.broken.clear()
    tree = Tree(shop.tree.root)
    press_of(shop.magazine, tree).run(retry=shop.magazine.ledger.due_failures())
    assert shop.shown(6) == [] and shop.differences() == set()


def test_a_page_is_whole_at_every_step(shop: Shop) -> None:
    """A reader at every step of a run finds the old page or the new one, in every variant."""
    seen = set()

    class Watched(FragileTree):
        def _move(self, temporary: str, final: str) -> None:
            super()._move(temporary, final)
            seen.update(files(self.root)[f"2013/05/1.html{suffix}"] for suffix in ("", ".br", ".gz"))

    shop.magazine.edit(1, title="New")
    press_of(shop.magazine, Watched(shop.tree.root, Fuse(-1))).run()
    assert len(seen) == 2


# the disk


def _failing(number: int) -> Callable[..., Any]:
    def fail(*args: Any, **options: Any) -> Any:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize(
    ("function", "number"),
    [
        ("open", errno.ENOSPC),
        ("open", errno.EROFS),
        ("replace", errno.EACCES),
        ("replace", errno.EROFS),
        ("fsync", errno.EIO),
    ],
)
def test_a_disk_that_fails_is_named_and_everything_resumes(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, function: str, number: int
) -> None:
    before = files(shop.tree.root)
    shop.magazine.edit(1, title="New")
    shop.magazine.withdraw(5)
    with monkeypatch.context() as patch:
        patch.setattr(tree_module.os, function, _failing(number))
        with pytest.raises(TreeTrouble) as caught:
            shop.press()
        assert caught.value.errno == number and os.strerror(number) in str(caught.value)
        with pytest.raises(TreeTrouble):  # still full: nothing is forgotten meanwhile
            shop.press()
    assert files(shop.tree.root).items() <= before.items()
    shop.tree.sweep()
    shop.press()
    assert shop.differences() == set()


def test_a_disk_that_fills_between_two_files_of_a_page_is_resumed(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    moves = iter(range(100))
    replace = os.replace

    def replace_some(source: str, target: str) -> None:
        if next(moves) > 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        replace(source, target)

    shop.magazine.edit(1, title="New")
    with monkeypatch.context() as patch:
        patch.setattr(tree_module.os, "replace", replace_some)
        with pytest.raises(TreeTrouble):
            shop.press()
    shop.magazine.edit(1, title="Piece 1")  # taken back: the ledger knows nothing of what was half written
    shop.press()
    assert shop.differences() == set()


def test_a_public_folder_that_lost_its_stage_makes_it_again(shop: Shop) -> None:
    for path in sorted((shop.tree.root / ".handpress").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    shop.magazine.edit(1, title="New")
    assert "2013/05/1.html" in shop.press()
