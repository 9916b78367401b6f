"""The sample legacy archive and what a careful reader takes from each of its files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import handpress.demo

ARCHIVE = Path(handpress.demo.__file__).parent / "legacy"
EXPECTATIONS = ARCHIVE.with_name("legacy-expected.json")


@dataclass(frozen=True, slots=True)
class Expected:
    """One file of the archive: an "article", a "list" of links, a "plain" page, or "refused"."""

    path: str
    kind: str
    code: str = ""
    headline: str = ""
    standfirst: str = ""
    authors: tuple[str, ...] = ()
    published_on: str | None = None
    source: str | None = None
    language: str = ""
    section: str | None = None
    paragraphs: int = 0
    first_words: str = ""
    last_words: str = ""
    subheadings: tuple[str, ...] = ()
    list_items: int = 0
    images: tuple[str, ...] = ()
    same_as: str = ""
    truncated: bool = False

    @property
    def file(self) -> Path:
        """Where it lies."""
        return ARCHIVE / self.path

    @property
    def is_html(self) -> bool:
        """Whether it is a page and not a text dump."""
        return self.path.endswith((".htm", ".html"))


def _entry(fields: dict[str, Any]) -> Expected:
    lists = {name: tuple(value) for name, value in fields.items() if isinstance(value, list)}
    return Expected(**{**fields, **lists})


def all_expected() -> tuple[Expected, ...]:
    """Every entry, in the order of the paths."""
    return tuple(_entry(fields) for fields in json.loads(EXPECTATIONS.read_text("utf-8")))


def articles() -> tuple[Expected, ...]:
    """The entries of pages that hold an article, copies included."""
    return tuple(entry for entry in all_expected() if entry.kind == "article")
