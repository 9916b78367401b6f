"""Texts that name nobody: what is left of a line, a host, a file or a number is no author, source or section."""

from __future__ import annotations

import re
from functools import lru_cache

from handpress.extract import vocabulary
from handpress.kit.months import MONTH_NUMBERS, ROMAN_MONTHS

_MAIL = re.compile(r"\S+@\S+|\S+ (?:at|\(at\)|\[at\]) \S+\.\S+", re.IGNORECASE)
_FILE_ENDINGS = (
    "html?|shtml|xhtml|php\\d?|aspx?|cfm|jsp|cgi|pl|txt|md|xml|pdf|docx?|rtf|odt|pptx?|xlsx?|csv|jpe?g|gif|png|bmp|tiff?"
    "|webp|svg|mp3|mp4|avi|mov|zip|gz|tgz|tar|bz2|rar|css|js"
)
_MONTHS = "|".join(re.escape(name) for name in sorted((*MONTH_NUMBERS, *ROMAN_MONTHS), key=len, reverse=True))
_OFFICE = re.compile(
    rf"(?:[\w'’-]+\s){{0,3}}(?:{vocabulary.OFFICES})(?:[\s-](?:in[\s-]chief|at[\s-]large|en chef|jefe))?"
    rf"(?:\s(?:of|at|for|with|de|von|der|bei)\s.*)?\Z"
    rf"|(?i:(?:{vocabulary.RANKS})\s(?:[\w'’-]+\s)?(?:{vocabulary.OFFICES}))s?\b"
    r"|(?i:redakteur(?:in)?|korrespondent(?:in)?|journalistin)\Z"
)
_NOBODY = {
    # reason: what such a text looks like
    "a number or signs without a letter, or with one Latin letter": re.compile(r"[\W\d_]*[a-zA-Z]?[\W\d_]*\Z"),
    "parts of a date: numbers and months": re.compile(
        rf"(?:\d(?:st|nd|rd|th|er)\b|[\W\d_]|(?<![^\W\d_])(?:{_MONTHS})(?![^\W\d_]))+\Z", re.IGNORECASE
    ),
    "a version, of three numbers or behind a word that says so": re.compile(
        r".*(?<![\d.])\d{1,4}(?:\.\d{1,4}){2,3}(?![\d.])|(?:.*\s)?(?:version|release|rev(?:ision)?|build|kernel)\.?\s*v?\d"
        r"|(?:.*\s)?v\.?\d+(?:\.\d+)*\Z",
        re.IGNORECASE,
    ),
    "a number to call": re.compile(
        rf"(?:{vocabulary.CALLED})(?![^\W\d_])[^\w+(]*[+(]?\d|\+?\(?\d[\d\s().-]{{7,}}\Z", re.IGNORECASE
    ),
    "an address of mail": _MAIL,
    "a file's name, with its size or without": re.compile(
        rf"\S+\.(?:{_FILE_ENDINGS})(?:[\s,]*[(\[]?[\d.,]+\s?(?:[kmg]i?b|bytes)[)\]]?)?\Z", re.IGNORECASE
    ),
    "a host with a path": re.compile(r"(?:[\w-]+\.)+[a-z]{2,12}/\S*\Z", re.IGNORECASE),
    "a number of books or papers": re.compile(r"(?:e-?|p-?)?(?:ISSN|ISBN|ISMN|DOI|OCLC|LCCN)\b", re.IGNORECASE),
    "a licence": re.compile(
        r"(?:licen[cs]ed?\b.*\b)?(?:(?-i:CC)[\s0-]+(?:BY|ZERO|0|\d)|CC0|CC-BY|Creative Commons|GNU\b|(?-i:GPL|GFDL)"
        r"|public domain\Z|copyleft)|licen[cs]ed? (?:under|by)\b",
        re.IGNORECASE,
    ),
    "an office": _OFFICE,
    "a path or an address with a path": re.compile(r"\S*/\S*/\S*\Z|\S*\\\S*\Z"),
    "a machine's name: one that says www, one of four parts or more, one with a port": re.compile(
        r"(?:https?://)?(?:www\d?\.\S+|(?:[\w-]+\.){3,}[a-z]{2,12}|(?:[\w-]+\.)*[\w-]+:\d+|localhost)/?\Z",
        re.IGNORECASE,
    ),
    "a label alone": re.compile(
        "|".join(
            f"(?:{vocabulary.whole(words).pattern})"
            for words in (vocabulary.BYLINE, vocabulary.SOURCE, vocabulary.PUBLISHED, vocabulary.UPDATED)
        ),
        re.IGNORECASE,
    ),
    "another hand, a count, a place in an issue": vocabulary.whole(vocabulary.OTHER_ROLES),
    "an address in numbers": re.compile(r"(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\Z"),
    "a label that something should follow, or something after a label": re.compile(r".*[:：](?!//)", re.DOTALL),
    "a time zone, alone or after a time": re.compile(
        r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*)?(?:[ap]\.?m\.?|(?:UTC|GMT|[A-Z]{1,3}[SD]?T)(?:\s?[+-]?\d{1,4})?)\Z"
    ),
}  # fmt: skip


@lru_cache(maxsize=8192)
def names_nobody(text: str) -> bool:
    """Whether a text can be the name of no person, publication or section, by its form alone."""
    bare = text.strip(" \t,;.،|•·()[]<>*\"'“”")
    return not bare or any(pattern.match(bare) for pattern in _NOBODY.values())


def is_office(text: str) -> bool:
    """Whether a text is what somebody is ("staff writer"), and no name."""
    return bool(_OFFICE.match(text))
