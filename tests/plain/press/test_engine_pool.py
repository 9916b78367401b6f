"""Several processes press what one would, and one that dies loses nothing."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.plain.press.toy import Articles, Magazine, Piece, files, full_build, press_of

from handpress.press.engine import ForkedPool, Reading, Tree, TreeTrouble, run
from handpress.press.engine.pool import WorkerLost
from handpress.press.engine.pressing import Batch, Pressed

pytestmark = pytest.mark.timeout(60)  # parent and child could wait for each other

PARENT = os.getpid()


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pools for a few pages already."""
    monkeypatch.setattr(run, "MANY", 3)


@pytest.fixture
def magazine() -> Magazine:
    magazine = Magazine()
    for id in range(1, 25):
        magazine.pieces[id] = Piece(id, f"Piece {id}", ("water", "work")[id % 2], "2013-06", f"2013/06/{id}.html")
    magazine.ledger.ask_everything()
    return magazine


def pool(processes: int = 2, **options: Any) -> Callable[..., ForkedPool]:
    return partial(ForkedPool, processes=processes, **options)


def test_a_crew_presses_what_one_process_would(magazine: Magazine, folder: Path) -> None:
    calls: list[str] = []
    tree = Tree(folder / "public")
    press_of(magazine, tree, many=pool(before_fork=lambda: calls.append("closed"))).run()
    assert files(tree.root) == full_build(magazine, folder / "aside")
    assert calls == ["closed"]
    magazine.set_menu("new menu")
    press_of(magazine, tree, many=pool(3)).run()
    assert files(tree.root) == full_build(magazine, folder / "aside2")


@pytest.mark.parametrize("moment", ["first", "last"])
def test_a_crew_that_loses_a_process_says_so_and_the_next_run_completes(
    magazine: Magazine, folder: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    victim = {"first": "24", "last": "1"}[moment]
    press = Articles.press

    def deadly(self: Articles, reading: Reading) -> bytes:
        if reading.subject == victim and os.getpid() != PARENT:
            os.kill(os.getpid(), signal.SIGKILL)
        return press(self, reading)

    tree = Tree(folder / "public")
    with monkeypatch.context() as patch:
        patch.setattr(Articles, "press", deadly)
        with pytest.raises(WorkerLost):
            press_of(magazine, tree, many=pool()).run()
    tree.sweep()
    press_of(magazine, tree, many=pool()).run()
    assert files(tree.root) == full_build(magazine, folder / "aside")


def test_trouble_with_the_disk_comes_back_from_a_child(
    magazine: Magazine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Tree, data: bytes) -> str:
        raise TreeTrouble(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Tree, "_write_aside", full)
        with pytest.raises(TreeTrouble, match="No space") as caught:
            press_of(magazine, Tree(folder / "public"), many=pool()).run()
        assert caught.value.errno == 28
    press_of(magazine, Tree(folder / "public"), many=pool()).run()
    assert files(folder / "public") == full_build(magazine, folder / "aside")


def test_batches_and_results_larger_than_a_pipe_pass_through() -> None:
    """Two batches in hand and a result under way are more than a socket holds (208 kB on Linux)."""
    name = "x" * 200

    def work(batch: Batch) -> list[Pressed]:
        return [Pressed(subject, name * 10) for subject in batch.subjects]

    batches = [Batch("article", tuple(f"{name}{n}-{i}" for i in range(2000))) for n in range(6)]
    outcomes = list(ForkedPool(work, processes=2).press(iter(batches)))
    assert sorted(batch.subjects[0] for batch, _ in outcomes) == [batch.subjects[0] for batch in batches]
    assert all(len(results) == 2000 for _, results in outcomes)


def test_no_child_outlives_the_work() -> None:
    pool = ForkedPool(lambda batch: [Pressed(str(os.getpid()), "")], processes=2)
    pids = {int(results[0].subject) for _, results in pool.press([Batch("a", ("1",)) for _ in range(4)])}
    assert len(pids) == 2 and PARENT not in pids
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
