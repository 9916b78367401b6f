"""A toy magazine in one dictionary, pressed by toy recipes through the real ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from handpress.press.engine import Notes, Reading, Recipe

FRAME = frozenset({"template:toy", "code"})


@dataclass
class World:
    """Articles by id: (headline, month); a missing one is not public."""

    articles: dict[int, tuple[str, str]] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)

    def ids(self, month: str) -> list[int]:
        return sorted(id for id, (_, each) in self.articles.items() if each == month)

    def fingerprint(self, key: str) -> str:
        return hashlib.sha1(repr(self.ids(key.removeprefix("list:"))).encode()).hexdigest()

    def fingerprints(self, keys: Collection[str]) -> dict[str, str]:
        return {key: self.fingerprint(key) for key in keys}


class ArticleRecipe(Recipe):
    name = "article"

    def __init__(self, world: World) -> None:
        self.world = world

    def subjects(self, key: str) -> Iterable[str]:
        return [key.removeprefix("article:")] if key.startswith("article:") else []

    def everything(self) -> Iterator[str]:
        return iter(sorted(map(str, self.world.articles)))

    def read(self, subjects: Sequence[str]) -> Iterator[Reading]:
        for subject in subjects:
            if int(subject) not in self.world.articles:
                continue
            headline, month = self.world.articles[int(subject)]
            notes = Notes(FRAME)
            notes.record(f"article:{subject}")
            notes.member_of([f"list:{month}"])
            yield Reading(subject, f"{month}/{subject}.html", headline, notes.trace())

    def press(self, reading: Reading) -> bytes:
        if reading.record == "boom":
            raise ValueError("this headline cannot be set")
        return f"<!doctype html><title>{reading.record}</title>".encode() + b" " * 300


class MonthRecipe(Recipe):
    name = "month"

    def __init__(self, world: World) -> None:
        self.world = world
        self.is_broken = False

    def subjects(self, key: str) -> Iterable[str]:
        return [key.removeprefix("list:")] if key.startswith("list:") else []

    def everything(self) -> Iterator[str]:
        return iter(sorted({month for _, month in self.world.articles.values()}))

    def read(self, subjects: Sequence[str]) -> Iterator[Reading]:
        for month in subjects:
            ids = self.world.ids(month)
            if not ids:
                continue
            notes = Notes(FRAME)
            notes.list(f"list:{month}", self.world.fingerprint(f"list:{month}"))
            notes.record(*(f"article:{id}" for id in ids))
            lines = [f"<li><a href=/{month}/{id}.html>{self.world.articles[id][0]}</a>" for id in ids]
            yield Reading(month, f"{month}/index.html", "\n".join(lines), notes.trace())

    def press(self, reading: Reading) -> bytes:
        if self.is_broken:
            raise ValueError("the month cannot be set")
        return f"<!doctype html><ul>{reading.record}</ul>".encode() + b" " * 300

    def redact(self, body: bytes, address: str) -> bytes | None:
        lines = body.decode().split("\n")
        return "\n".join(line for line in lines if address not in line).encode()


class NoticeRecipe(Recipe):
    name = "notice"
    rank = 0
    is_compressed = False

    def __init__(self, world: World) -> None:
        self.world = world

    def subjects(self, key: str) -> Iterable[str]:
        return [key.removeprefix("address:")] if key.startswith("address:") else []

    def everything(self) -> Iterator[str]:
        return iter(sorted(self.world.redirects))

    def read(self, subjects: Sequence[str]) -> Iterator[Reading]:
        for address in subjects:
            if address in self.world.redirects:
                path = address.lstrip("/") + ("index.html" if address.endswith("/") else "")
                yield Reading(address, path, self.world.redirects[address], Notes().trace())

    def press(self, reading: Reading) -> bytes:
        return f"<!doctype html><!--handpress 301 {reading.record}-->".encode()
