"""A corpus of any size from one seed: the same articles each time, about 12 kB of HTML a page."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

SEED = 20021123
FIRST_DAY = date(2002, 1, 1)
LAST_DAY = date(2026, 10, 31)
SECTIONS, AUTHORS, SOURCES, TAGS = 30, 400, 40, 300

_SYLLABLES = (
    "ba be bo da den dor el en fa gar ha in ka la lo ma mi na no or pa ra re ri sa se so ta te tor un va ve".split()
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of the corpus; `section`, `authors`, `source` and `tags` are numbers."""

    number: int
    headline: str
    standfirst: str
    paragraphs: tuple[str, ...]
    on: date
    section: int
    authors: tuple[int, ...]
    source: int | None
    tags: tuple[int, ...]


class Words:
    """A vocabulary with the frequencies of a language (Zipf), so that compression finds what it finds in prose."""

    def __init__(self, seed: int = SEED, size: int = 6000) -> None:
        rng = random.Random(seed)
        words: set[str] = set()
        while len(words) < size:
            words.add("".join(rng.choices(_SYLLABLES, k=rng.choice((1, 2, 2, 3, 3, 4)))))
        self._words = sorted(words, key=lambda word: (len(word), word))
        self._summed = list(accumulate(1 / (rank + 3) for rank in range(size)))  # summed once, not for each sentence

    def some(self, rng: random.Random, count: int) -> list[str]:
        """So many words."""
        return rng.choices(self._words, cum_weights=self._summed, k=count)

    def sentence(self, rng: random.Random, low: int = 8, high: int = 28) -> str:
        """A sentence."""
        return " ".join(self.some(rng, rng.randint(low, high))).capitalize() + "."


def pieces(count: int, *, seed: int = SEED) -> Iterator[Piece]:
    """The first `count` articles; the same prefix for every count, spread evenly over the years."""
    words = Words(seed)
    days = (LAST_DAY - FIRST_DAY).days
    for number in range(count):
        rng = random.Random(f"{seed}:{number}")
        paragraphs = tuple(
            " ".join(words.sentence(rng) for _ in range(rng.randint(3, 6))) for _ in range(rng.randint(9, 17))
        )
        yield Piece(
            number=number,
            headline=" ".join(words.some(rng, rng.randint(4, 9))).capitalize(),
            standfirst=words.sentence(rng, 12, 24),
            paragraphs=paragraphs,
            on=FIRST_DAY + timedelta(days=number * days // max(count - 1, 1)),
            section=rng.randrange(SECTIONS),
            authors=tuple(rng.sample(range(AUTHORS), 1 if rng.random() < 0.9 else 2)),
            source=rng.randrange(SOURCES) if rng.random() < 0.3 else None,
            tags=tuple(rng.sample(range(TAGS), rng.randint(1, 4))),
        )
