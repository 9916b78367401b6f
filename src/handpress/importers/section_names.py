"""Which of the magazine's sections an old section is, by their names."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from handpress.kit.files import write_atomic
from handpress.kit.words import words

# Words that say nothing about what a section is, in the languages of most archives.
_ARTICLES = words(
    "the a an el la los las lo le les l un una une der die das ein eine il i gli o os as um uma de het al our"
)
_INVARIABLE = words("news series species")
_AND = words("and y e et und en i og och ja ve и та و और & + / , ; ·")
_WORD = re.compile(r"[\w\u0900-\u097f']+|[&+/,;·]", re.UNICODE)
MIN_SHARED = 4  # letters of a word that two names share by more than chance

FILED = 'The old section “{old}” was filed under “{new}”. To file it elsewhere: --section "{old}=NAME".'
MADE = (
    "The old section “{old}” was made a section of its own beside “{near}”. If it is the same, merge them in the desk, "
    'or import with --section "{old}={near}".'
)

Ask = Callable[[str, Sequence[str]], str | None]  # (old name, near names) → the name of the section, or None


@dataclass(slots=True)
class SectionNames:
    """Decides on old sections; `given` are the editor's own answers by key, `ask` asks for more."""

    given: dict[str, str] = field(default_factory=dict)
    ask: Ask | None = None
    file: Path | None = None  # where answers are kept for the next import
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, pairs: dict[str, str], ask: Ask | None, file: Path) -> SectionNames:
        """With the answers of earlier imports; those given now count more."""
        kept = _kept(file)
        return cls({**kept, **{section_key(old): new for old, new in pairs.items()}}, ask, file)

    def answers(self, old: str) -> bool:
        """Whether the editor said where the old section belongs."""
        return section_key(old) in self.given

    def decide(self, old: str, sections: Sequence[str]) -> str:
        """The name of the section to file under: one of `sections` or a new one; "" for none."""
        if (told := self._told(old, sections)) is not None:
            return told
        compound = _compound(old, sections)
        if len(compound) == 1:
            self.notes.append(FILED.format(old=old, new=compound[0]))
            return compound[0]
        near = compound or [name for name in sections if _shares_a_word(old, name)]
        return self._asked(old, near) if near else old

    def settled(self, old: str, sections: Sequence[str]) -> str:
        """The one of `sections` that is sure, without asking or noting anything; "" where there is none."""
        if (told := self._told(old, sections)) is not None:
            return told if told in sections else ""
        compound = _compound(old, sections)
        return compound[0] if len(compound) == 1 else ""

    def _told(self, old: str, sections: Sequence[str]) -> str | None:
        """What the editor said, or the section of the same name; None where neither tells."""
        answer = self.given.get(section_key(old))
        if answer is not None:
            return next((name for name in sections if section_key(name) == section_key(answer)), answer)
        return next((name for name in sections if section_key(name) == section_key(old)), None)

    def _asked(self, old: str, near: Sequence[str]) -> str:
        answer = self.ask(old, near) if self.ask else None
        if answer is None:
            self.notes.append(MADE.format(old=old, near=near[0]))
            return old
        self.given[section_key(old)] = answer
        if self.file:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(self.file, json.dumps(self.given, ensure_ascii=False, indent=1).encode())
        return answer


def _kept(file: Path) -> dict[str, str]:
    try:
        given = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(old): str(new) for old, new in given.items()} if isinstance(given, dict) else {}


def section_key(name: str) -> str:
    """A name without what does not tell sections apart: case, accents, articles, "and" or "&", plural, signs."""
    return " ".join(_core(name))


def _core(name: str) -> list[str]:
    found = [word for word in _words(name) if word not in _AND]
    core = [word for word in found if word not in _ARTICLES] or found
    return [_singular(word) for word in core]


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("’", "'"))
    kept = "".join(char for char in plain if not ("\u0300" <= char <= "\u036f")).replace("_", " ").replace("-", " ")
    return _WORD.findall(unicodedata.normalize("NFC", kept).replace("l'", "l ").replace("'s", "s"))


def _singular(word: str) -> str:
    if word in _INVARIABLE:
        return word
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _compound(old: str, sections: Sequence[str]) -> list[str]:
    """The sections whose names join the old one with another."""
    return [name for name in sections if section_key(old) in _parts(name)]


def _parts(name: str) -> set[str]:
    """The parts of "Land and Water", "Arts & Culture": what is joined on one level; none for a single name."""
    groups: list[list[str]] = [[]]
    for word in _words(name):
        if word in _AND:
            groups.append([])
        else:
            groups[-1].append(word)
    return {section_key(" ".join(group)) for group in groups if group} if len(groups) > 1 else set()


def _shares_a_word(one: str, other: str) -> bool:
    return any(len(word) >= MIN_SHARED for word in {*_core(one)} & {*_core(other)})
