"""The families of lists: what each one's pages show beside the articles."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from handpress.edition.fingerprints import calendar_rows
from handpress.edition.recipes.heads import Head, portraits
from handpress.edition.recipes.section_extras import SectionExtras
from handpress.newsroom.models import Article, ArticleTag, Byline, Section
from handpress.pages.pressroom import pressroom
from handpress.pages.recipe import every_translation
from handpress.press.engine import Notes
from handpress.press.fingerprint import fingerprint
from handpress.reading import names, places
from handpress.reading.keys import YEARS, Group, every_language, list_key, translations_key
from handpress.reading.lists import Calendar
from handpress.reading.magazine_lists import sections_key
from handpress.reading.outward import outward
from handpress.theme.records import Teaser
from handpress.theme.wording import Wording


class Family:
    """One family of lists, such as all authors'."""

    name: str
    template: str
    kind: str  # the page's kind
    record = ""  # the kind of key that names the record of a list
    is_permanent = False  # whether there is a page where there are no articles yet
    has_feeds = True

    def groups(self) -> Collection[Group]:
        """The lists that have a page."""
        raise NotImplementedError

    def more(self, found: list[Head]) -> Any:
        """What the family's pages show beside the articles, loaded for all of them."""
        return None

    def context(self, head: Head, more: Any, words: Wording, notes: Notes) -> dict[str, Any]:
        """What the family's template is given beside the articles."""
        return {}

    def arranged(self, head: Head, more: Any, teasers: tuple[Teaser, ...]) -> tuple[Teaser, ...]:
        """The newest articles in the order in which the page shows them."""
        return teasers

    def description(self, head: Head, words: Wording) -> str:
        """The page's description for search engines."""
        return words.about_list(head.name)

    def page_kind(self, head: Head) -> str:
        """The page's kind."""
        return self.kind

    def alternates(self, head: Head, more: Any, notes: Notes) -> Iterable[tuple[str, str]]:
        """The page in other languages."""
        return ()


class Whole(Family):
    """The whole magazine; its own page is the archive."""

    name = "all"
    is_permanent = True

    def groups(self) -> Collection[Group]:
        """One in every language."""
        return {Group("all", "", language) for language in places.languages()}


class Sections(Family):
    """A section or dossier; it has a page from the day it exists."""

    name = record = "section"
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

    def context(self, head: Head, more: SectionExtras, words: Wording, notes: Notes) -> dict[str, Any]:
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

    def arranged(self, head: Head, more: SectionExtras, teasers: tuple[Teaser, ...]) -> tuple[Teaser, ...]:
        """A dossier is read from its beginning, after its key articles."""
        if head.row["kind"] != Section.Kind.DOSSIER:
            return teasers
        key = set(more.key_ids(head))
        return tuple(teaser for teaser in reversed(teasers) if teaser.id not in key)

    def description(self, head: Head, words: Wording) -> str:
        """Its standfirst, or what it lists."""
        return head.row["standfirst"] or words.about_list(head.name)

    def alternates(self, head: Head, more: SectionExtras, notes: Notes) -> Iterable[tuple[str, str]]:
        """The same section in other languages."""
        key = head.row["translation_key"]
        found = more.versions.get(str(key), [])
        notes.list(translations_key(key), fingerprint(found))
        return [(each.language, each.address) for each in found]


class Spread(NamedTuple):
    """What the pages of a record that is listed in every language show: beside, and where else there is a page."""

    calendars: dict[Group, Calendar]
    beside: Any


class InEachLanguage(Family):
    """A record with a list in every language that has an article of it."""

    def more(self, found: list[Head]) -> Spread:
        """The calendars of the same records in the magazine's other languages."""
        groups = {group for head in found for group in _elsewhere(head)}
        return Spread(pressroom().memory.calendars(groups), self.beside(found))

    def beside(self, found: list[Head]) -> Any:
        """What is shown beside the articles."""
        return None

    def alternates(self, head: Head, more: Spread, notes: Notes) -> Iterable[tuple[str, str]]:
        """The same record's pages: this one, and those in languages where its list is not empty."""
        found = {head.language: head.address()}
        for group in _elsewhere(head):
            calendar = more.calendars.get(group, {})
            notes.list(list_key(group, YEARS), fingerprint(calendar_rows(group, calendar, YEARS) or []))
            if calendar:
                found[group.language] = places.list_address(group, group.language, head.slug)
        return sorted(found.items()) if len(found) > 1 else ()


class Authors(InEachLanguage):
    """An author in one language."""

    name = record = "author"
    template = "author.html"
    kind = "author"

    def groups(self) -> Collection[Group]:
        """Authors with a public article in the language."""
        rows = Byline.objects.filter(article__is_public=True, author__isnull=False)
        return _with_language("author", rows.values_list("author_id", "article__language").distinct())

    def beside(self, found: list[Head]) -> Any:
        """What is said of the authors."""
        people = {head.row["person"].id: head.row["person"] for head in found}
        wanted = {(head.row["person"].id, head.language) for head in found}
        return names.author_boxes(people, wanted, portraits(found))

    def context(self, head: Head, more: Any, words: Wording, notes: Notes) -> dict[str, Any]:
        """The author."""
        return {"author": more.beside[head.row["person"].id, head.language]}


class Sources(InEachLanguage):
    """A source in one language."""

    name = record = "source"
    template = "source.html"
    kind = "source"

    def groups(self) -> Collection[Group]:
        """Sources with a public article in the language."""
        rows = Article.objects.filter(is_public=True, source__isnull=False)
        return _with_language("source", rows.values_list("source_id", "language").distinct())

    def context(self, head: Head, more: Any, words: Wording, notes: Notes) -> dict[str, Any]:
        """The source's own facts."""
        return {
            "name": head.name,
            "credit_line": head.row["credit_line"].replace("{source}", head.name),
            "home_url": outward(head.row["home_url"]),
            "standing_permission": head.row["standing_permission"],
        }


class Tags(Family):
    """A tag."""

    name = record = "tag"
    template = "tag.html"
    kind = "tag"
    has_feeds = False

    def groups(self) -> Collection[Group]:
        """Tags of public articles."""
        rows = ArticleTag.objects.filter(article__is_public=True).order_by().values_list("tag_id", flat=True)
        return {Group("tag", str(pk)) for pk in rows.distinct()}

    def context(self, head: Head, more: Any, words: Wording, notes: Notes) -> dict[str, Any]:
        """Its name."""
        return {"name": head.name}


class Kinds(Family):
    """Book reviews, press releases, action alerts, pictures or videos; the magazine's own pages, empty or not."""

    name = "kind"
    template = "kind.html"
    kind = "list"
    is_permanent = True  # the frame of every page leads there

    def groups(self) -> Collection[Group]:
        """Every kind in every language."""
        return {Group("kind", kind, language) for kind in places.KIND_SLUGS for language in places.languages()}

    def context(self, head: Head, more: Any, words: Wording, notes: Notes) -> dict[str, Any]:
        """The title and the sentence under it."""
        return {"title": head.name, "intro": words.introduction(self.page_kind(head))}

    def description(self, head: Head, words: Wording) -> str:
        """The sentence under the title."""
        return words.introduction(self.page_kind(head)) or words.about_list(head.name)

    def page_kind(self, head: Head) -> str:
        """The kind of its articles."""
        return head.group.id or head.group.family

    def alternates(self, head: Head, more: Any, notes: Notes) -> Iterable[tuple[str, str]]:
        """Every language has the page."""
        return every_translation(places.KIND_SLUGS.get(head.group.id, places.PICKS_SLUG))


class Picks(Kinds):
    """Editor's picks."""

    name = "picks"

    def groups(self) -> Collection[Group]:
        """One list in every language."""
        return {Group("picks", "", language) for language in places.languages()}


def _elsewhere(head: Head) -> list[Group]:
    """The groups of a list's record in the other languages."""
    groups = every_language(head.group.family, head.group.id, places.languages())
    return [group for group in groups if group.language != head.language]


def _with_language(family: str, rows: Iterable[tuple[Any, str]]) -> set[Group]:
    return {Group(family, str(id), language) for id, language in rows if language in places.languages()}


FAMILIES: dict[str, Family] = {
    family.name: family for family in (Whole(), Sections(), Authors(), Sources(), Tags(), Kinds(), Picks())
}
