from collections import defaultdict
from pathlib import Path

from handpress.pages.recipe import PageRecipe
from handpress.press.engine import Reading
from handpress.press.fingerprint import fingerprint
from handpress.reading import places
from handpress.reading.parts import Content, Part
from tests.guestbook.models import Entry


def fingerprints(keys):
    return {key: fingerprint(_entries()) for key in keys}


def under(articles):
    """The entries of each article of a batch. One query."""
    found = defaultdict(list)
    for article, words in Entry.objects.filter(article__in=articles).order_by("pk").values_list("article", "words"):
        found[article].append(words)
    return {id: Content(found.get(id), frozenset({f"signed:{id}"})) for id in articles}


PART = Part("guestbook/under.html", under, templates=Path(__file__).parent / "templates")


class AllEntries(PageRecipe):
    """`/guestbook/` in each language."""

    name, template, kind = "guestbook", "guestbook/all.html", "list"

    def everything(self):
        return iter(places.languages())

    def readings(self, subjects):
        for language in subjects:
            notes = self.notes(self.template, language)
            notes.list("guestbook:all", fingerprint(_entries()))
            page = self.page(places.own_page(language, "guestbook"), "Guestbook")
            data = self.page_data(language, page, entries=_entries())
            yield Reading(language, places.file_of(page.address), data, notes.trace())


def _entries():
    return list(Entry.objects.order_by("pk").values_list("words", flat=True))
