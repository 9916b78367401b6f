"""Which pictures of a page belong to its article, and what is printed about them."""

from __future__ import annotations

import re

from handpress.extract.model import FoundImage
from handpress.extract.vocabulary import CREDIT
from handpress.kit.text import one_line

MIN_PIXELS = 80

_NUMBER = re.compile(r"\s*(\d{1,5})\s*(?:px)?\s*\Z")
_FURNITURE = re.compile(
    r"(?:^|[/_.\-])(?:spacer|blank|pixel|clear|transp(?:arent)?|bullet|icons?|buttons?|btn|banners?|arrow|logos?|rss|"
    r"facebook|twitter|share|print|email|1x1|dot|shim|counter|line|header|masthead|nav|menu|emoji|avatar|loading)"
    r"(?=[/_.\-\d]|$)",
    re.IGNORECASE,
)
_CREDIT_LINE = re.compile(
    rf"[(\[]?{CREDIT}\s?[:/|–—-]?\s?(?:by |de |von |par )?(?P<name>[^()\[\]]{{2,80}})[)\]]?\.?\Z", re.IGNORECASE
)
_CREDIT_TAIL = re.compile(rf"[\s(\[|–—]+{CREDIT}\s?[:/]\s?(?P<name>[^()\[\]:]{{2,80}})[)\]]?\.?\Z", re.IGNORECASE)


def picture_of(attributes: dict[str, str]) -> FoundImage | None:
    """The picture of an <img>; None for spacers, buttons, logos and counters."""
    src = next(
        (
            attributes[name].strip()
            for name in ("src", "data-src", "data-lazy-src", "data-original")
            if _usable(attributes.get(name))
        ),
        "",
    )
    if not src or src.startswith("data:"):
        return None
    sizes = [int(match[1]) for name in ("width", "height") if (match := _NUMBER.match(attributes.get(name, "")))]
    if sizes and min(sizes) < MIN_PIXELS:
        return None
    if _FURNITURE.search(src.split("?")[0]) and not _has_shape_of_picture(sizes):
        return None
    return FoundImage(src, alt=one_line(attributes.get("alt", "")))


def _has_shape_of_picture(sizes: list[int]) -> bool:
    """Whether the given width and height are those of a photograph and not of a banner or button."""
    if len(sizes) == 1:
        return 100 <= sizes[0] <= 400
    return bool(sizes) and min(sizes) >= 100 and max(sizes) < 3.5 * min(sizes)


def _usable(address: str | None) -> bool:
    return bool(address) and not str(address).startswith("data:")


def caption_and_credit(text: str) -> tuple[str, str]:
    """The two parts of what is printed under a picture."""
    if match := _CREDIT_LINE.match(text):
        return "", match["name"].strip()
    if match := _CREDIT_TAIL.search(text):
        return text[: match.start()].strip(), match["name"].strip()
    return text, ""
