"""A piece of an old archive, ready to be taken in: what every importer gives and the landing takes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from handpress.extract import Extraction
from handpress.kit.text import excerpt

IMPORTER_VERSION = 2
UNTITLED = 70  # characters of the text that serve as the headline of a page without one
FEW = 240  # characters of text; shorter ones are told apart by their pictures and links too
_ADDRESSES = re.compile(r"\b(?:src|href)=\"([^\"#]+)\"")


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of an archive.

    `original`: the bytes it was read from. `pictures`: files by the `src` that the body uses; `lead`: the `src` of the
    one that stands for the article. `body_key`: equal for copies of one page under several names. `role`: what kind of
    plain page it is; "" for articles. `slug`: its name in the old address. `scheduled_at`: when a draft goes live by
    itself. `guid`: its id in the old site's feed. `changed_at`: when it was last rewritten there.
    """

    import_id: str
    extraction: Extraction
    original: bytes
    archive: str
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    pictures: Mapping[str, Path] = field(default_factory=dict)
    is_draft: bool = False
    original_url: str = ""
    lead: str = ""
    published_at: datetime | None = None
    scheduled_at: datetime | None = None
    role: str = ""
    slug: str = ""
    guid: str = ""
    changed_at: datetime | None = None

    @property
    def headline(self) -> str:
        """The headline; where there is none, the first words of the text, of its pictures, or of its old address."""
        found = self.extraction
        shown = next((image.caption or image.alt for image in found.images if image.caption or image.alt), "")
        files = (image.src.rpartition("/")[2].partition(".")[0] for image in found.images)
        named = next(filter(None, map(_words_of, (self.slug, *files))), "")
        return found.headline or excerpt(found.body_text or shown, UNTITLED) or named or found.path

    @property
    def sha256(self) -> str:
        """Hash of the original bytes."""
        return self.hash_of(self.original)

    @staticmethod
    def hash_of(original: bytes) -> str:
        """The hash that names original bytes."""
        return hashlib.sha256(original).hexdigest()

    @property
    def body_key(self) -> str:
        """Hash of what makes two pieces the same: headline and text; with few words also what they show.

        No words are not the same as no words: three pictures of the day are three pieces, each with its own picture,
        and what shows nothing either is only itself.
        """
        found = self.extraction
        parts = [found.headline, found.body_text]
        if not found.body_text.strip():
            parts += [found.published_on or "", *(self._shown() or [self.import_id])]
        elif len(found.body_text) < FEW:
            parts += self._shown()
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def _shown(self) -> list[str]:
        """The addresses of pictures, recordings and links in the piece."""
        images = [image.src for image in self.extraction.images]
        return sorted({*images, *([self.lead] if self.lead else []), *_ADDRESSES.findall(self.extraction.body_html)})


def _words_of(name: str) -> str:
    """A name in an address as words, "the-long-walk" as "The long walk"; "" where it holds only numbers."""
    words = " ".join(name.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:] if any(char.isalpha() for char in words) else ""
