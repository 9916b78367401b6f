"""Which sizes of a picture readers get, as Wagtail's filter specs."""

from __future__ import annotations

WIDTHS = (480, 720, 960, 1600)  # 720: the commonest telephone, 360 points wide at two pixels each
FORMATS = ("avif", "webp")
JPEG_WIDTH = 960
SOCIAL = "fill-1200x630|format-jpeg|jpegquality-78"
_QUALITY = {"avif": "avifquality-55|avifspeed-8", "webp": "webpquality-72", "jpeg": "jpegquality-78"}


def spec(width: int, image_format: str) -> str:
    """The filter spec of one size: `width-960|format-webp|webpquality-72`."""
    return f"width-{width}|format-{image_format}|{_QUALITY[image_format]}"


def all_specs() -> tuple[str, ...]:
    """Every spec made for a picture: four widths in two formats, one plain JPEG, one for social networks."""
    sizes = tuple(spec(width, image_format) for image_format in FORMATS for width in WIDTHS)
    return (*sizes, spec(JPEG_WIDTH, "jpeg"), SOCIAL)
