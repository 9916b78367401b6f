"""The magazine's card in each language: what a page without a picture of its own is shared with."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PIL import Image

from handpress.edition.recipes.files import logo_bytes
from handpress.kit.cards.drawing import Voice, magazine_card, wordless_card
from handpress.kit.cards.runs import Unprintable
from handpress.newsroom.models import Picture
from handpress.pages.recipe import CODE, EditionRecipe
from handpress.press.engine import Notes, Reading
from handpress.reading import places
from handpress.reading.keys import FONTS
from handpress.reading.share_images import card_address
from handpress.theme.icons import mark


class Facts(NamedTuple):
    """What the card shows; the logo where there is no type for the name."""

    voice: Voice
    motto: str
    logo: bytes


class CardRecipe(EditionRecipe):
    """`/card.png`, `/es/card.png` … Subject: the language."""

    name = "card"
    is_compressed = False

    def everything(self) -> Iterator[str]:
        """One in each language."""
        yield from places.languages()

    def readings(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """One reading for each language: name, motto, accent and logo."""
        for language in subjects:
            if language in places.languages():
                yield self._reading(language)

    def _reading(self, language: str) -> Reading:
        reading = self.room.reading(language)
        site, logo = reading.site, Picture.objects.only("file").filter(pk=reading.logo_id or 0).first()
        notes = Notes(CODE)
        notes.record("magazine:0", f"magazine:{reading.locale_id}", FONTS, *([f"picture:{logo.pk}"] if logo else []))
        voice = Voice(site.name, language, site.language.is_rtl, site.accent)
        file = card_address(language).removeprefix("/")
        return Reading(language, file, Facts(voice, site.motto, logo_bytes(logo)), notes.trace())

    def press(self, reading: Reading) -> bytes:
        """The card: name and motto, the name alone, or no words where the machine has no type for them."""
        facts: Facts = reading.record
        for motto in dict.fromkeys((facts.motto, "")):
            try:
                return magazine_card(facts.voice, motto)
            except Unprintable:
                continue
        return wordless_card(facts.voice.accent, _picture(facts))


def _picture(facts: Facts) -> Image.Image:
    if not facts.logo:
        return mark(facts.voice.accent, 512)
    with Image.open(io.BytesIO(facts.logo)) as opened:
        return opened.convert("RGBA")
