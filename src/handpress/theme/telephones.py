"""Telephone numbers in a text: those with a country code, and those that a word announces.

A bare number may be anything, and a wrong link is worse than none: what may be a count, a year, a date, hours or a
measure is left alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from handpress.theme.country_codes import country_code, fits_plan
from handpress.theme.digit_groups import Groups

# These are said of nothing else.
_SURE = (
    r"tel(?:e(?:phone|fono|fon|fax))?s?|t[ée]l(?:[ée](?:phone|fono|fax|copie))?s?|fonos?|m[óo]vil(?:es)?|fax|whatsapp|"
    r"[وبل]?(?:ال|ل)?(?:هاتف|هواتف|تلفن|تلفون|تليفون|جوّ?ال|موبايل|محمول|فاكس)|"
    r"टेलीफ(?:़)?ोन|(?:फ़|फ़|फ)ोन|दूरभाष|मोबाइल|फ(?:़)?ैक्स"
)
# These are also words of a sentence ("they call 2 000 000 workers"): they count with a mark, or at the head of a line.
_LOOSE = r"phones?|ph|mob(?:iles?)?|cells?|call"
_NOUN = r"numbers?|nos?\b\.?|nr\b\.?|n[º°]|num[ée]ro|número|رقم|أرقام|नंबर|नम्बर|नं\.?|संख्या|क्रमांक"
_SPACE = r"[ \u202a-\u202e\u2066-\u2069\u200e\u200f]"
_NUMBER = (
    r"(?:\(\+?\d{1,5}\)[ -]?|\+\d{1,3}[ .-]?\(\d{1,5}\)[ .-]?|\+)?"
    r"(?:0\d{1,4}/(?=\d{4}|\d{3}[ -]))?\d{1,15}(?:[ .-]\d{1,15}){0,9}"
)
_ANNOUNCED = re.compile(
    rf"(?<!\w)(?:(?P<sure>{_SURE})|(?P<loose>{_LOOSE}))(?!\w)(?P<noun>{_SPACE}?(?:{_NOUN})(?!\w))?"
    rf"(?P<place>{_SPACE}?\((?=[^()]{{0,19}}[^\W\d])[^()]{{1,20}}\))?(?P<mark>\.?{_SPACE}?[:：]{{1,2}}|\.)?{_SPACE}{{0,4}}(?P<number>(?=[\d(+]))",
    re.I,
)
_PLUS = re.compile(r"(?<![\w+.,=&#%$€£@-])(?:\(\+(?=\d{1,3}\))|\+(?=\d))")
_WRITTEN = re.compile(_NUMBER)
_NEXT = re.compile(rf"{_SPACE}{{0,2}}(?:[,;/،]|or\b|and\b|ou\b|et\b|y\b|o\b|أو|या|और){_SPACE}{{0,2}}(?=[\d(])")
_GOES_ON = re.compile(
    r"[\w@]|[.,:/-]\w*[^\W\d]{2}|[.:٫]\d|,\d{1,3}(?!\d)|[ ]?[%‰€$£¥₹°]|[ ](?:euros?|dollars?|millions?|percent)\b", re.I
)
_MAY_HOLD = re.compile(rf"\+|{_SURE}|{_LOOSE}", re.I)
_LEAST, _MOST = 6, 12  # digits of a number without its country code
_LONG_ENOUGH = re.compile(rf"\d(?:(?:<[^<>]*>|&#?\w{{1,8}};|\W){{0,6}}\d){{{_LEAST - 1}}}")


@dataclass(frozen=True, slots=True)
class Telephone:
    """A number from `start` to `end` of a text, and what a telephone dials for it."""

    start: int
    end: int
    dialled: str


def may_hold(text: str) -> bool:
    """Whether looking for a number in this HTML is worth while: digits close to each other, and a word or sign for it.

    In this order: digits are found eight times as fast as the words, and stand in few texts.
    """
    return bool(_LONG_ENOUGH.search(text) and _MAY_HOLD.search(text))


def telephones(text: str) -> Iterator[Telephone]:
    """The numbers of a plain text, in order."""
    if not _LONG_ENOUGH.search(text):
        return
    plain = _plain(text)
    after = 0
    for start, sure in sorted({**_announced(plain), **_with_plus(plain)}.items()):
        if start < after:
            continue
        for found in _row(plain, start, sure):
            yield found
            after = found.end


def _plain(text: str) -> str:
    """The text with every digit, space and hyphen in its ASCII form, letter for letter."""
    return text if text.isascii() else "".join(map(_ascii, text))


@lru_cache(maxsize=4096)
def _ascii(letter: str) -> str:
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if letter in "\u2010\u2011\u2012\u2013":
        return "-"
    return " " if unicodedata.category(letter) == "Zs" else letter


def _with_plus(plain: str) -> dict[int, bool]:
    return {found.start(): True for found in _PLUS.finditer(plain)}


def _announced(plain: str) -> dict[int, bool]:
    """Where announced numbers begin, and whether the word can mean nothing else."""
    starts = {}
    for found in _ANNOUNCED.finditer(plain):
        marked = bool(found["noun"] or found["place"] or found["mark"])
        if found["loose"] == "pH" or not (found["sure"] or marked or _heads_line(plain, found.start())):
            continue
        only_stop = found["mark"] == "." and not (found["noun"] or found["place"])  # or the sentence ends there
        starts[found.end()] = bool(found["sure"]) or (marked and not only_stop)
    return starts


def _heads_line(plain: str, place: int) -> bool:
    """Whether nothing but space stands before a place in its line."""
    before = plain[max(0, place - 10) : place].rpartition("\n")
    return not before[2].strip() and (bool(before[1]) or place < 10)


def _row(plain: str, start: int, sure: bool) -> Iterator[Telephone]:
    """The number at a place, and those of as many digits that follow after a comma or a stroke."""
    found = first = _number(plain, start, sure)
    while found:
        yield found
        following = _NEXT.match(plain, found.end)
        found = _number(plain, following.end(), True) if following else None
        if found and first and len(found.dialled) != len(first.dialled):
            return


def _number(plain: str, start: int, sure: bool) -> Telephone | None:
    written = _WRITTEN.match(plain, start)
    if not written:
        return None
    whole = Groups(written[0].rstrip(" .-"))
    goes_on = bool(_GOES_ON.match(plain, written.end()))
    known = _abroad(whole, goes_on) if "+" in written[0] else _home(whole, goes_on, sure)
    if not known:
        return None
    return Telephone(start, start + len(known.written), ("+" if "+" in written[0] else "") + known.digits)


def _abroad(whole: Groups, goes_on: bool) -> Groups | None:
    """The groups that make a number with a country code; None where a year after it makes that uncertain."""
    if len(whole.groups) == 2 and "." in whole.written:  # a coordinate
        return None
    fitting = [part for part in whole.shorter() if fits_plan(part.digits)]
    if not fitting or fitting[0].is_round() or _years_only(fitting[0]):
        return None
    known = fitting[0]
    if (goes_on and known == whole) or (known.ends_in_year() and len(fitting) > 1):
        return None
    return known if country_code(known.groups[0]) else None


def _years_only(known: Groups) -> bool:
    return Groups(" ".join(known.groups[1:])).is_time() if len(known.groups) > 2 else False


def _home(whole: Groups, goes_on: bool, sure: bool) -> Groups | None:
    """The groups that make a number without a country code."""
    known = _without_rest(whole)
    if known is None or (goes_on and known == whole) or known.is_time() or known.is_count() or known.is_decimal():
        return None
    if known.digits.startswith("00"):
        return known if fits_plan(known.digits[2:]) else None
    return known if _LEAST <= len(known.digits) <= _MOST and (sure or _stands_alone(known)) else None


def _without_rest(whole: Groups) -> Groups | None:
    """The number without a year or a neighbour's last digit ("0123-5") behind it; None where that is uncertain."""
    if not (whole.ends_in_year() or whole.ends_in_neighbour()):
        return whole
    shorter = list(whole.shorter())[1]
    if len(shorter.digits) > 8 + whole.ends_in_neighbour():
        return shorter
    return None if len(shorter.digits) == 7 or whole.ends_in_neighbour() else whole


def _stands_alone(known: Groups) -> bool:
    """Whether digits look like a telephone number even after a word that announces other things too."""
    local = [len(group) for group in known.groups] == [3, 4] and "-" in known.written
    return known.written[0] in "0(" or len(known.digits) >= 10 or local
