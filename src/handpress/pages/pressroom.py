"""What recipes share within a run: the theme, the site record of each language, and the frames of their pages."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from functools import cache

from django.conf import settings

from handpress.kit.cards.faces import FontsUnknown
from handpress.kit.cards.faces import fingerprint as fonts_fingerprint
from handpress.pages.code import code_fingerprint
from handpress.press.engine import Sort
from handpress.press.kinds import kinds
from handpress.reading import parts
from handpress.reading.articles import Loaded
from handpress.reading.keys import FONTS
from handpress.reading.memory import Memory
from handpress.reading.site import SiteReading, read_site
from handpress.reading.teasers import Teasers
from handpress.theme.theming import Theme, stamp_of
from handpress.theme.wording import Wording

FRAMES = ("template", "code", "fonts")  # kinds of keys: what the theme, this machine and the code give every page


class Pressroom:
    """Kept in memory from key to key.

    In the presser itself the press tells what changed before it reads (`invalidate`), and `reset` comes between runs. A
    forked helper hears nothing: there the records are read anew for each batch (`begin`).
    """

    def __init__(self) -> None:
        self._home = os.getpid()
        self._theme: Theme | None = None
        self._files: dict[str, str] | None = None
        self._stamp: object = None
        self._sites: dict[str, SiteReading] = {}
        self._frames: dict[tuple[str, ...], frozenset[str]] = {}
        self._memory = Memory()

    def invalidate(self, keys: Collection[str]) -> None:
        """Drop what changed keys may have made untrue; lists follow from changes that were heard of before."""
        self._home = os.getpid()
        sort = kinds().sort
        sorts = set(map(sort, keys))
        records = {key for key in keys if sort(key) is Sort.RECORD}
        if sorts & {Sort.FRAME, None}:
            self._sites.clear()
            self._memory = Memory()
        if Sort.PLACE in sorts:
            self._memory.drop_lists()
        self._memory.drop(records)
        self._sites = {code: site for code, site in self._sites.items() if not records & site.keys}

    def begin(self) -> None:
        """Before a batch is read."""
        if os.getpid() != self._home:
            self._sites.clear()
            self._memory = Memory()
        if self._theme is not None and stamp_of(settings.PUBLICATION.theme) != self._stamp:
            self._theme = None
            self._files = None
            self._sites.clear()
            self._frames.clear()

    def reset(self) -> None:
        """Drop everything that may have changed since the last run."""
        self._sites.clear()
        self._memory = Memory()
        self.begin()

    @property
    def theme(self) -> Theme:
        """The theme with the publication's overrides."""
        if self._theme is None:
            self._stamp = stamp_of(settings.PUBLICATION.theme)
            self._theme = Theme(settings.PUBLICATION.theme, parts.folders())
        return self._theme

    @property
    def files(self) -> dict[str, str]:
        """Templates, style parts and catalogues, each with a hash of its content, as this theme has them."""
        if self._files is None:
            self._files = self.theme.fingerprints()
        return self._files

    def words(self, language: str) -> Wording:
        """The theme's words in a language."""
        return self.theme.words(language)

    def reading(self, language: str) -> SiteReading:
        """The site record of a language with its keys."""
        if language not in self._sites:
            self._sites[language] = read_site(language, self.words(language).title)
        return self._sites[language]

    def teasers(self, ids: Iterable[int]) -> Teasers:
        """Teasers, those read since the last change not read again: the same few fill a publish's twenty pages."""
        return self._memory.teasers(ids)

    def articles(self, ids: Iterable[int]) -> dict[int, Loaded]:
        """Whole articles, as `teasers`."""
        return self._memory.articles(ids)

    @property
    def memory(self) -> Memory:
        """What was read since the last change: fingerprints, pages and feeds ask for the same."""
        return self._memory

    def frame(self, template: str, language: str, *more: str) -> frozenset[str]:
        """The keys of the frame around such a page: one object for all pages of the kind and language."""
        keys = self.reading(language).keys
        name = (template, language, *more, *sorted(keys))
        if name not in self._frames:
            self._frames[name] = keys | self._template_keys(template, language) | {"code", *more}
        return self._frames[name]

    def part_keys(self, language: str) -> frozenset[str]:
        """Which article parts there are, and their templates."""
        return frozenset({parts.KEY}).union(*(self._template_keys(each, language) for each in parts.templates()))

    def _template_keys(self, template: str, language: str) -> frozenset[str]:
        files = self.theme.files(template, language) if template else ()
        return frozenset(f"template:{file}" for file in files)


@cache
def pressroom() -> Pressroom:
    """The pressroom of this process."""
    return Pressroom()


def invalidate(keys: Collection[str]) -> None:
    """Drop what these changes may have made untrue."""
    pressroom().invalidate(keys)


def reset() -> None:
    """Drop what this process keeps between runs."""
    pressroom().reset()


def theme_fingerprints() -> dict[str, str | None]:
    """Hashes by key: of every template and catalogue, of the code and what it is set to, of the machine's type.

    None for fonts that the machine does not tell.
    """
    room = pressroom()
    room.begin()
    return {
        **{f"template:{name}": digest for name, digest in room.files.items()},
        parts.KEY: parts.fingerprint(),
        "code": code_fingerprint(),
        FONTS: _fonts(),
    }


def _fonts() -> str | None:
    try:
        return fonts_fingerprint()
    except FontsUnknown:
        return None
