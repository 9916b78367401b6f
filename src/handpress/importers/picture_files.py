"""Picture files of an archive, looked at before they come into the library: old disks hold many broken ones."""

from __future__ import annotations

import io
import struct
import warnings
from pathlib import Path

from PIL import Image, ImageFile

from handpress.extract import FoundImage
from handpress.importers.archive import read_file
from handpress.newsroom.actions.pictures import take_picture

MAX_PIXELS = 60_000_000
DRAFT = (480, 480)  # JPEG is decoded at an eighth of its cost down to this size

BROKEN = "{name} is not a picture that can be read, or only a part of one."
TOO_LARGE = "{name} has {pixels:,} pixels; {limit:,} can be shown. Make it smaller."


class PictureFiles:
    """Takes picture files into the library, each once."""

    def __init__(self) -> None:
        self._ids: dict[Path, int] = {}

    def reset(self) -> None:
        """Look for each in the library again."""
        self._ids.clear()

    def take(self, path: Path, source: str, image: FoundImage) -> int:
        """The library's id of the picture. Raises OSError and ValueError, with a message for people."""
        if path not in self._ids:
            data = read_file(path)
            refuse_broken(data, path.name)
            picture = take_picture(
                data,
                name=path.name,
                alt_text=image.alt[:500],
                credit=image.credit[:255],
                legacy_path=source[:500],
            )
            self._ids[path] = picture.pk
        return self._ids[path]


def refuse_broken(data: bytes, name: str) -> None:
    """Decode the whole picture. Raises ValueError for one that cannot be shown."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            _decode(data, name)
    except (Image.DecompressionBombError, OSError, SyntaxError, IndexError, EOFError, struct.error, OverflowError):
        raise ValueError(BROKEN.format(name=name)) from None


def _decode(data: bytes, name: str) -> None:
    with Image.open(io.BytesIO(data)) as picture:
        pixels = picture.width * picture.height
        if pixels > MAX_PIXELS:
            raise ValueError(TOO_LARGE.format(name=name, pixels=pixels, limit=MAX_PIXELS))
        if isinstance(picture, ImageFile.ImageFile):
            picture.draft("RGB", DRAFT)
        picture.load()
