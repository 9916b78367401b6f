"""What all recipes of the edition share: a sheet to fill, the page's frame, keys to listen for, and striking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handpress.kit.desk_links import desk_links_of_file
from handpress.newsroom.own_host import own_host
from handpress.pages.pressroom import Pressroom, pressroom
from handpress.press.engine import Notes, Reading, Recipe
from handpress.reading import places
from handpress.theme.records import Link, Page, ShareImage, Site

CODE = frozenset({"code"})  # the frame of files that no template makes
ITEMS = frozenset({"li", "article", "section", "p"})


@dataclass(frozen=True, slots=True)
class PageData:
    """A finished record for one page: its template and all that the template is given."""

    template: str
    site: Site
    page: Page
    context: dict[str, Any] = field(default_factory=dict)


class EditionRecipe(Recipe):
    """A recipe with the pressroom at hand. Subclasses say `subjects`, `everything` and `readings`."""

    def __init__(self, room: Pressroom | None = None) -> None:
        """Share `room` with the other recipes of the process."""
        self.room = room or pressroom()

    def subjects(self, key: str) -> Iterable[str]:
        """The subjects that a changed key may bring into being."""
        return ()

    def read(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """Readings of the subjects that exist now."""
        self.room.begin()
        return self.readings(subjects)

    def readings(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """As `read`."""
        raise NotImplementedError

    def objection(self, body: bytes) -> str:
        """No file leads readers to the desk."""
        found = ", ".join(desk_links_of_file(body, own_host())[:3])
        return found and f"Links to the desk: {found}. Open what this page shows, and write the right address there."

    def notes(self, template: str, language: str, *more: str) -> Notes:
        """Notes that begin with the frame of such a page."""
        return Notes(self.room.frame(template, language, *more))


class PageRecipe(EditionRecipe):
    """A recipe whose pages are HTML made by the theme."""

    template: str
    kind: str  # the page's kind, a class on <body>

    def press(self, reading: Reading) -> bytes:
        """The page as the theme sets it."""
        data: PageData = reading.record
        return self.room.theme.render(
            data.template, data.site.language.code, site=data.site, page=data.page, **data.context
        ).encode()

    def redact(self, body: bytes, address: str) -> bytes | None:
        """The page without the item that links to the withdrawn address; None when the whole page is about it."""
        return redact(body, address)

    def page_data(self, language: str, page: Page, **context: Any) -> PageData:
        """A sheet for this recipe's template."""
        return PageData(self.template, self.room.reading(language).site, page, context)

    def page(
        self,
        address: str,
        title: str,
        *,
        description: str = "",
        kind: str = "",
        canonical: str = "",
        alternates: Iterable[tuple[str, str]] = (),
        feeds: tuple[Link, ...] = (),
        picture: ShareImage | None = None,
        is_indexed: bool = True,
    ) -> Page:
        """What the frame shows of a page. `alternates`: (language, root-relative address), shown when there are two."""
        full = places.absolute(address)
        others = tuple((code, places.absolute(each)) for code, each in alternates)
        return Page(
            address=address,
            absolute=full,
            canonical=canonical or full,
            title=title,
            description=description,
            kind=kind or self.kind,
            alternates=others if len(others) > 1 else (),
            feeds=feeds,
            picture=picture,
            is_indexed=is_indexed,
        )


def redact(body: bytes, address: str) -> bytes | None:
    """HTML without each closest list item, article or paragraph that links to `address`.

    None when a link to it stands outside of any item, so that what would be left still shows it. The very same
    bytes when nothing shows the address: the press then knows that nothing was struck out.
    """
    if f'"{address}"'.encode() not in body:
        return body
    tree = LexborHTMLParser(body.decode())
    for link in tree.css("a[href]"):
        if link.attributes.get("href") != address:
            continue
        item = _item_around(link)
        if item is None:
            return None
        item.decompose()
    html = tree.html or ""
    return None if f'"{address}"' in html else html.encode()


def _item_around(node: LexborNode) -> LexborNode | None:
    parent = node.parent
    while parent is not None and parent.tag not in ("main", "body", "html"):
        if parent.tag in ITEMS:
            return parent
        parent = parent.parent
    return None


def every_translation(name: str = "") -> list[tuple[str, str]]:
    """(language, address) of a page that every language has, for `hreflang`."""
    return [(language, places.own_page(language, name)) for language in places.languages()]
