"""A pressed magazine in a folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.plain.press.toy import Magazine, Piece, files, full_build, press_of

from handpress.press.engine import Tree


class Shop:
    """A magazine with three pieces of one section and two of another, pressed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.magazine = Magazine()
        self.tree = Tree(folder / "public")
        for id, (section, month) in enumerate(
            [
                ("water", "2013-05"),
                ("water", "2013-06"),
                ("work", "2013-06"),
                ("water", "2013-06"),
                ("work", "2014-01"),
            ],
            1,
        ):
            self.magazine.save(Piece(id, f"Piece {id}", section, month, f"{month.replace('-', '/')}/{id}.html"))
        self.magazine.ledger.ask_everything()
        self.press()

    def press(self, **options: Any) -> set[str]:
        """The paths written by one run."""
        return set(press_of(self.magazine, self.tree, **options).run().paths)

    def retry(self) -> None:
        press_of(self.magazine, self.tree).run(retry=self.magazine.ledger.due_failures())

    def differences(self) -> set[str]:
        """Paths that a full build would write otherwise."""
        full = full_build(self.magazine, self.folder / f"aside-{len(list(self.folder.iterdir()))}")
        pressed = files(self.tree.root)
        return {path for path in full.keys() | pressed.keys() if full.get(path) != pressed.get(path)}

    def shown(self, id: int) -> list[str]:
        """Plain files that show a piece."""
        mark = f'id="p{id}"'.encode()
        return [path for path, body in files(self.tree.root).items() if mark in body]
