"""Pages every language has once: links, feeds, search, and the page for addresses that never were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from markupsafe import Markup

from handpress.edition import lists, places
from handpress.edition.fingerprints import calendar_rows, fingerprint
from handpress.edition.keys import CALENDAR, Group, list_key
from handpress.edition.magazine_lists import section_rows, sections_key
from handpress.edition.recipes.base import PageRecipe, every_translation
from handpress.edition.recipes.calendars import calendar_years
from handpress.edition.recipes.plain import read_introduction
from handpress.edition.records import FeedInfo, Link, Page
from handpress.newsroom.models import Link as StoredLink
from handpress.newsroom.models import LinkGroup
from handpress.newsroom.paths import list_path
from handpress.press.engine import Notes, Reading


class FixedRecipe(PageRecipe):
    """One page in each language, at the address of its name. Subject: a language."""

    batch = 4

    def everything(self) -> Iterator[str]:
        """One in each language."""
        yield from places.languages()

    def readings(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """One reading for each language."""
        for language in subjects:
            if language in places.languages():
                notes = self.notes(self.template, language, *self.frame_keys(language))
                page = self.own_page(language)
                context = {"teasers": (), "calendar": (), **self.context(language, notes)}
                yield Reading(language, self.file(page), self.sheet(language, page, **context), notes.trace())

    def frame_keys(self, language: str) -> tuple[str, ...]:
        """Further keys of the page's frame."""
        return ()

    def own_page(self, language: str) -> Page:
        """The page, titled by the theme."""
        return self.page(
            places.own_page(language, self.name),
            self.room.words(language).title(self.name),
            alternates=every_translation(self.name),
        )

    def file(self, page: Page) -> str:
        """Where it lies."""
        return places.file_of(page.address)

    def context(self, language: str, notes: Notes) -> dict[str, Any]:
        """What its template is given."""
        return {}


class LinksRecipe(FixedRecipe):
    """Annotated links in groups."""

    name = "links"
    template = "links.html"
    kind = "links"

    def frame_keys(self, language: str) -> tuple[str, ...]:
        """The links of the language."""
        return (f"links:{self.room.reading(language).locale_id}",)

    def context(self, language: str, notes: Notes) -> dict[str, Any]:
        """The introduction that an editor wrote as a plain page, and the groups."""
        title, introduction = read_introduction(language, notes)
        groups = LinkGroup.objects.filter(locale__language_code=language).order_by("sort_order", "name", "pk")
        links: dict[int, list[Link]] = defaultdict(list)
        rows = StoredLink.objects.filter(group__in=groups.values("pk")).order_by("sort_order", "pk")
        for group, label, url, note in rows.values_list("group_id", "title", "url", "note"):
            links[group].append(Link(label, url, note=note))
        shown = tuple((name, tuple(links[pk])) for pk, name in groups.values_list("pk", "name") if links[pk])
        return {
            "title": title or self.room.words(language).title("links"),
            "intro": introduction or Markup(""),
            "groups": shown,
        }


class FeedsRecipe(FixedRecipe):
    """The page that lists the feeds and says what a feed is."""

    name = "feeds"
    template = "feeds.html"
    kind = "feeds"

    def context(self, language: str, notes: Notes) -> dict[str, Any]:
        """The feeds of the magazine in each language, of its kinds and its sections. Authors' and sources' own
        pages carry theirs.
        """
        return {"feeds": (*self._magazine(language), *self._kinds(language), *self._sections(language, notes))}

    def _magazine(self, language: str) -> Iterator[FeedInfo]:
        site = self.room.reading(language).site
        for other in site.languages:
            yield _feed(site.name, other.name, Group("all", "", other.code), other.code)

    def _kinds(self, language: str) -> Iterator[FeedInfo]:
        words = self.room.words(language)
        groups = [Group("picks", "", language), *(Group("kind", kind, language) for kind in places.KIND_SLUGS)]
        for group in groups:
            yield _feed(words.title("latest"), words.title(group.id or group.family), group, language)

    def _sections(self, language: str, notes: Notes) -> Iterator[FeedInfo]:
        rows = section_rows(language)
        notes.list(sections_key(language), fingerprint(rows))
        words = self.room.words(language)
        for pk, name, slug, kind, is_retired, _ in rows:
            if not is_retired:
                heading = words.title("dossiers") if kind == "dossier" else words.gettext("Sections")
                yield _feed(heading, name, Group("section", str(pk)), language, slug)


def _feed(heading: str, title: str, group: Group, language: str, slug: str = "") -> FeedInfo:
    addresses = (places.feed_address(group, language, slug, form) for form in ("xml", "json"))
    return FeedInfo(heading, title, *addresses)


class SearchRecipe(FixedRecipe):
    """What stands at the search's address while nothing answers there: the archive and the sections."""

    name = "search"
    template = "search.html"
    kind = "search"

    def own_page(self, language: str) -> Page:
        """The page; search engines need not list it."""
        title = self.room.words(language).title("search")
        return self.page(places.own_page(language, "search"), title, is_indexed=False)

    def context(self, language: str, notes: Notes) -> dict[str, Any]:
        """The calendar and the sections."""
        group = Group("all", "", language)
        calendar = lists.calendars([group]).get(group, {})
        notes.list(list_key(group, CALENDAR), fingerprint(calendar_rows(group, calendar, CALENDAR) or []))
        rows = section_rows(language)
        notes.list(sections_key(language), fingerprint(rows))
        links = tuple(Link(name, list_path(language, "section", slug)) for _, name, slug, *_ in rows)
        years = calendar_years(
            calendar, lambda bucket: places.list_address(group, language, "", bucket), has_year_pages=True
        )
        return {"calendar": years, "sections": links}


class NotFoundRecipe(FixedRecipe):
    """`/404.html` (`/es/404.html`): what servers answer with where nothing ever was."""

    name = "404"
    template = "404.html"
    kind = "notice"

    def own_page(self, language: str) -> Page:
        """The page; it has no canonical address."""
        address = places.own_page(language, self.name).removesuffix("/") + ".html"
        return self.page(address, self.room.words(language).title("404"), is_indexed=False)


def fixed_recipes() -> Iterable[FixedRecipe]:
    """All of them."""
    return LinksRecipe(), FeedsRecipe(), SearchRecipe(), NotFoundRecipe()
