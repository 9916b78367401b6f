"""Which tree the ledger speaks of: of two that were given one database, the other is refused, and nothing is removed.

The ledger and the tree share a token, changed by everyone who begins to press and every minute from then on: in
`press_tree` and in the tree's file `.handpress/ledger`, which holds the token of before as well, so that one killed
between the two is known again. A copy of a tree is told from the original by the first that is pressed after the
copying, or within a minute while one is held; a copy of a folder with its own database goes its own way.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from django.conf import settings

from handpress.kit.files import write_atomic
from handpress.kit.own_words import PRESS
from handpress.press import triggers
from handpress.press.engine import FULL, Lane
from handpress.press.engine.tree import TreeTrouble
from handpress.press.errors import WrongTree
from handpress.press.models import LedgerTree

NOTE = f"{PRESS}/ledger"
STRANGE = (
    "The pages in {here} are not those that this database has pressed, which lie in {there}. Nothing was changed. Set"
    " the right `public` folder, or a database of its own for this copy; if these are to be the magazine's pages from"
    " now on, run `handpress press --adopt`."
)


def check(root: Path) -> None:
    """Raise WrongTree when the ledger speaks of another tree than this one."""
    known, tokens = LedgerTree.objects.first(), _tokens(root)
    if known is None and not tokens:
        return
    is_emptied = known is not None and not tokens and known.root == str(root)
    if not is_emptied and (known is None or known.token not in tokens):
        there = known.root if known else "no folder yet: it was pressed with another one"
        raise WrongTree(STRANGE.format(here=root, there=there))


def take(root: Path) -> None:
    """This tree is about to be pressed; in a transaction of whoever holds it. Raises WrongTree.

    A folder that was emptied is filled again.
    """
    check(root)
    known = LedgerTree.objects.first()
    if known is not None and not _tokens(root):
        triggers.queue([FULL], Lane.BULK)
    _mark(root, known.token if known else "")


def is_the_publications() -> bool:
    """Whether the publication's folder is where the ledger's tree lies, or nothing was pressed yet.

    Stricter than `check`: of two copies that nobody has told apart yet, one is where it was pressed last.
    """
    known, root = LedgerTree.objects.first(), settings.PUBLICATION.public
    return known is None or (known.root == str(root) and (known.token in (tokens := _tokens(root)) or not tokens))


def renew(root: Path) -> None:
    """Another token, by whoever holds the tree: from now on a copy is known as one. Raises TreeTrouble."""
    known = LedgerTree.objects.first()
    _mark(root, known.token if known else "")


def adopt(root: Path) -> None:
    """From now on the ledger speaks of this tree, whatever it spoke of before: everything is looked at."""
    _mark(root, "")
    triggers.queue([FULL], Lane.BULK)


def _mark(root: Path, before: str) -> None:
    token = secrets.token_hex(8)
    try:
        write_atomic(root / NOTE, f"{before} {token}\n".encode(), flush=True)
    except OSError as error:
        raise TreeTrouble(error.errno, f"{error.strerror or error}: {root / NOTE}. Free space or mend it") from error
    LedgerTree.objects.update_or_create(pk=1, defaults={"root": str(root), "token": token})


def _tokens(root: Path) -> set[str]:
    try:
        return set((root / NOTE).read_text().split())
    except (FileNotFoundError, NotADirectoryError):
        return set()
