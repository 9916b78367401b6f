"""What is pressed: the form in each language, and the way to it under every article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from handpress.contact.endpoints import FORM_AWAY, STATUS_AWAY
from handpress.contact.forms import LONGEST_TEXT
from handpress.newsroom.models import PlainPage
from handpress.outgoing.server import mail_settings
from handpress.pages.recipe import CODE, PageData, PageRecipe
from handpress.press.engine import Notes, Reading
from handpress.press.fingerprint import fingerprint
from handpress.reading import places
from handpress.reading.articles import Loaded
from handpress.reading.bodies import first_words
from handpress.reading.fixed_pages import FixedPage
from handpress.reading.magazine_lists import page_rows, pages_key
from handpress.reading.parts import Content, Part, PartPlace
from handpress.reading.plain_pages import read_bodies, stored_pages
from handpress.server.endpoints import PREFIX

PageRow = tuple[int, str, str, str]
Rows = Mapping[str, Sequence[PageRow]]  # by language

TEMPLATES = Path(__file__).parent / "theme"
STANDS_IN = {FORM_AWAY: "contact/no-form.html", STATUS_AWAY: "contact/away.html"}
SETTINGS = "template:contact settings"


def settings_fingerprint() -> dict[str, str]:
    """What the form promises."""
    return {SETTINGS: fingerprint([mail_settings().is_on])}


class ContactPage(PageRecipe):
    """`/contact/` in each language, or where the language's plain page with that role lies, whose text stands above it.

    Subjects: `en` for the page, `en:contact-form` for what stands in for an endpoint that does not answer.
    """

    name, template, kind = "contact", "contact/page.html", "plain"
    rank = 2  # the plain page's own place

    def everything(self) -> Iterator[str]:
        """Each language's page, and those that stand in."""
        for language in places.languages():
            yield language
            yield from (f"{language}:{name}" for name in STANDS_IN)

    def readings(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """One reading for each subject of a language of the magazine."""
        rows = {language: page_rows(language) for language in places.languages()} if subjects else {}
        for subject in subjects:
            language, _, name = subject.partition(":")
            if language in rows and (not name or name in STANDS_IN):
                yield self._stand_in(subject, language, name, rows) if name else self._form(language, rows)

    def _form(self, language: str, rows: Rows) -> Reading:
        notes = self.notes(self.template, language, SETTINGS)
        for code, each in rows.items():
            notes.list(pages_key(code), fingerprint(each))
        introduction, description = self._introduction(rows[language], notes)
        addresses = [(code, _address(code, each)) for code, each in rows.items()]
        title = introduction["title"] or self.room.words(language).title("contact")
        page = self.page(dict(addresses)[language], title, description=description, alternates=addresses)
        shown = {**introduction, "form": None, "promises_mail": mail_settings().is_on, "longest": LONGEST_TEXT}
        data = self.page_data(language, page, **shown)
        return Reading(language, places.file_of(page.address), data, notes.trace())

    def _introduction(self, rows: Sequence[PageRow], notes: Notes) -> tuple[dict[str, Any], str]:
        """Title and text of the plain page that has the role, and its description; nothing where there is none."""
        found = stored_pages([id for id, _, _, role in rows if role == PlainPage.Role.CONTACT][:1])
        if not found:
            return {"title": "", "blocks": ()}, ""
        blocks, keys = read_bodies(found)[found[0].id]
        notes.record(f"page:{found[0].id}", *keys)
        return {"title": found[0].title, "blocks": blocks}, found[0].standfirst or first_words(blocks)

    def _stand_in(self, subject: str, language: str, name: str, rows: Rows) -> Reading:
        """A notice, whose frame shows the magazine's name alone: no edit of a menu or a section writes it."""
        template, site = STANDS_IN[name], self.room.reading(language)
        files = {f"template:{file}" for file in self.room.theme.files(template, language)}
        notes = Notes(CODE | files | {"magazine:0", f"magazine:{site.locale_id}"})
        notes.list(pages_key(language), fingerprint(rows[language]))
        page = self.page(f"{PREFIX}{language}/{name}.html", "", is_indexed=False)
        data = PageData(template, site.site, page, {"form_address": _address(language, rows[language])})
        return Reading(subject, places.file_of(page.address), data, notes.trace())


class MovedContactPage(PageRecipe):
    """`/contact/` in a language whose form stands at the plain page's own address: it leads there. Subject: `en`.

    Whatever page wants the place has it.
    """

    name, template, kind = "contact-moved", "moved.html", "notice"
    rank = 0
    is_compressed = False

    def subjects(self, key: str) -> Iterable[str]:
        """`page:4` may be one with the role."""
        return places.languages() if key.startswith("page:") else ()

    def everything(self) -> Iterator[str]:
        """Each language's, also where the form is there."""
        return iter(places.languages())

    def readings(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """One reading for each language whose form stands elsewhere."""
        for language in subjects:
            rows = page_rows(language) if language in places.languages() else ()
            own, address = places.own_page(language, "contact"), _address(language, rows)
            if language in places.languages() and address != own:
                notes = self.notes(self.template, language)
                notes.list(pages_key(language), fingerprint(rows))
                page = self.page(own, self.room.words(language).title("moved"), is_indexed=False)
                data = PageData(self.template, self.room.reading(language).site, page, {"to": address})
                yield Reading(language, places.file_of(own), data, notes.trace())


def _address(language: str, rows: Sequence[PageRow]) -> str:
    """Where the form stands in a language."""
    written = next((path for _, path, _, role in rows if role == PlainPage.Role.CONTACT), "")
    return written or places.own_page(language, "contact")


def link(articles: Mapping[int, Loaded]) -> dict[int, Content]:
    """The address of the form for each article."""
    return {id: Content(f"{PREFIX}contact/report?about={each.article.address}") for id, each in articles.items()}


FIXED_PAGE = FixedPage("contact", "contact", PlainPage.Role.CONTACT)
PART = Part("contact/report.html", link, PartPlace.END, TEMPLATES)
