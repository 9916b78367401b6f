"""What is shown of authors, sections, tags, sources and licences, loaded together for many pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from markupsafe import Markup, escape

from handpress.edition.lists import chunks
from handpress.edition.reading.among import Ids
from handpress.edition.reading.media import Pictures
from handpress.edition.records import AuthorBox, Link
from handpress.newsroom.models import Author, AuthorBio, AuthorLink, Licence, Section, Source, Tag
from handpress.newsroom.paths import list_path

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Person:
    """An author's own facts and how the name is written in some languages."""

    id: int
    name: str
    slug: str
    picture_id: int | None
    website: str
    email: str  # empty unless readers may see it
    names: dict[str, str]

    def name_in(self, language: str) -> str:
        """The name as this language writes it."""
        return self.names.get(language) or self.name

    def address(self, language: str) -> str:
        """The author's page in this language."""
        return list_path(language, "author", self.slug)


@dataclass(frozen=True, slots=True)
class Place:
    """A section, tag or source: something with a name and a list at an address."""

    id: int
    name: str
    address: str

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


def _in(rows: QuerySet, column: str, ids: Iterable[int | None], *columns: str) -> Iterator[tuple[Any, ...]]:
    for some in chunks(sorted({id for id in ids if id}), BATCH):
        yield from rows.filter(**{f"{column}__among": Ids(some)}).values_list(*columns)


def people(ids: Collection[int | None]) -> dict[int, Person]:
    """Authors by id. Two queries per 1000."""
    names: dict[int, dict[str, str]] = defaultdict(dict)
    bios = _in(AuthorBio.objects.all(), "author", ids, "author_id", "locale__language_code", "name_in_language")
    for id, language, name in bios:
        names[id][language] = name
    columns = ("pk", "name", "slug", "picture_id", "website", "email", "show_contact")
    return {
        pk: Person(pk, name, slug, picture, website, email if shown else "", names[pk])
        for pk, name, slug, picture, website, email, shown in _in(Author.objects.all(), "pk", ids, *columns)
    }


def author_boxes(
    persons: dict[int, Person], wanted: Collection[tuple[int, str]], pictures: Pictures
) -> dict[tuple[int, str], AuthorBox]:
    """What stands under an article and over an author's list, by (author, language). Two queries per 1000."""
    ids = {id for id, _ in wanted}
    columns = ("author_id", "locale__language_code", "bio")
    bios = {(id, language): bio for id, language, bio in _in(AuthorBio.objects.all(), "author", ids, *columns)}
    links: dict[int, list[Link]] = defaultdict(list)
    rows = AuthorLink.objects.order_by("author", "sort_order", "pk")
    for id, label, url in _in(rows, "author", ids, "author_id", "label", "url"):
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


def sections(ids: Collection[int | None]) -> dict[int, Place]:
    """Sections by id. One query per 1000."""
    return _places(Section.objects.all(), "section", ids)


def tags(ids: Collection[int | None]) -> dict[int, Place]:
    """Tags by id. One query per 1000."""
    return _places(Tag.objects.all(), "tag", ids)


def _places(rows: QuerySet, kind: str, ids: Collection[int | None]) -> dict[int, Place]:
    columns = ("pk", "name", "slug", "locale__language_code")
    return {
        pk: Place(pk, name, list_path(language, kind, slug))
        for pk, name, slug, language in _in(rows, "pk", ids, *columns)
    }


def sources(ids: Collection[int | None]) -> dict[int, Origin]:
    """Sources by id. One query per 1000."""
    columns = ("pk", "name", "slug", "home_url", "credit_line", "licence_id")
    return {row[0]: Origin(*row) for row in _in(Source.objects.all(), "pk", ids, *columns)}


def licences(ids: Collection[int | None]) -> dict[int, tuple[str, str, str]]:
    """Name, address and notice of licences by id. One query per 1000."""
    rows = _in(Licence.objects.all(), "pk", ids, "pk", "name", "url", "notice")
    return {pk: (name, url, notice) for pk, name, url, notice in rows}
