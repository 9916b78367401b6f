"""Pictures: taken in once, and made into the sizes readers get."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.images.models import Filter
from wagtail.search.index import insert_or_update_object
from willow.image import UnrecognisedImageFormatError

from handpress.kit.files import remove
from handpress.newsroom.actions.bulk_references import index_again
from handpress.newsroom.models import Picture, PictureRendition, ShareCard
from handpress.newsroom.orders import order_missing_sizes
from handpress.newsroom.public_sizes import storage
from handpress.newsroom.renditions import specs_for
from handpress.newsroom.typed_text import tidied

YOUNG_S = 3600


def take_picture(data: bytes, *, name: str, title: str = "", **fields: str) -> Picture:
    """The picture of the library with that content: the one that is there, or a new one. For imports.

    `fields` are those of Picture: alt_text, credit, rights, source_url, legacy_path. Raises ValueError when the bytes
    are no picture.
    """
    digest = hashlib.sha256(data).hexdigest()
    if known := Picture.objects.filter(content_hash=digest).order_by("pk").first():
        return known
    try:
        picture = Picture(title=(title or Path(name).stem)[:255], file=ContentFile(data, name=name[-90:]), **fields)
    except UnrecognisedImageFormatError:
        raise ValueError(f"{name} is not a picture that can be read (AVIF, GIF, JPEG, PNG, WebP).") from None
    picture.take_in()
    tidied(picture)
    with transaction.atomic():
        Picture.objects.bulk_create([picture])  # sends no signal: Wagtail would order two tasks for each picture
        index_again([picture])
        insert_or_update_object(picture)
        order_missing_sizes()
    return picture


def wanted_specs(picture: Picture) -> tuple[str, ...]:
    """The specs that make sense for the picture's width."""
    return specs_for(picture.width)


def make_renditions(picture: Picture) -> list[PictureRendition]:
    """The public sizes of a picture, made where they are missing; 1.3 s of one core for a large one in AVIF and WebP.

    Asks the table and not Wagtail's cache of renditions, which outlives a transaction that was rolled back.
    """
    filters = [Filter(spec=each) for each in wanted_specs(picture)]
    return list(picture.create_renditions(*filters).values())


def unused_renditions() -> Iterator[Path]:
    """Files of the storage that no rendition and no share card names: none of them is public, or will be."""
    root = storage()
    named = set(PictureRendition.objects.values_list("file", flat=True))
    named |= set(ShareCard.objects.values_list("file", flat=True))
    for path in sorted(root.glob("??/*")):
        if path.relative_to(root).as_posix() not in named:
            yield path


def discard_unused() -> int:
    """Take away what no row names and what lies there for an hour, for a row follows its file; how many files."""
    before = time.time() - YOUNG_S
    old = [path for path in unused_renditions() if path.stat().st_mtime < before]
    return sum(map(remove, old))
