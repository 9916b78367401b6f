"""The site record of one language: what the frame around every page shows, with the keys it depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from wagtail.models import Locale

from handpress.kit.colour import ACCENT
from handpress.newsroom.models import FollowLink, Magazine, MagazineText, MenuItem, PlainPage, Section
from handpress.newsroom.paths import list_path
from handpress.reading import fixed_pages, places
from handpress.reading.keys import Group
from handpress.reading.magazine_lists import with_pages
from handpress.reading.media import Pictures
from handpress.reading.names import paragraphs
from handpress.reading.non_empty_lists import NonEmptyLists, non_empty_lists
from handpress.reading.outward import outward
from handpress.reading.queries import Given, Query
from handpress.reading.share_images import of_magazine
from handpress.theme.records import Language, Link, Site

Titles = Callable[[str], str]

_LOCALE = Query(lambda: Locale.objects.order_by().filter(language_code__same=Given(0)).values_list("pk"))
_MAGAZINE = Query(lambda: Magazine.objects.order_by("pk").values()[:1])
_TEXT = Query(lambda: MagazineText.objects.order_by("pk").filter(locale__same=Given(0)).values()[:1])
_FOLLOW = Query(lambda: FollowLink.objects.order_by("sort_order", "pk").values_list("label", "url"))
_SECTIONS = Query(
    lambda: (
        Section.objects.filter(locale__same=Given(0))
        .order_by("-kind", "sort_order", "name", "pk")
        .values("id", "name", "slug", "retired", "ended_on")
    )
)
_PAGES = Query(
    lambda: (
        with_pages(PlainPage.objects.all())
        .filter(of__same=Given(0), is_public=True, public_path__isnull=False)
        .order_by("sort_order", "named", "pk")
        .values("pk", "named", "public_path", "role", "show_in_footer")
    )
)
_ITEMS = Query(
    lambda: (
        MenuItem.objects.filter(menu__locale__same=Given(0))
        .order_by("sort_order", "pk")
        .values("label", "address", "section_id", "page_id", "menu__place")
    )
)
SERVICE = (
    ("archive", "archive"),
    ("picks", places.PICKS_SLUG),
    *((kind, slug) for kind, slug in places.KIND_SLUGS.items()),
    ("links", "links"),
    ("feeds", "feeds"),
)


@dataclass(frozen=True, slots=True)
class SiteReading:
    """A site record, the keys of all it shows, and settings that pages need beside it."""

    site: Site
    keys: frozenset[str]
    locale_id: int
    translation_service: str  # as edition.translate_services knows them
    translation_template: str
    filled_sections: frozenset[int]
    logo_id: int | None
    guid_base: str  # of the ids in feeds


def read_site(language: str, titles: Titles) -> SiteReading:
    """The site as it is now in this language. Ten queries. `titles` gives the theme's words for fixed pages."""
    locale_id = next((pk for (pk,) in _LOCALE(language)), 0)
    magazine = next(iter(_MAGAZINE.dicts()), {})
    text: Mapping[str, Any] = next(iter(_TEXT.dicts(locale_id)), {})
    filled = non_empty_lists(language)
    menus = _Menus(locale_id, language, filled)
    name = text.get("name") or settings.PUBLICATION.name
    logo = Pictures([magazine.get("logo_id")]).get(magazine.get("logo_id"), alt=name)
    everything = Group("all", "", language)
    site = Site(
        name=name,
        motto=text.get("motto", ""),
        base_url=settings.PUBLICATION.base_url,
        language=next(each for each in all_languages() if each.code == language),
        languages=all_languages(),
        menu=menus.main(),
        service=tuple(Link(titles(page), places.own_page(language, slug)) for page, slug in filled.of(SERVICE)),
        footer=menus.footer(titles),
        follow=_follow_links(),
        support=menus.support(magazine.get("support_url", ""), titles("support")),
        support_text=paragraphs(text.get("support_text", "")),
        logo=logo,
        publisher=magazine.get("publisher_name", ""),
        copyright_line=text.get("copyright_line", ""),
        feed_rss=places.feed_address(everything, language, "", "xml"),
        feed_json=places.feed_address(everything, language, "", "json"),
        search_address=places.own_page(language, "search"),
        accent=magazine.get("accent") or ACCENT,
        social=of_magazine(language, name, text.get("motto", "")),
    )
    service, template = magazine.get("translation_service", "none"), magazine.get("translation_template", "")
    guid_base = magazine.get("guid_base") or settings.PUBLICATION.base_url
    keys = _keys(locale_id, language, magazine)
    logo_id = magazine.get("logo_id")
    return SiteReading(site, keys, locale_id, service, template, filled.sections, logo_id, guid_base)


def all_languages() -> tuple[Language, ...]:
    """The magazine's languages in the publication's order."""
    return tuple(
        Language(each.code, each.name, each.is_rtl, places.own_page(each.code))
        for each in settings.PUBLICATION.languages
    )


def _keys(locale_id: int, language: str, magazine: dict[str, Any]) -> frozenset[str]:
    logo = magazine.get("logo_id")
    parts = ("magazine", "menu", "sections", "pages")
    return frozenset(
        {
            "magazine:0",
            f"filled:{language}",
            "filled:other",
            *(f"{part}:{locale_id}" for part in parts),
            *([f"picture:{logo}"] if logo else []),
        }
    )


def _follow_links() -> tuple[Link, ...]:
    return tuple(Link(label, url, rel="me") for label, url in _FOLLOW() if outward(url))


class _Menus:
    """The menus of one language: as edited, or by themselves."""

    def __init__(self, locale_id: int, language: str, filled: NonEmptyLists) -> None:
        self._language = language
        self._filled = filled
        self._sections = _SECTIONS.dicts(locale_id)
        self._pages = _PAGES.dicts(locale_id)
        self._items = _ITEMS.dicts(locale_id)

    def main(self) -> tuple[Link, ...]:
        """The main menu: the editor's, or standing sections and open dossiers that hold something."""
        open_ones = (row for row in self._sections if not row["retired"] and row["ended_on"] is None)
        shown = (row for row in open_ones if row["id"] in self._filled.sections)
        return self._edited("main") or tuple(self._to_section(row) for row in shown)

    def footer(self, titles: Titles) -> tuple[Link, ...]:
        """The footer's links: the editor's, or the plain pages that ask for it and fixed pages that have none."""
        shown = (row for row in self._pages if row["show_in_footer"] and row["role"] != PlainPage.Role.LINKS)
        roles = {row["role"] for row in self._pages}
        fixed = (page for page in fixed_pages.offers.all() if page.role not in roles)
        return self._edited("footer") or (
            *(Link(row["named"], row["public_path"]) for row in shown),
            *(Link(titles(page.title), places.own_page(self._language, page.slug)) for page in fixed),
        )

    def support(self, address: str, label: str) -> Link | None:
        """Where readers can support the magazine; None where nothing says so."""
        if edited := self._edited("support"):
            return edited[0]
        pages = (row["public_path"] for row in self._pages if row["role"] == PlainPage.Role.SUPPORT)
        address = outward(address) or next(pages, "")
        return Link(label, address) if address else None

    def _edited(self, place: str) -> tuple[Link, ...]:
        return tuple(self._links(item for item in self._items if item["menu__place"] == place))

    def _links(self, items: Iterable[dict[str, Any]]) -> Iterator[Link]:
        sections = {row["id"]: self._to_section(row) for row in self._sections}
        pages = {row["pk"]: Link(row["named"], row["public_path"]) for row in self._pages}
        for item in items:
            target = sections.get(item["section_id"]) or pages.get(item["page_id"])
            address = target.address if target else outward(item["address"])
            label = item["label"] or (target.label if target else "")
            if address and label:
                yield Link(label, address)

    def _to_section(self, row: Mapping[str, Any]) -> Link:
        return Link(row["name"], list_path(self._language, "section", row["slug"]))
