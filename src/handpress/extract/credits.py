"""Reading the lines around a headline: date, byline, source, each alone or together on one line."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from handpress.extract import vocabulary
from handpress.extract.bylines import is_organisation, read_byline, trailing_source
from handpress.kit.dates import PartialDate, find_dates

MAX_CREDIT_LINE = 200
MAX_SOURCE = 70
MAX_SOURCE_WORDS = 9

_SEPARATOR = re.compile(r"\s+[|•·/—–»›-]\s+|\s*[|•·]\s*|\t+|\s--\s|\s{2,}")
_PUBLISHED = re.compile(vocabulary.leading(vocabulary.PUBLISHED).pattern, re.IGNORECASE)
_SOURCE = re.compile(vocabulary.leading(vocabulary.SOURCE).pattern + r"\s?[:：–—-]\s*", re.IGNORECASE)
_FIRST = re.compile(vocabulary.leading(vocabulary.FIRST_PUBLISHED).pattern, re.IGNORECASE)
_WEEKDAYS = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, vocabulary.WEEKDAYS.split()), key=len, reverse=True))})(?![\w])\.?",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<!\d)(?:at |um |à )?\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?(?:[ap]\.?m\.?|uhr|h|hrs))?"
    r"(?:\s?(?:GMT|UTC|IST|EST|EDT|PST|CET)\S{0,6})?|\d{4} GMT",
    re.IGNORECASE,
)
_DOMAIN = re.compile(
    r"(?:https?://)?(?:www\.)?((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,12})(?:/\S*)?\Z", re.IGNORECASE
)
_URL = re.compile(r"https?://\S+")
_EDGES = " \t,;:.،|•·–—-()[]*/"
_AUTHOR_NOTE = re.compile(r"\s(?:is|are|was|ist|es|est|é)\s(?:a|an|the|ein|eine|un|una|une|um|uma)\s")


@dataclass(frozen=True, slots=True)
class Credits:
    """What a line says about an article's origin; `rest` is what of it was not understood."""

    published: PartialDate | None = None
    ambiguous: bool = False
    updated: bool = False
    authors: tuple[str, ...] = ()
    source: str | None = None
    labelled: bool = False
    rest: str = ""

    def __bool__(self) -> bool:
        return bool(self.published or self.authors or self.source)


def read_credits(text: str, lang: str | None = None) -> Credits:
    """What a line says of date, authors and source; nothing (false) where it is another kind of line."""
    line = unicodedata.normalize("NFC", text).strip()
    if not line or len(line) > MAX_CREDIT_LINE:
        return Credits()
    if first := _first_published(line, lang):
        return first
    if (authors := read_byline(line)) and not any(find_dates(line)) and not _SEPARATOR.search(line):
        return Credits(authors=authors, source=trailing_source(line))
    found, rest = _take_date(line, lang)
    for segment in _SEPARATOR.split(rest):
        found = _read_segment(segment.strip(), found)
    return found if _is_credit_line(found) else Credits()


def _is_credit_line(found: Credits) -> bool:
    """A line of credits says little else: the rest of it is a place, a source, a few words."""
    if not found:
        return False
    return len(found.rest) <= MAX_SOURCE and len(found.rest.split()) <= MAX_SOURCE_WORDS


def _take_date(line: str, lang: str | None) -> tuple[Credits, str]:
    """The date of a line, and the line without it, its weekday, its time and its label."""
    dates = list(find_dates(line, lang=lang))
    if not dates:
        return Credits(), line
    first = dates[0]
    if first.date.precision == "year" and first.end - first.start != len(line.strip(_EDGES)):
        return Credits(), line
    before, after = line[: first.start], line[first.end :]
    label = _PUBLISHED.match(before.strip(_EDGES))
    updated = bool(label) and any(word in before.lower() for word in vocabulary.UPDATED)
    if label:
        before = before.strip(_EDGES)[label.end() :]
    rest = " | ".join(part for part in (_without_time(before), _without_time(after)) if part)
    return Credits(published=first.date, ambiguous=first.ambiguous, updated=updated), rest


def _without_time(text: str) -> str:
    text = _TIME.sub(" ", _WEEKDAYS.sub(" ", text))
    return text.strip(_EDGES)


def _read_segment(segment: str, found: Credits) -> Credits:
    """One part of a line between separators, read into what was found before."""
    bare = segment.strip(_EDGES)
    if not bare:
        return found
    if not found.authors and (authors := read_byline(segment)):
        return replace(found, authors=authors, source=found.source or trailing_source(segment))
    if match := _SOURCE.match(segment.lstrip(_EDGES)):
        name = clean_source(segment.lstrip(_EDGES)[match.end() :])
        return replace(found, source=name, labelled=True) if name else found
    if _DOMAIN.match(bare):
        return replace(found, source=found.source or bare)
    return replace(found, rest=f"{found.rest} {bare}".strip())


def _first_published(line: str, lang: str | None) -> Credits | None:
    """ "First published in X on DATE", which also gives the date of that first publishing."""
    bare = line.strip(" ([*-–—)].")
    if not (match := _FIRST.match(bare)):
        return None
    found, rest = _take_date(bare[match.end() :], lang)
    name = clean_source(re.split(r"\s+(?:on|am|le|el|under|as|and)\s*\Z|\s\|\s", rest)[0])
    return replace(found, source=name, labelled=True, rest="") if name else None


def clean_source(text: str) -> str | None:
    """The name of a source without the signs around it; None where it is too long to be one."""
    text = _URL.sub("", text) if _URL.sub("", text).strip(_EDGES) else text
    text = re.split(r"(?<=\w{2})[.;]\s+(?=\w)", text.strip(_EDGES), maxsplit=1)[0]
    name = re.sub(r"^(?:the (?=[a-z])|in |at |by |on )", "", text.strip(_EDGES + '"“”'))
    if not name or len(name) > MAX_SOURCE or len(name.split()) > MAX_SOURCE_WORDS or _AUTHOR_NOTE.search(name):
        return None
    return name


def can_be_source(text: str) -> bool:
    """Whether a line without a label can be the name of a source, because of where it stands."""
    bare = text.strip(_EDGES)
    if not bare or len(bare) > MAX_SOURCE or len(bare.split()) > 6 or text.rstrip().endswith((".", "?", "!", "।", ":")):
        return bool(_DOMAIN.match(bare)) if bare else False
    return bare[0].isalnum()


def looks_like_source(text: str) -> bool:
    """Whether a short line is the name of a publication by its form: a domain, or words only these have."""
    return bool(_DOMAIN.match(text.strip(_EDGES))) or is_organisation(text)
