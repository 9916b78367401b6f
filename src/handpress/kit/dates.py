"""Dates as archives know them: to the day, the month, the year, or not at all; and reading printed ones.

Reading is done here and not by dateparser (measured, version 1.5): it costs 2 to 8 ms for a line that is a
date and 11 to 56 ms for one that is not, on pages with two hundred lines; it completes "June 2013" with
today's day, reads "2013" as a day, finds "Out" in a headline, and does not know the Levantine months. What
follows takes some 60 µs for a line with a number in it, 1 µs for any other, and never invents a part that is
not printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import total_ordering

from handpress.kit.months import MONTH_NUMBERS, ROMAN_MONTHS

EARLIEST_YEAR, LATEST_YEAR = 1500, 2199
TWO_DIGIT_PIVOT = 70  # "70" to "99" are of the last century


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, the month, the year, or not at all; ValueError for one no calendar has."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if (self.month and not self.year) or (self.day and not self.month):
            raise ValueError(f"A date with a hole in it: {self.year}-{self.month}-{self.day}.")
        if self.year is not None:
            date(self.year, self.month or 1, self.day or 1)

    @property
    def precision(self) -> str:
        """ "day", "month", "year" or "none"."""
        if self.day:
            return "day"
        if self.month:
            return "month"
        return "year" if self.year else "none"

    @property
    def iso(self) -> str | None:
        """ "2013-06-13", "2013-06" or "2013", as far as known; None when nothing is."""
        parts = [f"{part:0{width}d}" for part, width in self._known()]
        return "-".join(parts) or None

    @property
    def earliest(self) -> date | None:
        """The first day it can mean; None when unknown."""
        return date(self.year, self.month or 1, self.day or 1) if self.year else None

    def _known(self) -> list[tuple[int, int]]:
        return [(part, width) for part, width in ((self.year, 4), (self.month, 2), (self.day, 2)) if part]

    def _order(self) -> tuple[int, int, int]:
        return (self.year or 0, self.month or 0, self.day or 0)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._order() < other._order()

    def __str__(self) -> str:
        return self.iso or ""


UNKNOWN = PartialDate()


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date read in a text, where it stands, and whether day and month could be the other way round.

    `start` and `end` count in the NFC form of the text. `loose`: printed as versions and scores are too ("2.2.18").
    """

    date: PartialDate
    start: int
    end: int
    ambiguous: bool = False
    loose: bool = False


_ISO = re.compile(r"\s*(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ]\d{2}:\d{2}.{0,24})?\s*\Z", re.DOTALL)


def parse_iso(text: str | None) -> PartialDate:
    """The date that an ISO 8601 text names ("2013-06-13", "2013-06", "2013", with or without a time).

    Unknown for None and "". ValueError for anything else.
    """
    if not text:
        return UNKNOWN
    if not (match := _ISO.match(text)):
        raise ValueError(f"Not an ISO date: {text[:40]!r}. Write 2013-06-13, 2013-06 or 2013.")
    year, month, day = (int(part) if part else None for part in match.groups())
    return PartialDate(year, month, day)


def _western_digits() -> dict[int, str]:
    """Every decimal digit of the world's scripts, mapped to 0-9 (same length, so positions hold)."""
    return {
        code: str(unicodedata.digit(chr(code)))
        for code in range(0x660, 0x10000)
        if unicodedata.category(chr(code)) == "Nd"
    }


# What type puts between numbers as a blank (of the same length, so positions hold), and digits as 0-9.
_FOLDED = _western_digits() | dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u200a\u202f"), " ")
_MONTH_WORDS = "|".join(re.escape(name) for name in sorted(MONTH_NUMBERS, key=len, reverse=True))
_MONTH = rf"(?<![^\W\d_])(?P<month>{_MONTH_WORDS})(?![^\W\d_])"
_M = rf"{_MONTH}\.?(?:\s?[/(]\s?(?:{_MONTH_WORDS})\)?)?"
_D = (
    r"(?<![\d.,/:-])(?P<day>[0-3]?\d)(?:\s?[-–]\s?[0-3]?\d)?"
    r"(?:\s?(?:st|nd|rd|th|er)\b|[ºª°.]|-?(?:го|е)\b)?"
)
_FULL_YEAR = r"(?:1[5-9]|2[01])\d\d"
_Y = rf"(?P<year>{_FULL_YEAR}|['’]\d\d)(?![\d])"
_OF = r"(?:\s?(?:of|de|del|di|den|tháng)\s|\s?d['’])"
_OF_YEAR = r"(?:(?:of|de|del|do)\s)?"
_SIGN = r"[-‐‑–—−/.·_]"
# Blanks, and the marks of direction that Arabic texts put around a sign.
_B = r"[ \t\u200e\u200f]{0,2}"
_NOT_INSIDE = r"(?<![\d.,/_$€£¥₹-])(?<![$€£¥₹] )"

_WORDED = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_D}[\s,\-–/·_]{{0,2}}{_OF}?\s?{_M}[\s,،\-–/·_]{{0,3}}{_OF_YEAR}{_Y}",
        rf"{_M}\s?(?P<day>[0-3]?\d)(?:\s?[-–]\s?[0-3]?\d)?(?:st|nd|rd|th)?(?!\d)[\s,،.]{{1,3}}{_OF_YEAR}{_Y}",
        rf"(?<!\d){_Y}[\s,.\-–]{{0,3}}{_M}[\s\-]?(?P<day>[0-3]?\d)(?!\d)",
        rf"{_M}[\s,،\-–/]{{0,3}}{_OF_YEAR}{_Y}",
        rf"(?<![\w.,/-])(?P<day>[0-3]?\d){_B}(?P<sign>{_SIGN}){_B}{_MONTH}\.?{_B}(?:(?P=sign)|(?<=\.)){_B}"
        rf"(?P<year>{_FULL_YEAR}|\d\d)(?![\w/-]|\.\d)",
        rf"{_MONTH}{_B}(?P<sign>{_SIGN}){_B}(?P<day>[0-3]?\d){_B}(?P=sign){_B}(?P<year>{_FULL_YEAR}|\d\d)(?![\w/-]|\.\d)",
    )
]
_ROMAN = re.compile(
    rf"{_NOT_INSIDE}(?P<day>[0-3]?\d)(?:{_B}(?P<sign>{_SIGN}){_B}(?P<month>[IVXivx]{{1,4}}){_B}(?P=sign){_B}"
    rf"(?P<year>{_FULL_YEAR}|\d\d)|\.?[ ](?P<capitals>[IVX]{{1,4}})\.?[ ](?P<full>{_FULL_YEAR}))(?![\w/-]|\.\d)"
)
_YEAR_FIRST = re.compile(
    rf"{_NOT_INSIDE}(?P<year>{_FULL_YEAR}){_B}({_SIGN}){_B}(?P<month>\d{{1,2}}){_B}\2{_B}(?P<day>\d{{1,2}})(?!\d)"
)
_CJK = re.compile(
    r"(?P<year>(?:1[5-9]|2[01])\d\d)\s?[年년]\s?(?P<month>\d{1,2})\s?[月월](?:\s?(?P<day>\d{1,2})\s?[日일])?"
)
# With blanks around the signs a year of two digits is one after slashes only: "3 - 2 - 10" is a score.
_NUMERIC = re.compile(
    rf"{_NOT_INSIDE}(?P<first>\d{{1,2}})(?:{_B}(?P<sign>{_SIGN}){_B}(?P<second>\d{{1,2}}){_B}(?P=sign){_B}"
    rf"(?P<year>{_FULL_YEAR})|(?P<tight>{_SIGN}|{_B}/{_B})(?P<other>\d{{1,2}})(?P=tight)(?P<short>\d\d))(?![\d/_-]|\.\d)"
)
_PADDED = re.compile(r"[0-3]\d\D[01]\d\D\d\d\Z")
# Without signs only where nothing else stands: elsewhere such numbers count articles.
_COMPACT = re.compile(
    rf"[\s(\[]*(?P<date>(?P<year>{_FULL_YEAR})(?P<month>[01]\d)(?P<day>[0-3]\d)"
    rf"|(?P<of_weeks>{_FULL_YEAR})-?W(?P<week>[0-5]\d)-?(?P<weekday>[1-7]))(?:T[\d:.]{{4,12}}(?:Z|[+-][\d:]{{2,5}})?)?[\s).\]]*\Z"
)
_YEAR_ONLY = re.compile(r"[\s(]*(?P<year>(?:1[89]|20)\d\d)[\s).]*\Z")
_HAS_NUMBER = re.compile(r"\d\d")
# Where one writes the month first; everywhere else "03/04/2013" is the third of April.
_MONTH_FIRST = ("en-us", "en-ph", "en-bz")


def find_dates(text: str, *, lang: str | None = None, order: str = "") -> Iterator[FoundDate]:
    """The dates printed in a text, in the order in which they stand.

    Between day and month, where a numeric date can be read both ways, decides `order` ("md" or "dm") as far as it
    is known, then `lang` (a language tag).
    """
    text = unicodedata.normalize("NFC", text).translate(_FOLDED)
    if not _HAS_NUMBER.search(text):
        return
    found = [*_worded(text), *_numbered(text, order or ("md" if (lang or "").lower() in _MONTH_FIRST else ""))]
    if not found:
        found = [*_whole(text)]
    end = -1
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if item.start >= end:
            end = item.end
            yield item


def find_date(text: str, lang: str | None = None, order: str = "") -> PartialDate | None:
    """The first date printed in a text, as precise as it is printed; None when there is none."""
    return next((item.date for item in find_dates(text, lang=lang, order=order)), None)


def order_shown(text: str) -> str:
    """Which of day and month stands first in a text's first numeric date: "dm", "md", or "" where it cannot be told."""
    text = unicodedata.normalize("NFC", text).translate(_FOLDED)
    for match in _NUMERIC.finditer(text):
        first, second, _ = _numbers(match)
        if 0 < min(first, second) <= 12 < max(first, second) <= 31:
            return "dm" if first > second else "md"
    return ""


def _worded(text: str) -> Iterator[FoundDate]:
    for pattern in _WORDED:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            month = MONTH_NUMBERS.get(parts["month"].lower())
            if month and (item := _found(match, _year(parts["year"]), month, parts.get("day"))):
                yield item


def _numbered(text: str, order: str) -> Iterator[FoundDate]:
    for pattern in (_YEAR_FIRST, _CJK):
        for match in pattern.finditer(text):
            if item := _found(match, int(match["year"]), int(match["month"]), match["day"]):
                yield item
    for match in _ROMAN.finditer(text):
        month_number = ROMAN_MONTHS.get((match["month"] or match["capitals"]).upper())
        year = _year(match["year"] or match["full"])
        if month_number and (item := _found(match, year, month_number, match["day"])):
            yield item
    for match in _NUMERIC.finditer(text):
        first, second, digits = _numbers(match)
        month_first = first <= 12 and (second > 12 or order == "md")
        month, day = (first, second) if month_first else (second, first)
        ambiguous = first <= 12 and second <= 12 and first != second and not order
        if item := _found(match, _year(digits), month, str(day), ambiguous):
            yield replace(item, loose=_is_loose(match))


def _numbers(match: re.Match[str]) -> tuple[int, int, str]:
    """The first two numbers of a numeric date, and its year as printed."""
    return int(match["first"]), int(match["second"] or match["other"]), match["year"] or match["short"]


def _is_loose(match: re.Match[str]) -> bool:
    """Whether a version or a score has the same form: a short year, no noughts before days, and no day over twelve."""
    if not match["short"] or "/" in match["tight"] or _PADDED.match(match[0]):
        return False
    first, second, _ = _numbers(match)
    return first <= 12 and (second <= 12 or match["tight"] == ".")


def _whole(text: str) -> Iterator[FoundDate]:
    """The date of a text that is nothing else: a year, "20040214", "2004-W07-6"."""
    if match := _YEAR_ONLY.match(text):
        yield FoundDate(PartialDate(int(match["year"])), match.start("year"), match.end("year"))
    elif (match := _COMPACT.match(text)) and (when := _compact(match)):
        yield FoundDate(when, match.start("date"), match.end("date"))


def _compact(match: re.Match[str]) -> PartialDate | None:
    try:
        if match["week"]:
            day = date.fromisocalendar(int(match["of_weeks"]), int(match["week"]), int(match["weekday"]))
            return PartialDate(day.year, day.month, day.day)
        return PartialDate(int(match["year"]), int(match["month"]), int(match["day"])) if int(match["day"]) else None
    except ValueError:
        return None


def _found(match: re.Match[str], year: int, month: int, day: str | None, ambiguous: bool = False) -> FoundDate | None:
    """The date with its place in the text; None when no calendar has it."""
    try:
        when = PartialDate(year, month, int(day) if day else None)
    except ValueError:
        return None
    if (day and not int(day)) or not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    return FoundDate(when, match.start(), match.end(), ambiguous)


def _year(digits: str) -> int:
    """ "2013", "13" and "’13" as a year."""
    number = int(digits.lstrip("'’"))
    if len(digits) == 4:
        return number
    return number + (1900 if number >= TWO_DIGIT_PIVOT else 2000)
