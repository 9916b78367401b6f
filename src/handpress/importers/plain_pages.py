"""Pages of an old site that are the magazine's own: About, Contact, Disclaimer …"""

from __future__ import annotations

import json

from wagtail.models import Locale

from handpress.importers.drafting import Drafter, raw
from handpress.importers.pieces import Piece
from handpress.newsroom.actions.articles import publish_article
from handpress.newsroom.actions.filing import home_of
from handpress.newsroom.models import PlainPage


class PlainPages:
    """Makes plain pages of pieces; one of each role in each language."""

    def __init__(self, drafter: Drafter) -> None:
        self._drafter = drafter

    def make(self, piece: Piece, warnings: list[str]) -> tuple[PlainPage, bool]:
        """The page, and whether it is new: one that the magazine has already is left as it is."""
        locale = Locale.objects.get(language_code=self._drafter.language(piece))
        there = PlainPage.objects.filter(role=piece.role, locale=locale).order_by("pk").first()
        if there is not None:
            return there, False
        page = PlainPage(
            title=piece.headline[:255],
            standfirst=piece.extraction.standfirst[:500],
            role=piece.role,
            asked_slug=piece.slug[:80],
            locale=locale,
            live=False,
            has_unpublished_changes=True,
        )
        page.body = json.dumps(raw(self._drafter.plain_body(piece, warnings)))
        home_of(locale).add_child(instance=page)
        if not piece.is_draft:
            publish_article(page)
        return PlainPage.objects.get(pk=page.pk), True
