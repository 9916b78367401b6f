"""Reading the lines around a headline: date, byline, source, each alone or together on one line."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from handpress.extract import vocabulary
from handpress.extract.bylines import is_name, is_organisation, read_byline, trailing_source
from handpress.extract.date_lines import take_dates
from handpress.extract.nobodies import names_nobody
from handpress.kit.dates import PartialDate, find_dates

MAX_CREDIT_LINE = 200
MAX_SOURCE = 70
MAX_SOURCE_WORDS = 9

_SEPARATOR = re.compile(r"\s+[|•·/—–»›-]\s+|\s*[|•·]\s*|\t+|\s--\s|\s{2,}")
_SOURCE = re.compile(vocabulary.leading(vocabulary.SOURCE).pattern + r"\s?[:：–—-]\s*", re.IGNORECASE)
_FIRST = re.compile(vocabulary.leading(vocabulary.FIRST_PUBLISHED).pattern, re.IGNORECASE)
_DOMAIN = re.compile(
    r"(?:https?://)?(?:www\.)?((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,12})(?:/\S*)?\Z", re.IGNORECASE
)
_URL = re.compile(r"https?://\S+")
_FILED = re.compile(rf"(?<!\w)(?:{vocabulary.FILED})(?!\w)", re.IGNORECASE)
_IN_SECTION = re.compile(rf"(?:(?i:{vocabulary.FILED})\s+)?(?:{vocabulary.IN})\s*:?\s+(?P<name>\S.*)")
_FIRST_WORD = re.compile(
    r"first|origin|erst|zuerst|premi|primeir|primera|abord|initial|впервые|أول|पहल|मूल", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?:the|el|la|los|las|le|les|der|die|das|il|lo|o|a|os|as|de|het)\s|l['’]|ال", re.IGNORECASE)
_BEFORE_DATES = re.compile(r"\s(?:on|am|le|el|il|op|em|dnia)\Z")
_CATEGORY = re.compile(
    r"(?:(?:the|la|der|die|a)\s)?(?:section|category|sección|categoría|seção|categoria|rubrique|catégorie|rubrik|kategorie)"
    r"\s*:?\s+",
    re.IGNORECASE,
)
_EDGES = " \t,;:.،|•·–—-()[]*/"
_AUTHOR_NOTE = re.compile(r"\s(?:is|are|was|ist|es|est|é)\s(?:a|an|the|ein|eine|un|una|une|um|uma)\s")


@dataclass(frozen=True, slots=True)
class Credits:
    """What a line says about an article's origin; `rest` is what of it was not understood."""

    published: PartialDate | None = None
    ambiguous: bool = False
    updated: bool = False  # the date is that of a later change
    first: bool = False  # the line says that it is the first publishing's
    apart: bool = True  # something parts the date from other words of the line
    authors: tuple[str, ...] = ()
    source: str | None = None
    labelled: bool = False
    section: str | None = None
    rest: str = ""

    def __bool__(self) -> bool:
        return bool(self.published or self.authors or self.source)


def read_credits(text: str, lang: str | None = None, order: str = "") -> Credits:
    """What a line says of date, authors and source; nothing (false) where it is another kind of line.

    `order` says what the site writes first, "dm" or "md", where that was learned.
    """
    line = unicodedata.normalize("NFC", text).strip()
    if not line or len(line) > MAX_CREDIT_LINE:
        return Credits()
    if first := _first_published(line, lang, order):
        return first
    if (authors := read_byline(line)) and not any(find_dates(line)) and not _SEPARATOR.search(line):
        return Credits(authors=authors, source=trailing_source(line))
    found, rest = _take_date(line, lang, order)
    for segment in _SEPARATOR.split(rest):
        found = _read_segment(segment.strip(), found, is_filed=bool(_FILED.search(line)))
    return found if _is_credit_line(found) else Credits()


def _is_credit_line(found: Credits) -> bool:
    """A line of credits says little else: the rest of it is a place, a source, a few words."""
    if not found:
        return False
    return len(found.rest) <= MAX_SOURCE and len(found.rest.split()) <= MAX_SOURCE_WORDS


def _take_date(line: str, lang: str | None, order: str) -> tuple[Credits, str]:
    """The date of a line, and the line without its dates, their weekdays, times and labels."""
    found, rest = take_dates(line, lang=lang, order=order)
    if found is None:
        return Credits(), line
    return Credits(
        published=found.date, ambiguous=found.ambiguous, updated=found.updated, first=found.first, apart=found.apart
    ), rest


def _read_segment(segment: str, found: Credits, *, is_filed: bool = False) -> Credits:
    """One part of a line between separators, read into what was found before."""
    bare = segment.strip(_EDGES)
    if not bare:
        return found
    if not found.authors and (authors := read_byline(segment)):
        return replace(found, authors=authors, source=found.source or trailing_source(segment))
    if match := _SOURCE.match(segment.lstrip(_EDGES)):
        name = clean_source(segment.lstrip(_EDGES)[match.end() :])
        if name and _is_sender(match[0], name):
            return replace(found, authors=found.authors or (name,))
        return replace(found, source=name, labelled=True) if name else found
    if found.published and is_filed and (match := _IN_SECTION.match(bare)):
        return _filed(match["name"], found)
    if _DOMAIN.match(bare) and not names_nobody(bare):
        return replace(found, source=found.source or bare)
    return replace(found, rest=f"{found.rest} {bare}".strip())


def _filed(name: str, found: Credits) -> Credits:
    """ "In News" names a section; "in The Courier", with its article, a publication; "in issue 12" neither."""
    name = _BEFORE_DATES.sub("", _CATEGORY.sub("", name).strip(_EDGES))
    if any(char.isdigit() for char in name):
        return found
    if _ARTICLE.match(name):
        return replace(found, source=found.source or clean_source(name))
    return replace(found, section=found.section or name)


def _is_sender(label: str, name: str) -> bool:
    """Whether "From: Meera Thomas" names who wrote, as mails do, and no publication."""
    return label.lower().startswith("from") and " " in name and is_name(name) and not is_organisation(name)


def _first_published(line: str, lang: str | None, order: str) -> Credits | None:
    """ "First published in X on DATE", which also gives the date of that first publishing."""
    bare = line.strip(" ([*-–—)].")
    if not (match := _FIRST.match(bare)):
        return None
    found, rest = _take_date(bare[match.end() :], lang, order)
    name = clean_source(re.split(r"\s+(?:on|am|le|el|under|as|and)\s*\Z|\s\|\s", rest)[0])
    if name and found.published and not _FIRST_WORD.search(match[0]) and _is_section(name, bare):
        return replace(found, section=name, rest="")
    return replace(found, source=name, labelled=True, first=True, rest="") if name else None


def _is_section(name: str, line: str) -> bool:
    """Whether "Publié dans X" files a piece: under a section's usual word, or where a sign parts X from the date."""
    if name.lower() in vocabulary.SECTIONS:
        return True
    parted = re.search(rf"{re.escape(name)}\s*[|•·]", line)
    return bool(parted) and not _ARTICLE.match(name) and not is_organisation(name)


def clean_source(text: str) -> str | None:
    """The name of a source without the signs around it; None where it is too long to be one."""
    text = re.sub(r"\s*<\S+@\S+>?\s*\Z", "", text)
    text = _URL.sub("", text) if _URL.sub("", text).strip(_EDGES) else text
    text = re.split(r"(?<=\w{2})[.;]\s+(?=\w)", text.strip(_EDGES), maxsplit=1)[0]
    name = re.sub(r"^(?:the (?=[a-z])|in |at |by |on )", "", text.strip(_EDGES + '"“”'))
    if not name or len(name) > MAX_SOURCE or len(name.split()) > MAX_SOURCE_WORDS or _AUTHOR_NOTE.search(name):
        return None
    if _is_no_publication(name):
        return None
    return name


def _is_no_publication(name: str) -> bool:
    """Whether even a labelled source is none ("From: news@lists.example"); a host after a label is one."""
    return names_nobody(name) and not _DOMAIN.match(name)


def can_be_source(text: str) -> bool:
    """Whether a line without a label can be the name of a source, because of where it stands."""
    bare = text.strip(_EDGES)
    if names_nobody(bare) or _IN_SECTION.match(bare) or any(find_dates(text)):
        return False
    if not bare or len(bare) > MAX_SOURCE or len(bare.split()) > 6 or text.rstrip().endswith((".", "?", "!", "।", ":")):
        return bool(_DOMAIN.match(bare)) if bare else False
    return bare[0].isalnum()


def stands_apart(rest: str, line: str) -> bool:
    """Whether what is left of a line can be a source nobody knows: two words or more of a name, between separators.

    "The Red Dog | 3 May 2009" has one; in "3 May 2009, London" and "Updated 3 May 2009" only the line goes on.
    """
    words = rest.split()
    own = any(segment.strip(_EDGES) == rest for segment in _SEPARATOR.split(line))
    capital = all(not word[0].islower() for word in words if len(word) > 3) and not words[0][0].isdigit()
    return own and len(words) > 1 and capital


def looks_like_source(text: str) -> bool:
    """Whether a short line is the name of a publication by its form: a domain, or words only these have."""
    bare = text.strip(_EDGES)
    return (
        not names_nobody(bare) and not _IN_SECTION.match(bare) and (bool(_DOMAIN.match(bare)) or is_organisation(text))
    )
