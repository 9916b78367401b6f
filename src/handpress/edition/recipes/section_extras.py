"""What sections show beside their newest articles."""

from __future__ import annotations

from typing import Any

from handpress.edition.recipes.heads import Head, portraits
from handpress.newsroom.models import SectionKeyArticle
from handpress.press.engine import Notes
from handpress.reading.articles import linked_pages
from handpress.reading.bodies import Bodies, wanted_by
from handpress.reading.keys import Group
from handpress.reading.media import Pictures, documents
from handpress.reading.teasers import load_teasers
from handpress.reading.translations import versions


class SectionExtras:
    """What sections show beside their newest articles, loaded for some of them. Some twenty queries."""

    def __init__(self, found: list[Head]) -> None:
        """Load it."""
        ids = {int(head.group.id): head.group for head in found}
        self.pictures: Pictures = portraits(found)
        self.versions = versions({str(head.row["translation_key"]) for head in found})
        self._keys: dict[Group, list[int]] = {}
        rows = SectionKeyArticle.objects.filter(section__in=ids).order_by("section", "sort_order", "pk")
        for section, article in rows.values_list("section_id", "article_id"):
            if article:
                self._keys.setdefault(ids[section], []).append(article)
        self._teasers = load_teasers({id for some in self._keys.values() for id in some})
        self.introductions = _introductions(found)

    def key_ids(self, head: Head) -> list[int]:
        """The dossier's key articles, whoever may see them."""
        return self._keys.get(head.group, [])

    def key_articles(self, head: Head, notes: Notes) -> tuple[Any, ...]:
        """The dossier's key articles that readers may see."""
        ids = self.key_ids(head)
        notes.record(*(f"article:{id}" for id in ids))
        return self._teasers.shown(ids, notes, with_pictures=False)


def _introductions(found: list[Head]) -> dict[Group, tuple[set[str], Any]]:
    """Each introduction as public HTML, with the keys of what it links to."""
    wanted = {head.group: wanted_by((), head.row["introduction"]) for head in found}
    pages, articles = linked_pages({id for each in wanted.values() for id in each.pages})
    ids = {id for each in wanted.values() for id in each.pictures}
    files = documents({id for each in wanted.values() for id in each.documents})
    bodies = Bodies(Pictures(ids), files, pages)
    return {
        head.group: (
            wanted[head.group].keys(dict.fromkeys(articles)),
            bodies.rewriter().rewrite(head.row["introduction"]),
        )
        for head in found
    }
