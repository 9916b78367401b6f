"""Plain pages: About, Disclaimer, Contact …"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from handpress.newsroom.models import PlainPage
from handpress.pages.recipe import PageRecipe
from handpress.press.engine import Notes, Reading
from handpress.press.fingerprint import fingerprint
from handpress.reading import places
from handpress.reading.bodies import first_words
from handpress.reading.keys import translations_key
from handpress.reading.magazine_lists import page_rows, pages_key
from handpress.reading.plain_pages import PlainRow, read_bodies, stored_pages
from handpress.reading.translations import Version, versions
from handpress.theme.records import Block


class PlainRecipe(PageRecipe):
    """One plain page. The introduction to the links has its place on the links' page and none of its own."""

    name = "plain"
    template = "plain.html"
    kind = "plain"

    def subjects(self, key: str) -> Iterable[str]:
        """`page:4` → 4."""
        kind, _, id = key.partition(":")
        return (id,) if kind == "page" and id.isdigit() else ()

    def everything(self) -> Iterator[str]:
        """Every public plain page."""
        for language in places.languages():
            yield from (str(id) for id, *_ in page_rows(language))

    def readings(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """One reading for each public page."""
        return self.readings_of(stored_pages([int(subject) for subject in subjects]))

    def readings_of(self, rows: Sequence[PlainRow]) -> Iterator[Reading]:
        """Readings of rows, whether stored or not."""
        rows = [row for row in rows if row.role != PlainPage.Role.LINKS and row.language in places.languages()]
        bodies = read_bodies(rows)
        translated = versions({str(row.translation_key) for row in rows})
        for row in rows:
            yield self._reading(row, *bodies[row.id], translated.get(str(row.translation_key), []))

    def _reading(self, row: PlainRow, blocks: tuple[Block, ...], keys: set[str], translated: list[Version]) -> Reading:
        notes = self.notes(self.template, row.language)
        notes.record(f"page:{row.id}", *keys)
        notes.list(translations_key(row.translation_key), fingerprint(translated))
        notes.member_of([translations_key(row.translation_key), pages_key(row.language)])
        page = self.page(
            row.public_path,
            row.title,
            description=row.standfirst or first_words(blocks),
            alternates=[(each.language, each.address) for each in translated],
        )
        data = self.page_data(
            row.language, page, title=row.title, standfirst=row.standfirst, blocks=blocks, role=row.role
        )
        return Reading(str(row.id), places.file_of(row.public_path), data, notes.trace())


def read_introduction(language: str, notes: Notes) -> tuple[str, Markup]:
    """Title and text of the plain page that introduces the links; empty where an editor wrote none."""
    notes.list(pages_key(language), fingerprint(page_rows(language)))
    pages = PlainPage.objects.filter(role=PlainPage.Role.LINKS, locale__language_code=language, is_public=True)
    rows = stored_pages(pages.order_by("pk").values_list("pk", flat=True)[:1])
    if not rows:
        return "", Markup("")
    blocks, keys = read_bodies(rows)[rows[0].id]
    notes.record(f"page:{rows[0].id}", *keys)
    return rows[0].title, Markup("").join(block.html for block in blocks)
