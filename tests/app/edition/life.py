"""A magazine that lives and is pressed, crashes included; its subclass says by rules what its life is made of."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import time_machine
from django.db import transaction
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from handpress.newsroom.actions.calendar import apply_due
from handpress.newsroom.actions.pictures import make_renditions
from handpress.newsroom.public_sizes import order_removal
from handpress.pages.pressroom import reset
from handpress.press import assembly, triggers
from handpress.press.aside import compare
from handpress.press.engine import FULL, Lane, Tree
from tests import factories as make
from tests.app.edition import shown_files
from tests.app.edition.paper import built_aside, failures, press_of
from tests.plain.press.accidents import Crash, EagerPool, Fragile, FragileTree, Fuse

BEGIN = datetime(2014, 3, 3, 10, tzinfo=UTC)
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None


def cast() -> SimpleNamespace:
    """Who and what articles may belong to; no articles."""
    environment = make.section("Environment")
    picture = make.picture(alt_text="A river")
    make_renditions(picture)
    return SimpleNamespace(
        sections=[
            environment,
            make.section("Gender"),
            make.section("The big dam", kind="dossier", standfirst="One story."),
            make.section("Medio ambiente", lang="es", translation_key=environment.translation_key),
        ],
        authors=[make.author("Asha Rao"), make.author("Noor Khan"), make.author("Sam Lee")],
        sources=[
            make.source("The River Post", credit_line="First published in {source}"),
            make.source("The Hill Times"),
        ],
        tags=[make.tag("dams"), make.tag("rivers"), make.tag("presas", lang="es")],
        licence=make.licence(),
        picture=picture,
    )


class PressedLife(RuleBasedStateMachine):
    """One life: it begins with the cast, pressed, and no articles; nothing of it stays in the database.

    `blank` is the pressed tree that each life begins with.
    """

    blank: ClassVar[Path]
    cast: ClassVar[SimpleNamespace]

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp(dir=MEMORY))
        self.root = Path(shutil.copytree(self.blank, self._folder / "public"))
        self._clock = time_machine.travel(BEGIN, tick=False)
        self.clock = self._clock.start()
        self._transaction = transaction.atomic()
        self._transaction.__enter__()
        self.meanwhile: list[Callable[[], Any]] = []
        self.is_wrong = False

    def teardown(self) -> None:
        """Look a last time, then leave nothing behind."""
        try:
            if not self.is_wrong:
                self.compare()
        finally:
            transaction.set_rollback(True)
            self._transaction.__exit__(None, None, None)
            self._clock.stop()
            shutil.rmtree(self._folder)

    # time

    @rule(hours=st.sampled_from([1, 30, 24 * 40]), is_heard=st.booleans())
    def let_time_pass(self, hours: int, is_heard: bool) -> None:
        """The scheduler may come late."""
        self.clock.shift(timedelta(hours=hours))
        if is_heard:
            apply_due()

    # runs

    def _on_batch(self, record: object, left: int) -> None:
        if self.meanwhile:
            self.meanwhile.pop(0)()

    @rule()
    def press(self) -> None:
        """Press what is pending; what was to happen meanwhile happens between two batches."""
        reset()
        press = press_of(self._tree(), assembly.ledger(), many=EagerPool, on_batch=self._on_batch)
        press.run()
        while self.meanwhile:
            self.meanwhile.pop(0)()
            press.run()

    @rule()
    def press_everything(self) -> None:
        """What an editor does who does not trust the press."""
        triggers.queue([FULL], Lane.BULK)
        self.press()

    @rule(steps=st.integers(1, 200))
    def crash(self, steps: int) -> None:
        """The press is killed at some step; the next one begins where it was."""
        reset()
        fuse = Fuse(steps)
        tree = FragileTree(self.root, fuse)
        press = press_of(tree, Fragile(assembly.ledger(), fuse), many=EagerPool)
        try:
            press.run()
        except Crash:
            note("crashed")

    @rule()
    def compare(self) -> None:
        """Press, and press everything aside: nothing differs, and nothing failed."""
        self.press()
        with built_aside(self.root) as aside:
            found = compare(self.root, aside)
        order_removal(self.root)  # as every night: one that was killed may have brought what no page shows
        self.press()
        self.is_wrong = bool(found or failures())
        assert not failures(), failures()
        assert not found, found
        shown_files.check(self.root)

    def _tree(self) -> Tree:
        tree = Tree(self.root)
        tree.sweep()
        return tree
