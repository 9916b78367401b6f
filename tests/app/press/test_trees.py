"""The ledger presses its own tree; another one is told so, and nothing of it is touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handpress.background import places
from handpress.press import commands, trees
from handpress.press.engine import Tree
from handpress.press.engine.tree import UNSETTLED
from handpress.press.errors import LeaseLost, WrongTree
from handpress.press.lease import LEDGERS_TREE, Lease
from handpress.press.ledger import DatabaseLedger
from handpress.press.models import LedgerTree, OutboxKey


def begin(root: Path) -> None:
    """A presser takes the tree up and lays it down."""
    lease = Lease(LEDGERS_TREE, holder=str(root))
    assert lease.acquire()
    DatabaseLedger(lease).begin(root)
    lease.release()


def everything(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "public"
    root.mkdir()
    begin(root)
    (root / "index.html").write_text("Front")
    OutboxKey.objects.all().delete()
    return root


def copy_of(tree: Path) -> Path:
    return Path(shutil.copytree(tree, tree.parent / "copy"))


def test_the_ledgers_own_tree_goes_on_and_on(tree: Path):
    for _ in range(3):
        begin(tree)
    assert not OutboxKey.objects.exists()


@pytest.mark.parametrize("is_empty", [True, False])
def test_another_tree_is_refused(tree: Path, tmp_path: Path, is_empty: bool):
    other = tmp_path / "other"
    other.mkdir()
    if not is_empty:
        (other / "index.html").write_text("Another magazine")
    before = everything(other)
    with pytest.raises(WrongTree, match="--adopt") as refused:
        begin(other)
    assert str(other) in str(refused.value) and str(tree) in str(refused.value)
    assert everything(other) == before
    begin(tree)  # the lease was given back


def test_a_copy_is_refused_and_nothing_of_it_is_touched(tree: Path):
    copy = copy_of(tree)
    begin(tree)
    before = everything(copy)
    with pytest.raises(WrongTree):
        begin(copy)
    assert everything(copy) == before
    begin(tree)


def test_a_copy_is_told_from_the_tree_while_that_is_held(tree: Path):
    copy = copy_of(tree)
    lease = Lease(LEDGERS_TREE, holder="first")
    assert lease.acquire()
    trees.check(copy)
    DatabaseLedger(lease).renew(tree)
    with pytest.raises(WrongTree):
        trees.check(copy)
    trees.check(tree)


def test_whoever_adopts_a_folder_has_it_and_the_other_records_nothing_more(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    other = tmp_path / "other"
    monkeypatch.setattr(commands.assembly, "tree", lambda: Tree(other))
    first = Lease(LEDGERS_TREE, holder="first")
    assert first.acquire()
    commands.adopt()
    for goes_on in (first.check, lambda: DatabaseLedger(first).renew(tree)):
        with pytest.raises(LeaseLost):
            goes_on()
    assert not first.acquire()
    with pytest.raises(WrongTree):
        trees.check(tree)
    trees.check(other)


def test_duties_and_tasks_are_done_where_the_tree_lies_that_was_pressed_last(
    tree: Path, monkeypatch: pytest.MonkeyPatch
):
    def is_here(root: Path) -> bool:
        monkeypatch.setattr(trees.settings, "PUBLICATION", _at(root))
        return places.is_here()

    copy = copy_of(tree)
    assert is_here(tree) and not is_here(copy), "before anybody has told them apart"
    begin(copy)
    assert is_here(copy) and not is_here(tree)
    shutil.rmtree(copy)
    assert is_here(copy), "it was emptied, and is filled again"
    LedgerTree.objects.all().delete()
    assert is_here(tree), "nothing was pressed yet"


def test_of_two_copies_the_one_that_was_pressed_since_is_the_tree(tree: Path):
    copy = copy_of(tree)
    begin(copy)
    with pytest.raises(WrongTree):
        begin(tree)
    begin(copy)


def test_a_tree_that_another_ledger_pressed_is_refused_by_a_new_one(tree: Path):
    LedgerTree.objects.all().delete()
    with pytest.raises(WrongTree):
        begin(tree)


def test_a_publication_from_before_is_taken_as_it_is(tmp_path: Path):
    (tmp_path / "index.html").write_text("Pressed by the first edition")
    begin(tmp_path)
    assert not OutboxKey.objects.exists()


def test_a_folder_that_was_moved_goes_on(tree: Path):
    begin(tree.rename(tree.parent / "moved"))
    assert LedgerTree.objects.get().root.endswith("moved")


def test_a_folder_that_was_emptied_is_filled_again(tree: Path):
    shutil.rmtree(tree)
    begin(tree)
    assert OutboxKey.objects.get().key == "full"


def test_a_press_killed_while_it_begins_is_known_again(tree: Path, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(LedgerTree.objects, "update_or_create", _killed)
        begin(tree)
    Lease(LEDGERS_TREE, holder=str(tree)).acquire()
    begin(tree)


def _killed(*given, **named):
    raise KeyboardInterrupt


def test_a_folder_is_adopted(tree: Path, tmp_path: Path):
    other = tmp_path / "other"
    trees.adopt(other)
    begin(other)
    assert OutboxKey.objects.get().key == "full"
    with pytest.raises(WrongTree):
        begin(tree)


def test_nothing_of_a_strange_tree_is_pruned(tree: Path, monkeypatch: pytest.MonkeyPatch):
    begin(tree)
    copy = copy_of(tree)
    begin(tree)
    monkeypatch.setattr("handpress.press.assembly.settings.PUBLICATION", _at(copy))
    before = everything(copy)
    for command in (commands.prune, commands.press):
        with pytest.raises(WrongTree):
            command()
    assert everything(copy) == before


def _at(root: Path):
    from types import SimpleNamespace

    return SimpleNamespace(public=root)


def test_pruning_takes_what_nobody_made_or_shows_and_leaves_what_the_press_keeps_there(
    tree: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(commands.assembly, "tree", lambda: Tree(tree))
    (tree / UNSETTLED).write_text("")
    before = everything(tree)
    for stray in ("i/picture.jpg", "i/ab/abcdef0123456789abcd.webp", "d/abcdef0123456789abcd/leaflet.pdf"):
        (tree / stray).parent.mkdir(parents=True, exist_ok=True)
        (tree / stray).write_text("shown by nobody")
    (tree / "old").mkdir()
    (tree / "old" / "stray.html").write_text("nobody pressed me")
    assert commands.prune() == [
        "d/abcdef0123456789abcd/leaflet.pdf",
        "i/ab/abcdef0123456789abcd.webp",
        "i/picture.jpg",
        "index.html",  # no ledger entry has it either
        "old/stray.html",
    ]
    assert before.keys() - {"index.html", UNSETTLED} <= everything(tree).keys()
    assert not {"d", "i", "old"} & {path.name for path in tree.iterdir()}
