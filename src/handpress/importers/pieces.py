"""A piece of an old archive, ready to be taken in: what every importer gives and the landing takes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handpress.extract import Extraction

IMPORTER_VERSION = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of an archive.

    `original`: the bytes it was read from. `pictures`: files by the `src` that the body uses. `body_key`: equal for
    copies of one page under several names.
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

    @property
    def sha256(self) -> str:
        """Hash of the original bytes."""
        return hashlib.sha256(self.original).hexdigest()

    @property
    def body_key(self) -> str:
        """Hash of headline and text."""
        text = f"{self.extraction.headline}\0{self.extraction.body_text}"
        return hashlib.sha256(text.encode()).hexdigest()
