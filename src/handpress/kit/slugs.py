"""Slugs: the part of an address that is made of a headline, and the words it must not be.

A public address is a file name: slug, suffix against doubles, ".html" and ".br" have to fit into what file
systems take (255 bytes), with room for a temporary name beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from anyascii import anyascii

from handpress.kit.own_words import RESERVED
from handpress.kit.words import words

MAX_CHARACTERS = 80
MAX_BYTES = 200 - len(".html.br") - len("-99")

LANGUAGE_CODES = words(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz "
    "ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik "
    "io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml "
    "mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd "
    "se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi "
    "vo wa wo xh yi yo za zh zu"
)

_NOT_ASCII_SLUG = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile(r"['’ʼ`´]")
_YEAR = re.compile(r"\d{4}\Z")
_LOCALE = re.compile(r"([a-z]{2})(?:-[a-z]{2,4})?\Z")


@dataclass(frozen=True, slots=True)
class SlugRefusal:
    """Why a slug cannot be used, and one near it that can."""

    code: str
    message: str
    suggestion: str
    retry: bool = False


def slugify(text: str, *, allow_unicode: bool = False, fallback: str = "") -> str:
    """A slug of a headline: transliterated to ASCII, or lower-case Unicode (NFC), cut at a word.

    `fallback` when nothing of the text can stand in a slug.
    """
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", text))
    slug = _unicode_slug(text) if allow_unicode else _NOT_ASCII_SLUG.sub("-", anyascii(text).lower())
    return _cut(slug.strip("-")) or fallback


def check_slug(slug: str) -> SlugRefusal | None:
    """What speaks against a slug that an editor typed; None when it can be used."""
    if not slug:
        return SlugRefusal("empty", "The slug is empty. Write at least one letter or digit.", "article")
    if slug.lower() in RESERVED or _YEAR.match(slug) or _is_locale(slug):
        message = f"“{slug}” is the name of one of the site's own addresses. Choose another slug."
        return SlugRefusal("reserved", message, f"{slug}-article")
    clean = slugify(slug, allow_unicode=True)
    if clean != slug:
        message = f"“{slug}” cannot stand in an address: use up to 80 lower-case letters, digits and hyphens."
        return SlugRefusal("malformed", message, clean or "article")
    return None


def unique_slug(slug: str, taken: Callable[[str], bool]) -> str:
    """The slug, or the slug with -2, -3 … : the first for which `taken` (asked in lower case) says no."""
    if not taken(slug.lower()):
        return slug
    return next(name for n in count(2) if not taken((name := f"{slug}-{n}").lower()))


def _unicode_slug(text: str) -> str:
    """Letters with their marks, digits and hyphens, lower-case, in NFC."""
    lowered = unicodedata.normalize("NFC", text.lower())
    kept = (char if unicodedata.category(char)[0] in "LMN" else "-" for char in lowered)
    return re.sub(r"-{2,}", "-", "".join(kept))


def _cut(slug: str) -> str:
    """The slug, ended at a word so that it is short enough in characters and in bytes."""
    if len(slug) < MAX_CHARACTERS and len(slug.encode()) <= MAX_BYTES:
        return slug
    short = slug[: MAX_CHARACTERS - 1].encode()[:MAX_BYTES].decode(errors="ignore")
    if slug[len(short)] != "-" and "-" in short:
        short = short.rsplit("-", 1)[0]
    return short.strip("-")


def _is_locale(slug: str) -> bool:
    match = _LOCALE.match(slug.lower())
    return bool(match and match[1] in LANGUAGE_CODES)
