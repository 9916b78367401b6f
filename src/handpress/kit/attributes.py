"""The attributes of published elements: which stay, and in what form."""

from __future__ import annotations

import re
from collections.abc import Callable

from handpress.kit import allowed
from handpress.kit.links import safe_link
from handpress.kit.slugs import LANGUAGE_CODES
from handpress.kit.text import one_line
from handpress.kit.words import words

_LANG = re.compile(r"([A-Za-z]{2})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}))?(?:[-_].*)?\Z", re.DOTALL)
_SCRIPTS = words("Arab Cyrl Deva Hans Hant Latn")
_COUNTRIES = words(
    "AE AF AR AT AU BD BE BO BR CA CH CL CN CO CR CU CZ DE DK DO DZ EC EG ES ET FI FR GB GR GT HK HN HR HU ID "
    "IE IL IN IQ IR IS IT JO JP KE KR KW LB LK LU LY MA MM MX MY NG NI NL NO NP NZ OM PA PE PH PK PL PR PS PT "
    "PY QA RO RS RU SA SD SE SG SK SV SY TH TN TR TW UA US UY VE VN YE ZA"
)
_NUMBER = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*\Z")
_NOT_ID = re.compile(r"[^A-Za-z0-9_.:\-]+")
_SCOPES = ("row", "col", "rowgroup", "colgroup")


class AttributeCleaner:
    """Cleans the attributes of one fragment; remembers the ids it has given out."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._ids: set[str] = set()

    def clean(self, tag: str, source: dict[str, str]) -> dict[str, str]:
        """The attributes that an element keeps, in a fixed order."""
        given = {name: value or "" for name, value in source.items()}
        if tag == "a":
            given["id"] = given.get("id") or given.get("name", "")
        if tag == "img":
            given.setdefault("alt", "")
        names = sorted(allowed.ATTRIBUTES.get(tag, set()) | allowed.ATTRIBUTES["*"])
        kept = {name: value for name in names if (value := self._value(tag, name, given.get(name))) is not None}
        if kept.get("href", "").startswith(("http:", "https:")):
            kept["rel"] = "external noopener"
        return kept

    def _value(self, tag: str, name: str, value: str | None) -> str | None:
        if value is None or name == "rel":
            return None
        if name in allowed.URL_ATTRIBUTES:
            return self._address(tag, value)
        return _CLEANERS[name](value) if name != "id" else self._id(value)

    def _address(self, tag: str, value: str) -> str | None:
        schemes = allowed.LINK_SCHEMES if tag == "a" else allowed.FETCH_SCHEMES
        address = safe_link(value, base_url=self._base_url, schemes=schemes)
        if address and address.startswith("#"):
            return f"#{_prefixed(address[1:])}" if tag == "a" else None
        return address

    def _id(self, value: str) -> str | None:
        name = _prefixed(value.strip())
        if len(name) == len(allowed.ID_PREFIX) or len(name) > 80 or name in self._ids:
            return None
        self._ids.add(name)
        return name


def _prefixed(name: str) -> str:
    """An id that cannot be one of the page around the fragment; one that has the prefix keeps it."""
    name = _NOT_ID.sub("-", name)
    return name if name.startswith(allowed.ID_PREFIX) else f"{allowed.ID_PREFIX}{name}"


def _lang(value: str) -> str | None:
    """A language tag of known parts: "en-GB", "zh-Hant"; what is unknown in it is left out."""
    match = _LANG.match(value.strip())
    if not match or match[1].lower() not in LANGUAGE_CODES:
        return None
    script, country = (match[2] or "").title(), (match[3] or "").upper()
    parts = [match[1].lower(), script if script in _SCRIPTS else "", country if country in _COUNTRIES else ""]
    return "-".join(filter(None, parts))


def _number(least: int, most: int) -> Callable[[str], str | None]:
    def cleaned(value: str) -> str | None:
        match = _NUMBER.match(value)
        return str(int(match[1])) if match and least <= int(match[1]) <= most else None

    return cleaned


def _one_of(*values: str) -> Callable[[str], str | None]:
    return lambda value: value.strip().lower() if value.strip().lower() in values else None


_CLEANERS: dict[str, Callable[[str], str | None]] = {
    "lang": _lang,
    "dir": _one_of("ltr", "rtl", "auto"),
    "title": lambda value: one_line(value) or None,
    "alt": one_line,
    "width": _number(1, 20_000),
    "height": _number(1, 20_000),
    "start": _number(0, 99_999),
    "colspan": _number(2, allowed.MAX_SPAN),
    "rowspan": _number(2, allowed.MAX_SPAN),
    "scope": _one_of(*_SCOPES),
}
