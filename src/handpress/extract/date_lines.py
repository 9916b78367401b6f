"""The date that a line gives an article: the first publishing before the last update, and what is left of the line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handpress.extract import vocabulary
from handpress.kit.dates import FoundDate, PartialDate, find_dates

EDGES = " \t,;:：.،|•·–—-()[]*/"

_LABELS = {
    "updated": re.compile(vocabulary.leading(vocabulary.UPDATED).pattern, re.IGNORECASE),
    "published": re.compile(vocabulary.leading(vocabulary.PUBLISHED).pattern, re.IGNORECASE),
    "first": re.compile(vocabulary.leading(vocabulary.FIRST_PUBLISHED).pattern, re.IGNORECASE),
}
_ENDING_LABELS = {
    name: re.compile(rf"(?:\A|(?<=[^\w'’])){pattern.pattern}[\s:：.,–—-]*\Z", re.IGNORECASE)
    for name, pattern in _LABELS.items()
}
_FIRST_WORDS = re.compile(r"first|original|erst|premi|primer|впервые|初出|أول", re.IGNORECASE)
_WEEKDAYS = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, vocabulary.WEEKDAYS.split()), key=len, reverse=True))})(?![\w])\.?",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\AT\d{2}:\d{2}\S*|(?<!\d)(?:at |um |à )?\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?(?:[ap]\.?m\.?|uhr|h|hrs)(?!\w))?"
    r"(?:\s?(?:\(?(?:GMT|UTC|Z|[A-Z]{1,3}[SD]?T)\)?(?!\w))?(?:\s?[+-]\d{2}:?\d{2})?)*|\d{4} GMT|(?<!\w)[+-]\d{4}(?!\d)",
    re.IGNORECASE,
)
_PART = re.compile(r"(?<![\w.,/-])\d{4}(?:\d{4}|-?W\d\d-?\d)(?=\s*(?:\Z|[|•·,;)\]–—]|\s-\s))")
_AT = re.compile(r"\sat\s*\Z", re.IGNORECASE)
_PARTING = "|•·,;(["
_SHORT_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2}\Z")


@dataclass(frozen=True, slots=True)
class LineDate:
    """The date a line gives; `updated` where it says that of a change only, `first` where it says the first one.

    `apart`: a line's end, a label or a sign parts the date from other words, and it is not of the form "2.2.18", which
    versions have as often.
    """

    date: PartialDate
    ambiguous: bool = False
    updated: bool = False
    first: bool = False
    apart: bool = True


def take_dates(line: str, *, lang: str | None = None, order: str = "") -> tuple[LineDate | None, str]:
    """The line's date, and the line without its dates, labels, weekdays and times; None where it gives no date."""
    dates = list(find_dates(line, lang=lang, order=order)) or list(_between_signs(line))
    if not dates or _is_only_a_year(dates[0], line):
        return None, line
    read = list(_labelled(line, dates, order))
    if not read:
        return None, line
    best = max(read, key=lambda each: (each[1].first, not each[1].updated))[1]
    tail = line[read[-1][2] :]
    parts = [_without_time(part) for part in (*(_AT.sub("", before) for before, _, _ in read), tail)]
    return best, " | ".join(part for part in parts if part)


def _between_signs(line: str) -> Iterator[FoundDate]:
    """Dates that only count where nothing else stands with them ("20040214"): behind a label, or between signs."""
    for match in _PART.finditer(line):
        label = _split_label(line[: match.start()], at_start=True)[1]
        parted = not line[: match.start()].strip() or line[: match.start()].rstrip()[-1] in _PARTING
        if label or parted:
            for found in find_dates(match[0]):
                yield FoundDate(found.date, match.start() + found.start, match.start() + found.end)


def _is_only_a_year(found: FoundDate, line: str) -> bool:
    return found.date.precision == "year" and found.end - found.start != len(line.strip(EDGES))


def _labelled(line: str, dates: list[FoundDate], order: str) -> Iterator[tuple[str, LineDate, int]]:
    """Each date with what stands before it and is no label of it, and where it ends."""
    end = 0
    for number, found in enumerate(dates):
        before, label = _split_label(line[end : found.start], at_start=number == 0)
        doubtful = (found.loose and not order) or _is_version(line[found.start : found.end], before)
        if doubtful and not label:
            continue
        is_first = label == "first" or (label == "published" and bool(_FIRST_WORDS.search(line[end : found.start])))
        apart = bool(label) or _is_apart(line, found)
        yield before, LineDate(found.date, found.ambiguous, label == "updated", is_first, apart), found.end
        end = found.end


def _split_label(before: str, *, at_start: bool) -> tuple[str, str]:
    """What stands before a date without its label, and which label that is: right before it, or opening the line."""
    before = _WEEKDAYS.sub(" ", before)
    for name, pattern in _ENDING_LABELS.items():
        if match := pattern.search(before):
            return _without_opening(before[: match.start()], at_start)[0], name
    return _without_opening(before, at_start)


def _without_opening(before: str, at_start: bool) -> tuple[str, str]:
    """The text without a label at the line's beginning ("Published in The Courier on"), and which it is."""
    bare = before.strip(EDGES)
    for name in ("updated", "published") if at_start else ():
        if match := _LABELS[name].match(bare):
            return bare[match.end() :], name
    return before, ""


def _is_apart(line: str, found: FoundDate) -> bool:
    if _SHORT_DOTTED.match(line[found.start : found.end]):
        return False
    before, after = _without_names(line[: found.start]), _TIME.sub(" ", line[found.end :]).strip(" ")
    return not before[-1:].isalnum() and not after[:1].isalnum()


def _without_names(before: str) -> str:
    return _TIME.sub(" ", _WEEKDAYS.sub(" ", before)).rstrip()


def _is_version(printed: str, before: str) -> bool:
    """Whether "2.2.18" is a program's version, as in "Linux 2.2.18": a word stands right before it, unparted."""
    return bool(_SHORT_DOTTED.match(printed)) and bool(before.strip()) and before.rstrip()[-1:].isalnum()


def _without_time(text: str) -> str:
    return _TIME.sub(" ", _WEEKDAYS.sub(" ", text)).strip(EDGES)
