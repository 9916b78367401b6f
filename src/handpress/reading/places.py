"""Addresses of lists and of the magazine's own pages, and the files of the tree they lie in."""

from __future__ import annotations

from django.conf import settings

from handpress.kit import own_words
from handpress.kit.own_words import FEEDS, OWN, UNDATED, Use
from handpress.newsroom.paths import list_path, prefix
from handpress.reading.keys import Group

KIND_SLUGS = own_words.KINDS
PICKS_SLUG = own_words.PICKS
WITH_SLUG = tuple(sorted(OWN[Use.RECORDS]))


def languages() -> list[str]:
    """Codes of the magazine's languages, the first without a prefix."""
    return [language.code for language in settings.PUBLICATION.languages]


def own_page(language: str, name: str = "") -> str:
    """`/`, `/archive/`, `/es/feeds/`: a page that every language has."""
    return f"{prefix(language)}/{name}/" if name else f"{prefix(language)}/"


def list_address(group: Group, language: str, slug: str = "", bucket: str = "") -> str:
    """A list's folder, or one bucket of it; `slug` for groups whose record has one."""
    if group.family in WITH_SLUG:
        return list_path(language, group.family, slug, bucket)
    name = {"all": "", "picks": PICKS_SLUG}.get(group.family) if group.family != "kind" else KIND_SLUGS[group.id]
    folder = own_page(language, name or "")
    if group.family == "all" and not bucket:
        return own_page(language, "archive")
    return f"{folder}{bucket.replace('-', '/')}/" if bucket else folder


def feed_address(group: Group, language: str, slug: str, form: str) -> str:
    """`/feeds/all.xml`, `/es/feeds/author/maria.json`; `form` is "xml" or "json"."""
    stem = f"{prefix(language)}/{FEEDS}/"
    if group.family == "all":
        return f"{stem}all.{form}"
    if group.family in ("kind", "picks"):
        return f"{stem}kind/{KIND_SLUGS.get(group.id, PICKS_SLUG)}.{form}"
    return f"{stem}{group.family}/{slug}.{form}"


def absolute(address: str) -> str:
    """The full address."""
    return settings.PUBLICATION.base_url + address


def file_of(address: str) -> str:
    """The file that an address names: `/archive/` → `archive/index.html`."""
    path = address.removeprefix("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def parent_of(address: str) -> str:
    """The list above a bucket or list: `/tag/water/2013/` → `/tag/water/`; the archive above all lists."""
    language, names = _split(address)
    if len(names) > 2 and names[0] in WITH_SLUG:
        return own_page(language, "/".join(names[:2]))
    if len(names) > 1 and names[0] in (*KIND_SLUGS.values(), PICKS_SLUG):
        return own_page(language, names[0])
    if len(names) == 2 and names[0].isdigit():
        return own_page(language, names[0])
    return own_page(language, "archive")


def is_list(address: str) -> bool:
    """Whether the address is of the form that lists and their buckets have."""
    _, names = _split(address)
    if not names or not address.endswith("/"):
        return False
    if names[0] in WITH_SLUG:
        return len(names) > 1 and _is_period(names[2:])
    if names[0] in (*KIND_SLUGS.values(), PICKS_SLUG):
        return _is_period(names[1:])
    return _is_period(names)


def _is_period(names: list[str]) -> bool:
    """Nothing, a year, a year and a month, or "undated"."""
    if names == [UNDATED] or not names:
        return True
    lengths = [len(name) for name in names]
    return lengths in ([4], [4, 2]) and all(name.isascii() and name.isdigit() for name in names)


def language_of(address: str) -> str:
    """The language under whose prefix an address lies."""
    return _split(address)[0]


def _split(address: str) -> tuple[str, list[str]]:
    """The language of an address and the names after its prefix."""
    names = [name for name in address.split("/") if name]
    if names and names[0] in languages()[1:]:
        return names[0], names[1:]
    return languages()[0], names
