"""Which sizes of a picture readers get, as Wagtail's filter specs."""

from __future__ import annotations

import re

from handpress.kit.own_words import PICTURES

WIDTHS = (480, 720, 960, 1600)  # 720: the commonest telephone, 360 points wide at two pixels each
FORMATS = ("avif", "webp")
JPEG_WIDTH = 960
FILE = r"[0-9a-f]{2}/[0-9a-f]{20}\.[a-z]+"  # what a size is called where they lie, and below its public address
SIZE = re.compile(f"/{PICTURES}/({FILE})")  # in a page; the group: where they lie
SOCIAL = "fill-1200x630|format-jpeg|jpegquality-78"
_QUALITY = {"avif": "avifquality-55|avifspeed-8", "webp": "webpquality-72", "jpeg": "jpegquality-78"}


def spec(width: int, image_format: str) -> str:
    """The filter spec of one size: `width-960|format-webp|webpquality-72`."""
    return f"width-{width}|format-{image_format}|{_QUALITY[image_format]}"


def all_specs() -> tuple[str, ...]:
    """Every spec made for a picture: four widths in two formats, one plain JPEG, one for social networks."""
    sizes = tuple(spec(width, image_format) for image_format in FORMATS for width in WIDTHS)
    return (*sizes, spec(JPEG_WIDTH, "jpeg"), SOCIAL)


def specs_for(width: int) -> tuple[str, ...]:
    """Those that make sense for a picture so wide: none larger, but for the first that holds it whole."""
    widths = [each for each in WIDTHS if each < width]
    widths += WIDTHS[len(widths) : len(widths) + 1]
    return (*(spec(each, kind) for kind in FORMATS for each in widths), spec(JPEG_WIDTH, "jpeg"), SOCIAL)
