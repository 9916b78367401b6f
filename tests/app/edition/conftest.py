"""A small magazine, pressed into a temporary folder with the real ledger."""

from __future__ import annotations

import pytest
from django.db import connection

from handpress.edition.fingerprints import fingerprints
from handpress.edition.pressroom import pressroom
from handpress.edition.recipes import all_recipes
from handpress.press import triggers
from handpress.press.engine import FULL, Lane, Press, Tree
from handpress.press.ledger import DatabaseLedger


class Paper:
    """The test paper's press: `run()` presses what changed and says which files were written."""

    def __init__(self, root):
        self.root = root
        self.ledger = DatabaseLedger()
        self.press = self._press(root, self.ledger)

    @staticmethod
    def _press(root, ledger):
        root.mkdir(parents=True, exist_ok=True)
        return Press(all_recipes(), ledger, Tree(root), fingerprints)

    def run(self):
        pressroom().forget()
        summary = self.press.run()
        assert not self.failures(), self.failures()
        return set(summary.paths)

    def full(self):
        triggers.queue([FULL], Lane.BULK)
        return self.run()

    def failures(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT path, error FROM press_failure")
            return cursor.fetchall()

    def read(self, path):
        return (self.root / path).read_text(encoding="utf-8")

    def files(self):
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in self.root.rglob("*")
            if path.is_file() and path.suffix not in (".br", ".gz") and "stage" not in path.parts
        }


@pytest.fixture
def paper(tmp_path):
    """The test paper, pressed in full once, empty as it is."""
    paper = Paper(tmp_path / "public")
    paper.full()
    return paper
