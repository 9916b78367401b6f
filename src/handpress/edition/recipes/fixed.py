"""Pages every language has once: archive, links, feeds, search, and the page for addresses that never were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from markupsafe import Markup

from handpress.edition.outside_search import NAME as ENGINE
from handpress.edition.outside_search import restricted_to
from handpress.edition.recipes.calendars import calendar_years
from handpress.edition.recipes.own_page import OwnPage
from handpress.edition.recipes.plain import read_introduction
from handpress.kit.own_words import UNDATED
from handpress.newsroom.models import Link as StoredLink
from handpress.newsroom.models import LinkGroup
from handpress.newsroom.paths import list_path
from handpress.pages.recipe import CODE
from handpress.press.engine import Notes
from handpress.press.fingerprint import fingerprint
from handpress.reading import places
from handpress.reading.keys import Group
from handpress.reading.lists import Calendar
from handpress.reading.magazine_lists import section_rows, sections_key
from handpress.reading.non_empty_lists import NonEmptyLists, non_empty_lists
from handpress.reading.outward import outward
from handpress.server.asked import WORDS
from handpress.server.endpoints import PREFIX, UNSENT
from handpress.theme.records import CalendarYear, FeedInfo, Link, Page


class LinksPage(OwnPage):
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
            if outward(url):
                links[group].append(Link(label, url, note=note))
        shown = tuple((name, tuple(links[pk])) for pk, name in groups.values_list("pk", "name") if links[pk])
        return {
            "title": title or self.room.words(language).title("links"),
            "intro": introduction or Markup(""),
            "groups": shown,
        }


class FeedsPage(OwnPage):
    """The page that lists the feeds and says what a feed is."""

    name = "feeds"
    template = "feeds.html"
    kind = "feeds"

    def context(self, language: str, notes: Notes) -> dict[str, Any]:
        """The feeds of the magazine in each language, and of those kinds and sections that hold anything. Authors' and
        sources' own pages carry theirs.
        """
        held = non_empty_lists(language)
        notes.record(f"filled:{language}", "filled:other")
        kinds, sections = self._kinds(language, held), self._sections(language, held, notes)
        return {"feeds": (*self._magazine(language), *kinds, *sections)}

    def _magazine(self, language: str) -> Iterator[FeedInfo]:
        site = self.room.reading(language).site
        for other in site.languages:
            yield _feed(site.name, other.name, Group("all", "", other.code), other.code)

    def _kinds(self, language: str, held: NonEmptyLists) -> Iterator[FeedInfo]:
        words = self.room.words(language)
        groups = [Group("picks", "", language), *(Group("kind", kind, language) for kind in places.KIND_SLUGS)]
        for group in (each for each in groups if (each.id or each.family) in held.own):
            yield _feed(words.title("latest"), words.title(group.id or group.family), group, language)

    def _sections(self, language: str, held: NonEmptyLists, notes: Notes) -> Iterator[FeedInfo]:
        rows = section_rows(language)
        notes.list(sections_key(language), fingerprint(rows))
        words = self.room.words(language)
        for pk, name, slug, kind, is_retired, _ in rows:
            if not is_retired and pk in held.sections:
                heading = words.title("dossiers") if kind == "dossier" else words.gettext("Sections")
                yield _feed(heading, name, Group("section", str(pk)), language, slug)


def _feed(heading: str, title: str, group: Group, language: str, slug: str = "") -> FeedInfo:
    addresses = (places.feed_address(group, language, slug, form) for form in ("xml", "json"))
    return FeedInfo(heading, title, *addresses)


class SearchPage(OwnPage):
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
        calendar = self.calendar(language, notes)
        rows = section_rows(language)
        notes.list(sections_key(language), fingerprint(rows))
        filled = self.room.reading(language).filled_sections
        links = tuple(Link(name, list_path(language, "section", slug)) for pk, name, slug, *_ in rows if pk in filled)
        return {
            "calendar": _years(language, calendar),
            "sections": links,
            "asked": Markup('<q dir="auto">{}</q>').format(WORDS.decode()),
            "engine": ENGINE,
            "engine_address": restricted_to(settings.PUBLICATION.base_url),
        }


class NotFoundPage(OwnPage):
    """`/404.html` (`/es/404.html`): what servers answer with where nothing ever was."""

    name = "404"
    template = "404.html"
    kind = "notice"

    def own_page(self, language: str) -> Page:
        """The page; it has no canonical address."""
        address = places.own_page(language, self.name).removesuffix("/") + ".html"
        return self.page(address, self.room.words(language).title("404"), is_indexed=False)


class UnsentPage(OwnPage):
    """`/-/en/unsent.html`: what servers answer with for an endpoint that does not."""

    name = UNSENT
    template = "unsent.html"
    kind = "notice"

    def notes(self, template: str, language: str, *more: str) -> Notes:
        """Its frame shows the magazine's name alone: no edit of a menu or a section writes it."""
        files = self.room.theme.files(template, language)
        own = {"magazine:0", f"magazine:{self.room.reading(language).locale_id}"}
        return Notes(CODE | own | {f"template:{file}" for file in files} | {*more})

    def own_page(self, language: str) -> Page:
        """The page; nobody can ask for it, so it has no address of its own."""
        return self.page(f"{PREFIX}{language}/{UNSENT}.html", self.room.words(language).title(UNSENT), is_indexed=False)


class ArchivePage(OwnPage):
    """Every year and month that holds articles."""

    name = "archive"
    template = "archive.html"
    kind = "archive"

    def context(self, language: str, notes: Notes) -> dict[str, Any]:
        """The calendar, and the way to what has no date."""
        calendar = self.calendar(language, notes)
        address = places.list_address(_whole(language), language, "", UNDATED)
        undated = Link(self.room.words(language).title("undated"), address)
        dated = {bucket: count for bucket, count in calendar.items() if bucket != UNDATED}
        return {"calendar": _years(language, dated), "undated": undated if UNDATED in calendar else None}


OWN_PAGES: tuple[type[OwnPage], ...] = (ArchivePage, LinksPage, FeedsPage, SearchPage, NotFoundPage, UnsentPage)


def _whole(language: str) -> Group:
    return Group("all", "", language)


def _years(language: str, calendar: Calendar) -> tuple[CalendarYear, ...]:
    group = _whole(language)
    return calendar_years(
        calendar, lambda bucket: places.list_address(group, language, "", bucket), has_year_pages=True
    )
