"""A list's own page: its head, its thirty newest, its calendar."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from handpress.edition import lists, places
from handpress.edition.fingerprints import calendar_rows, fingerprint
from handpress.edition.keys import (
    CALENDAR,
    NEWEST,
    Group,
    every_language,
    list_key,
    parse_group,
    parse_list,
    translations_key,
)
from handpress.edition.lists import Calendar
from handpress.edition.magazine_lists import sections_key
from handpress.edition.reading import names
from handpress.edition.reading.articles import linked_pages
from handpress.edition.reading.bodies import Bodies, wanted_by
from handpress.edition.reading.media import Pictures, documents
from handpress.edition.reading.teasers import Teasers, teasers
from handpress.edition.reading.translations import Version, versions
from handpress.edition.recipes.base import PageRecipe, every_translation
from handpress.edition.recipes.calendars import calendar_years
from handpress.edition.recipes.heads import Head, heads, portraits
from handpress.newsroom.models import Article, ArticleTag, Byline, Section, SectionKeyArticle
from handpress.press.engine import Notes, Reading


class Contents(NamedTuple):
    """What a batch of lists holds."""

    newest: dict[Group, list[int]]
    calendars: dict[Group, Calendar]
    teasers: Teasers


class ListRecipe(PageRecipe):
    """The own pages of one family of lists. Subject: the group, as in `author/5/en`."""

    family: str
    batch = 50
    record = ""  # the kind of key that names its record
    is_permanent = False  # whether there is a page where there are no articles yet

    def concerns(self, key: str) -> Iterable[str]:
        """Its record, in every language, or the newest of its list."""
        kind, _, id = key.partition(":")
        if kind == self.record and id.isdigit():
            return [str(group) for group in every_language(self.family, id, places.languages())]
        found = parse_list(key)
        return [str(found[0])] if found and found[0].family == self.family and found[1] == NEWEST else []

    def everything(self) -> Iterator[str]:
        """Every list of the family that has articles."""
        yield from map(str, sorted(self.groups()))

    def groups(self) -> Collection[Group]:
        """The groups of the family that have articles."""
        raise NotImplementedError

    def readings(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """One reading for each list with a page."""
        groups = [group for subject in subjects if (group := parse_group(subject))]
        found = heads(groups, self.room.words)
        newest, calendars = lists.newest(found), lists.calendars(found)
        contents = Contents(newest, calendars, teasers({id for ids in newest.values() for id in ids}))
        more = self.more([head for group, head in found.items() if self.exists(group, contents)])
        for group, head in found.items():
            if self.exists(group, contents):
                yield self._reading(head, contents, more)

    def exists(self, group: Group, contents: Contents) -> bool:
        """Whether the list has a page: when it has articles, or always."""
        return self.is_permanent or group in contents.newest

    def _reading(self, head: Head, contents: Contents, more: Any) -> Reading:
        notes = self.notes(self.template, head.language)
        notes.keys |= head.keys
        ids, calendar = contents.newest.get(head.group, []), contents.calendars.get(head.group, {})
        notes.list(list_key(head.group, NEWEST), fingerprint(ids))
        notes.list(list_key(head.group, CALENDAR), fingerprint(calendar_rows(head.group, calendar, CALENDAR) or []))
        context = {
            **self.context(head, more, notes),
            "teasers": contents.teasers.shown(ids, notes),
            "calendar": calendar_years(calendar, head.address),
        }
        page = self.page(
            head.address(),
            head.name,
            description=self.description(head),
            kind=self.page_kind(head),
            alternates=self.alternates(head, more, notes),
            feeds=head.feeds(head.name),
        )
        return Reading(
            str(head.group), places.file_of(head.address()), self.sheet(head.language, page, **context), notes.trace()
        )

    def more(self, found: list[Head]) -> Any:
        """What the family's pages show beside the articles, loaded for all of them."""
        return None

    def context(self, head: Head, more: Any, notes: Notes) -> dict[str, Any]:
        """What the family's template is given beside the articles."""
        return {}

    def description(self, head: Head) -> str:
        """The page's description for search engines."""
        return ""

    def page_kind(self, head: Head) -> str:
        """The page's kind."""
        return self.kind

    def alternates(self, head: Head, more: Any, notes: Notes) -> Iterable[tuple[str, str]]:
        """The page in other languages."""
        return ()


class SectionRecipe(ListRecipe):
    """A section or dossier; it has a page from the day it exists."""

    name = family = record = "section"
    template = "section.html"
    kind = "section"
    is_permanent = True

    def groups(self) -> Collection[Group]:
        """Every section of the magazine's languages."""
        rows = Section.objects.filter(locale__language_code__in=places.languages())
        return {Group("section", str(pk)) for pk in rows.values_list("pk", flat=True)}

    def more(self, found: list[Head]) -> Any:
        """Introductions, key articles, pictures and translations."""
        return SectionExtras(found)

    def context(self, head: Head, more: SectionExtras, notes: Notes) -> dict[str, Any]:
        """The section's own fields and key articles."""
        notes.member_of([sections_key(head.language), translations_key(head.row["translation_key"])])
        wanted, introduction = more.introductions[head.group]
        notes.keys |= wanted
        return {
            "section_title": head.name,
            "standfirst": head.row["standfirst"],
            "introduction": introduction,
            "section_kind": head.row["kind"],
            "began": head.row["began_on"],
            "ended": head.row["ended_on"],
            "key": more.key_articles(head, notes),
            "picture": more.pictures.get(head.row["picture_id"]),
        }

    def description(self, head: Head) -> str:
        """Its standfirst."""
        return head.row["standfirst"]

    def alternates(self, head: Head, more: SectionExtras, notes: Notes) -> Iterable[tuple[str, str]]:
        """The same section in other languages."""
        key = head.row["translation_key"]
        found: list[Version] = more.versions.get(str(key), [])
        notes.list(translations_key(key), fingerprint(found))
        return [(each.language, each.address) for each in found]


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
        self._teasers = teasers({id for some in self._keys.values() for id in some}, with_pictures=False)
        self.introductions = _introductions(found)

    def key_articles(self, head: Head, notes: Notes) -> tuple[Any, ...]:
        """The dossier's key articles that readers may see."""
        ids = self._keys.get(head.group, [])
        notes.record(*(f"article:{id}" for id in ids))
        return self._teasers.shown(ids, notes)


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


class AuthorRecipe(ListRecipe):
    """An author in one language."""

    name = family = record = "author"
    template = "author.html"
    kind = "author"

    def groups(self) -> Collection[Group]:
        """Authors with a public article in the language."""
        rows = Byline.objects.filter(article__is_public=True, author__isnull=False)
        return _with_language("author", rows.values_list("author_id", "article__language").distinct())

    def more(self, found: list[Head]) -> Any:
        """What is said of the authors."""
        people = {head.row["person"].id: head.row["person"] for head in found}
        wanted = {(head.row["person"].id, head.language) for head in found}
        return names.author_boxes(people, wanted, portraits(found))

    def context(self, head: Head, more: Any, notes: Notes) -> dict[str, Any]:
        """The author."""
        return {"author": more[head.row["person"].id, head.language]}


class SourceRecipe(ListRecipe):
    """A source in one language."""

    name = family = record = "source"
    template = "source.html"
    kind = "source"

    def groups(self) -> Collection[Group]:
        """Sources with a public article in the language."""
        rows = Article.objects.filter(is_public=True, source__isnull=False)
        return _with_language("source", rows.values_list("source_id", "language").distinct())

    def context(self, head: Head, more: Any, notes: Notes) -> dict[str, Any]:
        """The source's own facts."""
        line = head.row["credit_line"].replace("{source}", head.name)
        names = ("home_url", "standing_permission")
        return {"name": head.name, "credit_line": line, **{name: head.row[name] for name in names}}


class TagRecipe(ListRecipe):
    """A tag."""

    name = family = record = "tag"
    template = "tag.html"
    kind = "tag"

    def groups(self) -> Collection[Group]:
        """Tags of public articles."""
        rows = ArticleTag.objects.filter(article__is_public=True).order_by().values_list("tag_id", flat=True)
        return {Group("tag", str(pk)) for pk in rows.distinct()}

    def context(self, head: Head, more: Any, notes: Notes) -> dict[str, Any]:
        """Its name."""
        return {"name": head.name}


class KindRecipe(ListRecipe):
    """Book reviews, press releases, action alerts, pictures or videos; the magazine's own pages, empty or not."""

    name = family = "kind"
    template = "kind.html"
    kind = "list"
    is_permanent = True  # the frame of every page leads there

    def groups(self) -> Collection[Group]:
        """Every kind in every language."""
        return {Group("kind", kind, language) for kind in places.KIND_SLUGS for language in places.languages()}

    def context(self, head: Head, more: Any, notes: Notes) -> dict[str, Any]:
        """The title and the sentence under it."""
        return {"title": head.name, "intro": self._introduction(head)}

    def description(self, head: Head) -> str:
        """The sentence under the title."""
        return self._introduction(head)

    def page_kind(self, head: Head) -> str:
        """The kind of its articles."""
        return head.group.id or head.group.family

    def alternates(self, head: Head, more: Any, notes: Notes) -> Iterable[tuple[str, str]]:
        """Every language has the page."""
        return every_translation(places.KIND_SLUGS.get(head.group.id, places.PICKS_SLUG))

    def _introduction(self, head: Head) -> str:
        return self.room.words(head.language).introduction(self.page_kind(head))


class PicksRecipe(KindRecipe):
    """Editor's picks."""

    name = family = "picks"

    def groups(self) -> Collection[Group]:
        """One list in every language."""
        return {Group("picks", "", language) for language in places.languages()}


def _with_language(family: str, rows: Iterable[tuple[Any, str]]) -> set[Group]:
    return {Group(family, str(id), language) for id, language in rows if language in places.languages()}
