"""Where a line may end: between words, between letters of scripts that write none, and within a word only in need."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from handpress.kit.cards.faces import is_attached
from handpress.kit.cards.measure import Ruler
from handpress.kit.cards.runs import Letter

NO_START = frozenset(
    "、。，．・：；！？）」』】〉》〕］｝…‥%,.:;!?)]}’”»ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々ะาำๆฯະາຳໆ"
)
NO_END = frozenset("（「『【〈《〔［｛([{‘“«เแโใไເແໂໃໄ")
STOPS = frozenset(" ,;:–—-،؛、，")
UNSPACED = ("THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")  # without a dictionary: between syllables, or within words

Line = list[Letter]


def words_of(text: Sequence[Letter]) -> list[Line]:
    """What stands together on a line, with the space behind it."""
    found: list[Line] = []
    for letter in text:
        if found and not _may_break(found[-1][-1].text, letter.text):
            found[-1].append(letter)
        else:
            found.append([letter])
    return found


def _may_break(before: str, letter: str) -> bool:
    if before == " ":
        return letter != " "
    if letter == " " or letter in NO_START or before in NO_END or is_attached(letter):
        return False
    if is_attached(before) and _script(letter) not in UNSPACED:
        return False
    return _stands_alone(before) or _stands_alone(letter)


def _stands_alone(letter: str) -> bool:
    """Whether lines may break on both sides: letters of East Asia but Korean ones, and those of UNSPACED."""
    script = _script(letter)
    return script in UNSPACED or (unicodedata.east_asian_width(letter) in "WF" and script != "HANGUL")


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def parts(words: Iterable[Line], width: int, ruler: Ruler) -> list[Line]:
    """The words, those wider than the space, which are rare, in parts that fit."""
    return [part for word in words for part in ([word] if ruler.width(word) <= width else _parts(word, width, ruler))]


def _parts(word: Line, width: int, ruler: Ruler) -> list[Line]:
    found: list[Line] = [[]]
    for letter in word:
        stays = not found[-1] or is_attached(letter.text) or letter.text == " "
        if not stays and ruler.width([*found[-1], letter]) > width:
            found.append([])
        found[-1].append(letter)
    return found


def shorter(line: Line) -> Line:
    """The line without its last word, or without its last letter when it is a single one."""
    spaces = [place for place, each in enumerate(line) if each.text == " "]
    return bare(line[: spaces[-1]] if spaces else line[:-1])


def bare(line: Line) -> Line:
    """Without spaces, stops and opening marks at the end."""
    while len(line) > 1 and line[-1].text in STOPS | NO_END:
        line = line[:-1]
    return line
