"""What a page is shared with: its picture, its card, its section's picture, or the magazine's card."""

from __future__ import annotations

from collections.abc import Collection

from handpress.kit.cards.drawing import HEIGHT, WIDTH
from handpress.newsroom.models import ShareCard
from handpress.newsroom.paths import prefix
from handpress.reading.media import FILES
from handpress.reading.queries import ASKED, Query
from handpress.theme.records import Picture, ShareImage

_CARDS = Query(lambda: ShareCard.objects.order_by().filter(article__among=ASKED).values_list("article_id", "file"))


LEAST_WIDTH = 600  # pixels: networks show smaller ones as a stamp or not at all


def cards(ids: Collection[int]) -> dict[int, str]:
    """The files of the cards of articles. One query per 1000."""
    return dict(_CARDS.of(ids))


def of_picture(picture: Picture | None, name: str) -> ShareImage | None:
    """A picture in the shape that networks show; None where that has not been made. `name` where it has no words."""
    if picture is None or picture.social is None or picture.social.width < LEAST_WIDTH:
        return None
    file = picture.social
    return ShareImage(file.address, file.width, file.height, picture.alt or picture.caption or name)


def of_card(file: str | None, words: str) -> ShareImage | None:
    """A drawn card, which says what it shows; None where there is none."""
    return ShareImage(FILES + file, WIDTH, HEIGHT, words) if file else None


def of_magazine(language: str, name: str, motto: str) -> ShareImage:
    """The card of the magazine in a language, which is always there."""
    return ShareImage(card_address(language), WIDTH, HEIGHT, f"{name} — {motto}" if motto else name)


def card_address(language: str) -> str:
    """`/card.png`, `/es/card.png`."""
    return f"{prefix(language)}/card.png"
