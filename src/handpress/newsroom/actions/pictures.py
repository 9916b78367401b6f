"""Pictures: taken in once, and made into the sizes readers get."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from wagtail.images.models import Filter
from willow.image import UnrecognisedImageFormatError

from handpress.kit.own_words import PICTURES
from handpress.newsroom.models import Picture, PictureRendition, ShareCard
from handpress.newsroom.orders import order_renditions
from handpress.newsroom.renditions import FORMATS, JPEG_WIDTH, SOCIAL, WIDTHS, spec


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
    picture.is_one_of_many = True
    picture.save()
    return picture


def wanted_specs(picture: Picture) -> list[str]:
    """The specs that make sense for the picture's width: none larger than it, but for the first that holds it whole."""
    widths = [width for width in WIDTHS if width < picture.width]
    widths += WIDTHS[len(widths) : len(widths) + 1]
    return [*(spec(width, kind) for kind in FORMATS for width in widths), spec(JPEG_WIDTH, "jpeg"), SOCIAL]


def make_renditions(picture: Picture) -> list[PictureRendition]:
    """The public sizes of a picture, made where they are missing; 1.3 s of one core for a large one in AVIF and WebP.

    Asks the table and not Wagtail's cache of renditions, which outlives a transaction that was rolled back.
    """
    filters = [Filter(spec=each) for each in wanted_specs(picture)]
    return list(picture.create_renditions(*filters).values())


def order_missing_sizes() -> int:
    """Have sizes made that pictures lack, as after an upgrade that brings one; how many pictures wait."""
    made: dict[int, set[str]] = defaultdict(set)
    for picture, filter_spec in PictureRendition.objects.values_list("image_id", "filter_spec").iterator():
        made[picture].add(filter_spec)
    waiting = [each for each in Picture.objects.only("pk", "width").iterator() if _lacks(each, made[each.pk])]
    for picture in waiting:
        order_renditions(picture.pk, in_bulk=True)
    return len(waiting)


def _lacks(picture: Picture, made: set[str]) -> bool:
    return not made.issuperset(wanted_specs(picture))


def unused_renditions() -> Iterator[Path]:
    """Files under `public/i/` that no rendition and no share card names; a full press no longer refers to them."""
    root = settings.PUBLICATION.public / PICTURES
    named = set(PictureRendition.objects.values_list("file", flat=True))
    named |= set(ShareCard.objects.values_list("file", flat=True))
    for path in sorted(root.glob("??/*")):
        if path.relative_to(root).as_posix() not in named:
            yield path
