"""A small magazine's press: what changed is pressed into a folder, or everything into another beside it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

from handpress.press import assembly, triggers
from handpress.press.aside import Differences, MemoryLedger, compare
from handpress.press.engine import FULL, Lane, Press, Summary, Tree
from handpress.press.engine.ledger import Ledger
from handpress.press.kinds import kinds
from handpress.press.registry import registration

VARIANTS = (".br", ".gz")


class Paper:
    """The test paper's press: `run()` presses what changed and says which files were written."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._press = press_of(Tree(root), assembly.ledger())

    def run(self, *, fails: bool = False) -> set[str]:
        """Press what is pending; the files written. Unless `fails`, nothing may fail."""
        return set(self.summary(fails=fails).paths)

    def summary(self, *, fails: bool = False) -> Summary:
        """Press what is pending."""
        registration().reset()
        summary = self._press.run()
        assert fails or not failures(), failures()
        return summary

    def full(self) -> set[str]:
        """Press everything."""
        triggers.queue([FULL], Lane.BULK)
        return self.run()

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
        with built_aside(self.root) as aside:
            return pages(aside)

    def differences(self) -> Differences:
        """How the tree differs from what a full build from nothing writes."""
        with built_aside(self.root) as aside:
            return compare(self.root, aside)


def press_of(tree: Tree, ledger: Ledger, **options: Any) -> Press:
    """The press of all that apps offer."""
    tree.root.mkdir(parents=True, exist_ok=True)
    offer = registration()
    return Press(
        offer.recipes(),
        ledger,
        tree,
        offer.fingerprints,
        kinds=kinds(),
        invalidate=offer.invalidate,
        **{"companions": offer.companions} | options,
    )


@contextmanager
def built_aside(root: Path) -> Iterator[Path]:
    """A folder beside `root` with what a full build from nothing writes; it goes afterwards."""
    registration().reset()
    aside = root.parent / "aside"
    try:
        press_of(Tree(aside), MemoryLedger(), companions=()).run()
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def failures() -> list[tuple[str, str]]:
    """Path and error of every page that failed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT path, error FROM press_failure")
        return cursor.fetchall()


def pages(root: Path) -> dict[str, bytes]:
    """Plain files below `root`, by their path."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
        and path.suffix not in VARIANTS
        and "stage" not in path.parts
        and path.relative_to(root).parts[0] != "i"
    }
