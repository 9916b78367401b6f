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
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

from handpress.kit.months import MONTH_NUMBERS

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

    `start` and `end` count in the NFC form of the text.
    """

    date: PartialDate
    start: int
    end: int
    ambiguous: bool = False


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


_DIGITS = _western_digits()
_MONTH_WORDS = "|".join(re.escape(name) for name in sorted(MONTH_NUMBERS, key=len, reverse=True))
_M = rf"(?<![^\W\d_])(?P<month>{_MONTH_WORDS})(?![^\W\d_])\.?(?:\s?[/(]\s?(?:{_MONTH_WORDS})\)?)?"
_D = (
    r"(?<![\d.,/:-])(?P<day>[0-3]?\d)(?:\s?[-–]\s?[0-3]?\d)?"
    r"(?:\s?(?:st|nd|rd|th|er)\b|[ºª°.]|-?(?:го|е)\b)?"
)
_Y = r"(?P<year>(?:1[5-9]|2[01])\d\d|['’]\d\d)(?![\d])"
_OF = r"(?:\s?(?:of|de|del|di|den|tháng)\s|\s?d['’])"

_WORDED = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_D}[\s,\-–/]{{0,2}}{_OF}?\s?{_M}[\s,،\-–/]{{0,3}}(?:(?:of|de|del|do)\s)?{_Y}",
        rf"{_M}\s?(?P<day>[0-3]?\d)(?:\s?[-–]\s?[0-3]?\d)?(?:st|nd|rd|th)?(?!\d)[\s,،.]{{1,3}}{_Y}",
        rf"(?<!\d){_Y}[\s,.\-–]{{0,3}}{_M}[\s\-]?(?P<day>[0-3]?\d)(?!\d)",
        rf"{_M}[\s,،\-–/]{{0,3}}(?:(?:of|de|del|do)\s)?{_Y}",
    )
]
_YEAR_FIRST = re.compile(
    r"(?<![\d.,/-])(?P<year>(?:1[5-9]|2[01])\d\d)([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)"
)
_CJK = re.compile(
    r"(?P<year>(?:1[5-9]|2[01])\d\d)\s?[年년]\s?(?P<month>\d{1,2})\s?[月월](?:\s?(?P<day>\d{1,2})\s?[日일])?"
)
_NUMERIC = re.compile(r"(?<![\d.,/-])(\d{1,2})([-/.])(\d{1,2})\2((?:1[5-9]|2[01])\d\d|\d\d)(?![\d/-]|\.\d)")
_YEAR_ONLY = re.compile(r"[\s(]*(?P<year>(?:1[89]|20)\d\d)[\s).]*\Z")
_HAS_NUMBER = re.compile(r"\d\d")
# Where one writes the month first; everywhere else "03/04/2013" is the third of April.
_MONTH_FIRST = ("en-us", "en-ph", "en-bz")


def find_dates(text: str, *, lang: str | None = None, order: str = "") -> Iterator[FoundDate]:
    """The dates printed in a text, in the order in which they stand.

    Between day and month, where a numeric date can be read both ways, decides `order` ("md" or "dm") as far as it
    is known, then `lang` (a language tag).
    """
    text = unicodedata.normalize("NFC", text).translate(_DIGITS)
    if not _HAS_NUMBER.search(text):
        return
    found = [*_worded(text), *_numbered(text, order or ("md" if (lang or "").lower() in _MONTH_FIRST else ""))]
    if not found and (match := _YEAR_ONLY.match(text)):
        found = [FoundDate(PartialDate(int(match["year"])), match.start("year"), match.end("year"))]
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
    text = unicodedata.normalize("NFC", text).translate(_DIGITS)
    for match in _NUMERIC.finditer(text):
        first, second = int(match[1]), int(match[3])
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
    for match in _NUMERIC.finditer(text):
        first, second, year = int(match[1]), int(match[3]), _year(match[4])
        month_first = first <= 12 and (second > 12 or order == "md")
        month, day = (first, second) if month_first else (second, first)
        ambiguous = first <= 12 and second <= 12 and first != second and not order
        if item := _found(match, year, month, str(day), ambiguous):
            yield item


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
