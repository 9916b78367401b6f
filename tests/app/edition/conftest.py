"""A small magazine, pressed into a temporary folder with the real ledger."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from handpress.edition.farewell import farewell
from handpress.edition.fingerprints import fingerprints
from handpress.edition.pressroom import forget
from handpress.edition.recipes import all_recipes
from handpress.press import triggers
from handpress.press.aside import MemoryLedger
from handpress.press.engine import FULL, Lane, Press, Summary, Tree
from handpress.press.ledger import DatabaseLedger

VARIANTS = (".br", ".gz")


class Paper:
    """The test paper's press: `run()` presses what changed and says which files were written."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._press = _press(root, DatabaseLedger(farewell=farewell))

    def run(self, *, fails: bool = False) -> set[str]:
        """Press what is pending; the files written. Unless `fails`, nothing may fail."""
        return set(self.summary(fails=fails).paths)

    def summary(self, *, fails: bool = False) -> Summary:
        """Press what is pending."""
        forget()
        summary = self._press.run()
        assert fails or not self.failures(), self.failures()
        return summary

    def full(self) -> set[str]:
        """Press everything."""
        triggers.queue([FULL], Lane.BULK)
        return self.run()

    def failures(self) -> list[tuple[str, str]]:
        """Path and error of every page that failed."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT path, error FROM press_failure")
            return cursor.fetchall()

    def read(self, path: str) -> str:
        """A file of the tree."""
        return (self.root / path).read_text(encoding="utf-8")

    def has(self, path: str) -> bool:
        """Whether the tree has the file."""
        return (self.root / path).is_file()

    def files(self) -> dict[str, bytes]:
        """Every page of the tree with its bytes."""
        return pages(self.root)

    def built_aside(self) -> dict[str, bytes]:
        """What a full build from nothing writes."""
        forget()
        root = self.root.parent / "aside"
        press = _press(root, MemoryLedger())
        press.run()
        built = pages(root)
        for path in sorted(root.rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
        return built


def _press(root: Path, ledger: DatabaseLedger | MemoryLedger) -> Press:
    root.mkdir(parents=True, exist_ok=True)
    return Press(all_recipes(), ledger, Tree(root), fingerprints)


def pages(root: Path) -> dict[str, bytes]:
    """Plain files below `root`, by their path."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.suffix not in VARIANTS and "stage" not in path.parts
    }


@pytest.fixture
def paper(tmp_path):
    """The test paper, pressed in full once, empty as it is."""
    paper = Paper(tmp_path / "public")
    paper.full()
    return paper
