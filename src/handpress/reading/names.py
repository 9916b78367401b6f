"""What is shown of authors, sections, tags, sources and licences, loaded together for many pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Model
from markupsafe import Markup, escape

from handpress.newsroom.models import Author, AuthorBio, AuthorLink, Licence, LicenceWording, Section, Source, Tag
from handpress.newsroom.paths import list_path
from handpress.reading.media import Pictures
from handpress.reading.outward import outward
from handpress.reading.queries import ASKED, Query
from handpress.theme.records import AuthorBox, Link


@dataclass(frozen=True, slots=True)
class Person:
    """An author's own facts and how the name is written in some languages."""

    id: int
    name: str
    slug: str
    picture_id: int | None
    website: str
    email: str  # empty unless readers may see it
    handle: str  # @name@server, or empty
    names: dict[str, str]

    def name_in(self, language: str) -> str:
        """The name as this language writes it."""
        return self.names.get(language) or self.name

    def address(self, language: str) -> str:
        """The author's page in this language."""
        return list_path(language, "author", self.slug)


@dataclass(frozen=True, slots=True)
class NamedList:
    """A section, tag or source: something with a name and a list at an address."""

    id: int
    name: str
    address: str
    picture_id: int | None = None  # of a section

    @property
    def link(self) -> Link:
        """A link to its list."""
        return Link(self.name, self.address)


@dataclass(frozen=True, slots=True)
class Origin:
    """A source that pieces were first published in."""

    id: int
    name: str
    slug: str
    home_url: str
    line: str
    licence_id: int | None


@dataclass(frozen=True, slots=True)
class Terms:
    """A licence and what it says, in any language."""

    name: str
    url: str
    notice: str
    notices: dict[str, str]

    def notice_in(self, language: str) -> str:
        """The notice for readers of a language."""
        return self.notices.get(language) or self.notice


def _by(column: str, model: type[Model], *columns: str, order: tuple[str, ...] = ()) -> Query:
    """Columns of the rows with ids, in no order unless one is named."""
    return Query(
        lambda: model._default_manager.order_by(*order).filter(**{f"{column}__among": ASKED}).values_list(*columns)
    )


_PLACE = ("pk", "name", "slug", "locale__language_code")
_PEOPLE = _by("pk", Author, "pk", "name", "slug", "picture_id", "website", "email", "show_contact", "fediverse_handle")
_NAMES = _by("author", AuthorBio, "author_id", "locale__language_code", "name_in_language")
_BIOS = _by("author", AuthorBio, "author_id", "locale__language_code", "bio")
_LINKS = _by("author", AuthorLink, "author_id", "label", "url", order=("author", "sort_order", "pk"))
_SECTIONS = _by("pk", Section, *_PLACE, "picture_id")
_TAGS = _by("pk", Tag, *_PLACE)
_SOURCES = _by("pk", Source, "pk", "name", "slug", "home_url", "credit_line", "licence_id")
_LICENCES = _by("pk", Licence, "pk", "name", "url", "notice")
_WORDINGS = _by("licence", LicenceWording, "licence_id", "locale__language_code", "notice")


def people(ids: Collection[int | None]) -> dict[int, Person]:
    """Authors by id. Two queries per 1000."""
    names: dict[int, dict[str, str]] = defaultdict(dict)
    for id, language, name in _NAMES.of(ids):
        names[id][language] = name
    return {
        pk: Person(pk, name, slug, picture, outward(website), email if shown else "", handle, names[pk])
        for pk, name, slug, picture, website, email, shown, handle in _PEOPLE.of(ids)
    }


def author_boxes(
    persons: dict[int, Person], wanted: Collection[tuple[int, str]], pictures: Pictures
) -> dict[tuple[int, str], AuthorBox]:
    """What stands under an article and over an author's list, by (author, language). Two queries per 1000."""
    ids = {id for id, _ in wanted}
    bios = {(id, language): bio for id, language, bio in _BIOS.of(ids)}
    links: dict[int, list[Link]] = defaultdict(list)
    for id, label, url in _LINKS.of(ids):
        if outward(url):
            links[id].append(Link(label, url, rel="me"))
    boxes = {}
    for id, language in wanted:
        if person := persons.get(id):
            picture = pictures.get(person.picture_id)
            name, address = person.name_in(language), person.address(language)
            bio = paragraphs(bios.get((id, language), ""))
            boxes[id, language] = AuthorBox(name, address, bio, picture, (*_contacts(person), *links[id]))
    return boxes


def _contacts(person: Person) -> Iterator[Link]:
    if person.website:
        yield Link(person.website.split("://")[-1].strip("/"), person.website, rel="me")
    if person.email:
        yield Link(person.email, f"mailto:{person.email}")


def paragraphs(text: str) -> Markup:
    """Plain text as paragraphs; a single line break stays one."""
    parts = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return Markup("").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(escape(line) for line in part.split("\n"))) for part in parts
    )


def sections(ids: Collection[int | None]) -> dict[int, NamedList]:
    """Sections by id. One query per 1000."""
    return _places(_SECTIONS, "section", ids)


def tags(ids: Collection[int | None]) -> dict[int, NamedList]:
    """Tags by id. One query per 1000."""
    return _places(_TAGS, "tag", ids)


def _places(query: Query, kind: str, ids: Collection[int | None]) -> dict[int, NamedList]:
    return {
        pk: NamedList(pk, name, list_path(language, kind, slug), *picture)
        for pk, name, slug, language, *picture in query.of(ids)
    }


def sources(ids: Collection[int | None]) -> dict[int, Origin]:
    """Sources by id. One query per 1000."""
    return {
        pk: Origin(pk, name, slug, outward(home), line, licence)
        for pk, name, slug, home, line, licence in _SOURCES.of(ids)
    }


def licences(ids: Collection[int | None]) -> dict[int, Terms]:
    """Licences by id. Two queries per 1000."""
    notices: dict[int, dict[str, str]] = defaultdict(dict)
    for id, language, notice in _WORDINGS.of(ids):
        notices[id][language] = notice
    return {pk: Terms(name, outward(url), notice, notices[pk]) for pk, name, url, notice in _LICENCES.of(ids)}
