"""Recipes: one for each kind of page."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from handpress.press.engine.trace import Trace


class Job(NamedTuple):
    """An artifact's name: its recipe and, within that, its subject (`17`, `7:2013-06`, `en`)."""

    recipe: str
    subject: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is needed to press one artifact: the file it goes to, a finished record, and its trace.

    `path` is relative to the tree, with forward slashes: `2013/06/rivers.html`, `archive/index.html`.
    """

    subject: str
    path: str
    record: Any
    trace: Trace


class Recipe(ABC):
    """How one kind of page is made. Methods answer for a few subjects at a time, never by a scan."""

    name: str
    rank: int = 1  # of two artifacts that want one path the higher rank has it: notices (0) give way to pages
    is_compressed: bool = True
    batch: int = 500  # subjects read together; a constant number of queries each

    @abstractmethod
    def subjects(self, key: str) -> Iterable[str]:
        """The subjects whose artifact a change of `key` may bring into being; none for keys of no concern."""

    @abstractmethod
    def everything(self) -> Iterator[str]:
        """Every subject that exists now, in an order in which neighbours are cheap to read together."""

    @abstractmethod
    def read(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """Readings of those subjects that exist; a subject left out has no page (any more)."""

    @abstractmethod
    def press(self, reading: Reading) -> bytes:
        """The file's bytes. Depends on nothing but the reading, the theme and the code."""

    def objection(self, body: bytes) -> str:
        """Why the file must not be written, in words for the desk; its last good one stays. "" where it may."""
        return ""

    def follows(self, list_key: str) -> bool:
        """Whether a list the record is in may look different though the record's place in lists is as it was."""
        return True

    def redact(self, body: bytes, address: str) -> bytes | None:
        """`body` without what it shows of the withdrawn `address`; None when the file had better go.

        Asked only when the page cannot be pressed again.
        """
        return None
