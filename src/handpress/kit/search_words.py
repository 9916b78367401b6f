"""What someone typed into a search box, as words that a full-text index can be asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

MOST_WORDS = 32  # SQLite's parser and PostgreSQL's stop at some thousand; nobody types more who looks for a headline
LONGEST_WORD = 200  # letters; PostgreSQL refuses words of more than 2,046 bytes

# Scripts that write no spaces between words: Han, kana, Thai, Lao, Tibetan, Burmese, Khmer.
_UNSPACED = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True)
class Term:
    """What stood between two spaces: as it was typed, and the words in it, which are letters, digits and marks."""

    typed: str
    words: tuple[str, ...]

    @property
    def is_unspaced(self) -> bool:
        """Whether an index of words cannot know it, because its script does not say where words end."""
        return any(_UNSPACED.search(word) for word in self.words)


def terms(typed: str) -> list[Term]:
    """The terms of a query, without those that hold no letter and no digit; at most as many words as make sense."""
    found, left = [], MOST_WORDS
    for each in _terms(typed):
        if left <= 0:
            break
        found.append(Term(each.typed, each.words[:left]))
        left -= len(each.words)
    return found


def _terms(typed: str) -> Iterator[Term]:
    # Composed, as headlines are stored: a keyboard may send letter and accent apart.
    for part in re.split(r"[\s\x00]+", unicodedata.normalize("NFC", typed)):
        words = tuple(word[:LONGEST_WORD] for word in _words(part))
        if words:
            yield Term(part[:LONGEST_WORD], words)


def _words(part: str) -> list[str]:
    letters = (each if unicodedata.category(each)[0] in "LNM" else " " for each in part)
    return [word for word in "".join(letters).split() if any(unicodedata.category(each)[0] in "LN" for each in word)]
