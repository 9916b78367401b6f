"""A piece of an old archive, ready to be taken in: what every importer gives and the landing takes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from handpress.extract import Extraction
from handpress.kit.text import excerpt

IMPORTER_VERSION = 1
UNTITLED = 70  # characters of the text that serve as the headline of a page without one


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of an archive.

    `original`: the bytes it was read from. `pictures`: files by the `src` that the body uses; `lead`: the `src` of the
    one that stands for the article. `body_key`: equal for copies of one page under several names. `role`: what kind of
    plain page it is; "" for articles. `slug`: its name in the old address. `guid`: its id in the old site's feed.
    `changed_at`: when it was last rewritten there, after it had appeared.
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
    role: str = ""
    slug: str = ""
    guid: str = ""
    changed_at: datetime | None = None

    @property
    def headline(self) -> str:
        """The headline; the first words of the text where the page has none."""
        return self.extraction.headline or excerpt(self.extraction.body_text, UNTITLED) or self.extraction.path

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
        """Hash of headline and text."""
        text = f"{self.extraction.headline}\0{self.extraction.body_text}"
        return hashlib.sha256(text.encode()).hexdigest()
