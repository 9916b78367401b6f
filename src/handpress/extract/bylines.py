"""Reading bylines: "By A and B", "Por A y B", "بقلم أ", "A द्वारा", "—A", "A, REUTERS"."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from handpress.extract import vocabulary
from handpress.extract.nobodies import is_office, names_nobody
from handpress.kit.languages import STOP_WORDS
from handpress.kit.text import script_of

MAX_BYLINE = 160
MAX_NAME = 60
MAX_NAME_WORDS = 6

_PREFIX = vocabulary.leading(vocabulary.BYLINE)
_AFTER = re.compile(rf"(?P<names>.+?)\s+(?:{'|'.join(vocabulary.BYLINE_AFTER)})\s*[|।:]?\s*\Z")
_DASH = re.compile(r"(?:—|–|--|-)\s*(?P<names>[^—–].*)\Z")
_AND_WORDS = "|".join(sorted((re.escape(word) for word in vocabulary.AND - {"&", "و"}), key=len, reverse=True))
_BETWEEN = re.compile(rf"\s*(?:[,;،؛]|\s&\s|\s(?:{_AND_WORDS})\s|\sو\s?(?=[\u0621-\u064a]{{2}}))\s*", re.IGNORECASE)
_PLACE_TAIL = re.compile(r"\s+(?:in|from|à|aus|en|desde|em|reports from|في|में)\s+\S+(?:\s\S+)?\Z")
_WORD = re.compile(r"[^\W\d_](?:[\w.'’\-\u0900-\u0dff\u064b-\u065f\u200c\u200d]*)\Z")
_TITLES = re.compile(r"(?:dr|prof|mr|mrs|ms|sir|rev|fr|jr|sr|phd|m\.?d)\.?\Z", re.IGNORECASE)
_HYPHENED = re.compile(r"\A(?:al|el|as|at|an|ar|ad|ash|az|ul|ur|bin|d|l|o|de)[-'’](?=\w)")
_ARTICLES = frozenset(("the", "a", "an", "this", "that", "our", "my", "los", "las", "die", "das", "les", "une", "un"))
_CASELESS = ("ARABIC", "DEVANAGARI", "BENGALI", "MALAYALAM", "TAMIL", "CJK", "HEBREW", "HANGUL", "HIRAGANA",
             "KATAKANA", "TELUGU", "KANNADA", "GUJARATI", "GURMUKHI", "THAI")  # fmt: skip
_MAIL = re.compile(r"[<(\[]?\S+@\S+[>)\]]?")


@lru_cache(maxsize=8192)
def read_byline(text: str) -> tuple[str, ...]:
    """The authors that a line names as its byline, in order; empty where it is no byline."""
    line = _MAIL.sub("", text).replace("：", ":").strip(" *|\t()[]")
    if not line or len(line) > MAX_BYLINE:
        return ()
    if match := _PREFIX.match(line):
        return _after_prefix(line, match)
    if match := _AFTER.match(line):
        return names_in(match["names"])
    if (match := _DASH.match(line)) and (names := names_in(match["names"])) and all(" " in n for n in names):
        return names
    return ()


def _after_prefix(line: str, match: re.Match[str]) -> tuple[str, ...]:
    rest = line[match.end() :]
    colon = rest.lstrip().startswith(":")
    if match[0].lower() in vocabulary.NEEDS_COLON and not colon:
        names = names_in(rest.strip(" –—-")) if match[0].lower() == "di" and rest[:1] == " " else ()
        return names if all(" " in name and not is_organisation(name) for name in names) else ()
    return names_in(rest.lstrip(" :–—-"))


def names_in(text: str) -> tuple[str, ...]:
    """The names of a list of names; empty where a part of it is none."""
    text = _PLACE_TAIL.sub("", text.strip(" .,;:–—-")) if not is_name(text.strip(" .,;:–—-")) else text.strip(" ,;:–—-")
    parts = [part for part in _BETWEEN.split(text) if part]
    names: list[str] = []
    for place, part in enumerate(parts):
        if _TITLES.match(part) and names:
            names[-1] = f"{names[-1]}, {part}"
        elif is_name(part) and not (place and (_is_no_person(part) or is_office(part))):
            names.append(_as_printed(part))
        elif not place:
            return ()
        else:
            break
    return tuple(dict.fromkeys(names))


def trailing_source(text: str) -> str | None:
    """What follows the names of a byline and is none: "By A, WSWS.org" gives "WSWS.org"."""
    if not (match := _PREFIX.match(text)):
        return None
    parts = [part.strip() for part in _BETWEEN.split(text[match.end() :].strip(" :")) if part.strip()]
    extra = [part for part in parts[1:] if _is_no_person(part) and not (_TITLES.match(part) or names_nobody(part))]
    return extra[-1] if extra and extra[-1] == parts[-1] else None


def _is_no_person(name: str) -> bool:
    """Whether a part after a name is rather an office or a publication."""
    return (
        is_organisation(name)
        or name.split()[0].lower() in _ARTICLES
        or (" " not in name and script_of(name[0]) not in _CASELESS)
    )


def is_organisation(text: str) -> bool:
    """Whether a short text names an organisation or a publication, not a person."""
    names = [word.strip(".,()’'").lower() for word in text.split()]
    if any(name in vocabulary.ORGANISATION for name in names):
        return True
    return "." in text.strip(".") and bool(re.search(r"[a-z0-9]\.[a-z]{2,}", text.lower()))


@lru_cache(maxsize=8192)
def is_name(text: str) -> bool:
    """Whether a text can be a person's name: a few capitalised words, with particles; no sentence."""
    parts = text.split()
    if not 0 < len(parts) <= MAX_NAME_WORDS or len(text) > MAX_NAME:
        return False
    if not all(_WORD.match(part.strip('“”"()')) for part in parts):
        return False
    if script_of(parts[0].strip('“”"()')[:1]) in _CASELESS:
        return len(parts) <= 5 and not _has_stop_words(parts)
    capital = [part for part in parts if _HYPHENED.sub("", part)[:1].isupper() or part[0] in '“"']
    rest = [part for part in parts if part not in capital and part.lower() not in vocabulary.PARTICLES]
    if not capital or rest or parts[0].lower() in _ARTICLES:
        return False
    if parts[0] not in capital and len(capital) < 2:
        return False
    return parts[-1] in capital or parts[-1].lower() in ("bin", "jr.", "sr.")


def _has_stop_words(parts: list[str]) -> bool:
    return any(part in stops for part in parts for script in STOP_WORDS.values() for stops in script.values()
               if not part.isascii() and len(part) > 1)  # fmt: skip


def _as_printed(name: str) -> str:
    """The name, a shouted one in ordinary capitals."""
    name = name.strip('“”"')
    letters = [char for char in name if char.isalpha()]
    if len(letters) < 5 or not all(char.isupper() for char in letters):
        return name
    calm = [_calm(word, place) for place, word in enumerate(name.split())]
    for place, (word, following) in enumerate(pairwise(calm)):
        if word in ("Van", "La") and following in vocabulary.PARTICLES:
            calm[place] = word.lower()
    return " ".join(calm)


def _calm(word: str, place: int) -> str:
    if place and word.lower() in vocabulary.PARTICLES - {"van", "la"}:
        return word.lower()
    if "." in word.rstrip(".") or len(word.strip(".")) == 1:
        return word
    calm = re.sub(r"(?:^|(?<=[-'’]))\w", lambda match: match[0].upper(), word.lower())
    return re.sub(r"^Mc(\w)", lambda match: "Mc" + match[1].upper(), calm)
