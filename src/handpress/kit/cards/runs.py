"""A text as letters that know their face and direction, and a line of them as pieces from left to right."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from PIL import features

from handpress.kit.cards.faces import Face, face_for, is_attached

# Scripts whose letters stand beside each other as they are; all others are shaped by raqm, or not set at all.
SIMPLE = (
    "LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN", "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA",
    "HANGUL", "BOPOMOFO", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH", "MODIFIER", "MICRO", "MASCULINE", "FEMININE",
)  # fmt: skip
JOINERS = "\u200c\u200d"
PAIRS = {"“": "”", "‘": "’", "«": "»", "„": "“", "(": ")", "[": "]", '"': '"', "‹": "›"}


class Letter(NamedTuple):
    """A letter, the face it is set in, and whether it runs to the left."""

    text: str
    face: Face
    is_rtl: bool


class Piece(NamedTuple):
    """Letters of one face and one direction."""

    text: str
    face: Face
    is_rtl: bool


class Unprintable(ValueError):
    """No font of this machine has a letter of the text, or nothing here can shape its script."""

    code = "unprintable"
    retry = False


def letters(text: str, language: str, weight: int, *, is_rtl: bool) -> list[Letter]:
    """The text's letters, white space made single. Raises Unprintable.

    Pictures among the letters (emoji) that no font has as an outline are left out.
    """
    found: list[tuple[str, Face]] = []
    for letter in filter(_is_shown, " ".join(unicodedata.normalize("NFC", text).split())):
        face = _face(letter, found[-1][1] if found else None, language, weight)
        if face is not None and not (letter == " " and (not found or found[-1][0] == " ")):
            found.append((letter, face))
        elif face is None and not _may_be_left_out(letter):
            raise Unprintable(f"No font of this machine has “{letter}” (U+{ord(letter):04X}).")
    while found and found[-1][0] == " ":
        found.pop()
    directions = _directions("".join(letter for letter, _ in found), is_rtl)
    return [Letter(letter, face, to_left) for (letter, face), to_left in zip(found, directions, strict=True)]


def _face(letter: str, before: Face | None, language: str, weight: int) -> Face | None:
    """What holds a word together: marks, digits, stops and spaces keep the face before them where it has them."""
    if before and unicodedata.category(letter) == "Cf":
        return before
    if before and (is_attached(letter) or not letter.isalpha()) and before.has(letter):
        return before
    if letter.isalpha() and not features.check("raqm") and not is_simple(letter):
        raise Unprintable(f"“{letter}” needs shaping, which needs FriBidi (Debian: libfribidi0).")
    return face_for(letter, language, weight)


def is_simple(letter: str) -> bool:
    """Whether the letter's script needs no shaping."""
    return unicodedata.name(letter, "").split(" ")[0] in SIMPLE


def _may_be_left_out(letter: str) -> bool:
    return unicodedata.category(letter) in ("So", "Sk", "Cn", "Co", "Cs")


def _is_shown(letter: str) -> bool:
    """No controls but the two that join and part letters; directions are found here, pictures are not varied."""
    if unicodedata.category(letter) in ("Cf", "Cc"):
        return letter in JOINERS
    return not ("\ufe00" <= letter <= "\ufe0f" or letter == "\u20e3")


def pieces(line: Sequence[Letter], *, is_rtl: bool) -> list[Piece]:
    """The pieces from left to right. What is of one face is one piece: raqm orders the directions within."""
    if len({each.face for each in line}) < 2:
        return [Piece("".join(each.text for each in line), line[0].face, is_rtl)] if line else []
    runs = [list(run) for _, run in groupby(line, lambda each: each.is_rtl)]
    return [piece for run in (reversed(runs) if is_rtl else runs) for piece in _of_one_direction(run)]


def _of_one_direction(run: list[Letter]) -> list[Piece]:
    to_left = run[0].is_rtl
    found = [
        Piece("".join(each.text for each in some), face, to_left) for face, some in groupby(run, lambda each: each.face)
    ]
    return found[::-1] if to_left else found


def _directions(text: str, is_rtl: bool) -> list[bool]:
    """For each letter whether it runs to the left: UAX 9 with the two levels that headlines have.

    Quotation marks and brackets go with what they enclose, as if it were isolated.
    """
    strong = [_strong(letter) for letter in text]
    for first, last in _pairs(text):
        inside = {each for each in strong[first + 1 : last] if each is not None}
        if inside == {not is_rtl}:
            strong[first] = strong[last] = not is_rtl
    before, after = _nearest(strong, is_rtl), _nearest(strong[::-1], is_rtl)[::-1]
    return [
        own if own is not None else one if one == other else is_rtl
        for own, one, other in zip(strong, before, after, strict=True)
    ]


def _nearest(strong: Sequence[bool | None], start: bool) -> list[bool]:
    """For each place the last direction that was decided before it."""
    found, last = [], start
    for each in strong:
        found.append(last)
        last = last if each is None else each
    return found


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    for first, letter in enumerate(text):
        last = text.find(PAIRS[letter], first + 1) if letter in PAIRS else -1
        if last > first:
            yield first, last


def _strong(letter: str) -> bool | None:
    kind = unicodedata.bidirectional(letter)
    return True if kind in ("R", "AL") else False if kind == "L" else None
