"""Whatever happens to a magazine and its press, the tree ends as a full build would write it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    multiple,
    rule,
)
from tests.plain.press.accidents import Crash, EagerPool, Fragile, FragileTree, Fuse
from tests.plain.press.toy import Magazine, Piece, files, full_build, press_of

from handpress.press.engine import Lane, Tree, run
from handpress.press.engine.tree import address_of

MONTHS = ("2013-05", "2013-06", "2014-01")
PATHS = ("old.html", "2013/06/a.html", "2013/06/b.html", "x/index.html")
SECTIONS = ("water", "work")
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None


class Life(RuleBasedStateMachine):
    """The life of a magazine: changes, runs, crashes, broken pages; after each finished run, the comparison."""

    pieces = Bundle("pieces")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY))
        self.magazine = Magazine()
        self.magazine.ledger.ask_everything()
        self.tree = Tree(self.folder / "public")
        self.number = 0
        self.meanwhile: list[Any] = []

    def teardown(self) -> None:
        self.magazine.broken.clear()
        self.press()
        shutil.rmtree(self.folder)

    # changes

    def _free(self, path: str) -> bool:
        return all(piece.path != path for piece in self.magazine.pieces.values())

    @rule(
        target=pieces,
        title=st.sampled_from("ABC"),
        section=st.sampled_from(SECTIONS),
        month=st.sampled_from(MONTHS),
        lane=st.sampled_from([Lane.PUBLISH, Lane.BULK]),
    )
    def create(self, title: str, section: str, month: str, lane: Lane) -> int:
        self.number += 1
        path = f"{month.replace('-', '/')}/{self.number}.html"
        self.magazine.save(Piece(self.number, title, section, month, path), lane)
        return self.number

    @rule(piece=pieces, title=st.sampled_from("ABC"))
    def retitle(self, piece: int, title: str) -> None:
        if piece in self.magazine.pieces:
            self.magazine.edit(piece, title=title)

    @rule(piece=pieces, month=st.sampled_from(MONTHS))
    def redate(self, piece: int, month: str) -> None:
        if piece in self.magazine.pieces:
            self.magazine.edit(piece, month=month)

    @rule(piece=pieces, section=st.sampled_from(SECTIONS))
    def refile(self, piece: int, section: str) -> None:
        if piece in self.magazine.pieces:
            self.magazine.edit(piece, section=section)

    @rule(piece=pieces)
    def unpublish(self, piece: int) -> None:
        if piece in self.magazine.pieces:
            self.magazine.edit(piece, is_public=False)

    @rule(piece=pieces)
    def publish_again(self, piece: int) -> None:
        if piece in self.magazine.pieces:
            self.magazine.restore(piece)

    @rule(piece=pieces)
    def withdraw(self, piece: int) -> None:
        if piece in self.magazine.pieces:
            self.magazine.withdraw(piece)

    @rule(piece=pieces, path=st.sampled_from(PATHS))
    def move(self, piece: int, path: str) -> None:
        if piece in self.magazine.pieces and self._free(path):
            self.magazine.move(piece, path)

    @rule(one=pieces, other=pieces)
    def swap_paths(self, one: int, other: int) -> None:
        known = self.magazine.pieces
        if one != other and one in known and other in known:
            first, second = known[one].path, known[other].path
            self.magazine.edit(one, path=second)
            self.magazine.edit(other, path=first)
            self.magazine.ledger.ask([f"address:{address_of(first)}", f"address:{address_of(second)}"])

    @rule(piece=consumes(pieces))
    def delete(self, piece: int) -> None:
        if piece in self.magazine.pieces:
            self.magazine.delete(piece)

    @rule(section=st.sampled_from(SECTIONS), name=st.sampled_from("WXYZ"))
    def rename(self, section: str, name: str) -> None:
        self.magazine.rename(section, name)

    @rule(text=st.sampled_from(["menu", "other menu"]))
    def change_menu(self, text: str) -> None:
        self.magazine.set_menu(text)

    @rule(path=st.sampled_from(PATHS), to=st.sampled_from([None, "/", "/new.html"]))
    def redirect(self, path: str, to: str | None) -> None:
        self.magazine.redirect(path, to)

    @rule(target=pieces, count=st.integers(2, 6), is_full=st.booleans())
    def import_many(self, count: int, is_full: bool) -> Any:
        """In bulk: keys one by one, or without triggers and one key for everything."""
        first = self.number + 1
        self.number += count
        for id in range(first, self.number + 1):
            piece = Piece(id, f"I{id}", SECTIONS[id % 2], MONTHS[id % 3], f"i/{id}.html")
            if is_full:
                self.magazine.pieces[id] = piece
            else:
                self.magazine.save(piece, Lane.BULK)
        if is_full:
            self.magazine.ledger.ask_everything()
        return multiple(*range(first, self.number + 1))

    @rule(
        how=st.sampled_from(["read", "press"]),
        what=st.sampled_from(["section:water", "front:0", "month:water:2013-06"]),
    )
    def break_page(self, how: str, what: str) -> None:
        self.magazine.broken.add(f"{how} {what}")

    @rule(how=st.sampled_from(["read", "press"]), piece=pieces)
    def break_article(self, how: str, piece: int) -> None:
        self.magazine.broken.add(f"{how} article:{piece}")

    @rule()
    def mend(self) -> None:
        self.magazine.broken.clear()

    @rule(piece=pieces, what=st.sampled_from(["withdraw", "retitle", "unpublish", "delete", "redate"]))
    def change_during_the_next_run(self, piece: int, what: str) -> None:
        if piece not in self.magazine.pieces:
            return
        changes = {
            "withdraw": lambda: self.magazine.withdraw(piece),
            "retitle": lambda: self.magazine.edit(piece, title="meanwhile"),
            "unpublish": lambda: self.magazine.edit(piece, is_public=False),
            "delete": lambda: self.magazine.delete(piece),
            "redate": lambda: self.magazine.edit(piece, month=MONTHS[0]),
        }
        self.meanwhile.append(lambda: piece in self.magazine.pieces and changes[what]())

    # runs

    def _on_batch(self, record: object, left: int) -> None:
        if self.meanwhile:
            self.meanwhile.pop(0)()

    @rule()
    def press(self) -> None:
        press = press_of(self.magazine, self.tree, many=EagerPool, on_batch=self._on_batch)
        press.run(retry=self.magazine.ledger.due_failures())
        while self.meanwhile:
            self.meanwhile.pop(0)()
            press.run()
        self._compare()

    @rule(steps=st.integers(1, 150))
    def crash(self, steps: int) -> None:
        fuse = Fuse(steps)
        tree = FragileTree(self.tree.root, fuse)
        press = press_of(self.magazine, tree, ledger=Fragile(self.magazine.ledger, fuse), many=EagerPool)
        try:
            press.run()
        except Crash:
            note("crashed")
        self.tree.sweep()

    def _compare(self) -> None:
        pressed = files(self.tree.root)
        aside = Path(tempfile.mkdtemp(dir=MEMORY))
        fit, self.magazine.broken = self.magazine.broken, set()
        try:
            full = full_build(self.magazine, aside)
        finally:
            self.magazine.broken = fit
            shutil.rmtree(aside)
        if not fit:
            assert pressed == full
            assert not self.magazine.ledger.failures
        self._check_withdrawn(pressed)
        self._check_variants(pressed)

    def _check_withdrawn(self, pressed: dict[str, bytes]) -> None:
        """Not even a page that cannot be pressed shows a withdrawn one."""
        for piece in self.magazine.pieces.values():
            if not piece.is_public and piece.id in self.magazine.withdrawn:
                mark = f'id="p{piece.id}"'.encode()
                assert [path for path, body in pressed.items() if mark in body] == []

    def _check_variants(self, pressed: dict[str, bytes]) -> None:
        for path, body in pressed.items():
            for suffix in (".br", ".gz"):
                assert pressed.get(path + suffix, body) == body


Life.TestCase.settings = settings(
    max_examples=60, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck)
)
TestLife = pytest.mark.slow(Life.TestCase)


@pytest.fixture(autouse=True)
def small_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A magazine of ten pieces meets what one of 100,000 does."""
    monkeypatch.setattr(run, "MANY", 3)
    monkeypatch.setattr(run, "HEAVY", 4)
    monkeypatch.setattr(run, "TAKE", 5)


def test_a_list_that_goes_on_failing_loses_what_it_shows_under_an_earlier_address() -> None:
    """It was struck out of before, for another piece: that says nothing about this one."""
    life = Life()
    try:
        _, second = life.import_many(count=2, is_full=False)
        _, fourth = life.import_many(count=2, is_full=False)
        life.press()
        life.move(path="old.html", piece=fourth)
        life.withdraw(piece=second)
        life.break_page(how="read", what="section:water")
        life.press()
        life.withdraw(piece=fourth)
        life.press()
    finally:
        life.teardown()
