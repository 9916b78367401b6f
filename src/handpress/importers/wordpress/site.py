"""What an export says about its site: read in a first pass, because attachments and posts come in any order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs

from lxml import etree

from handpress.extract import Refusal
from handpress.importers.archive import import_id
from handpress.importers.guarding import guarded
from handpress.importers.wordpress.address_book import AddressBook
from handpress.importers.wordpress.addresses import Term, nicename_of
from handpress.importers.wordpress.items import MACHINERY, Attachment, Item, name_in, parts_of, unsized
from handpress.importers.wordpress.stream import elements
from handpress.kit.links import url_parts
from handpress.kit.text import one_line

KIND = "wordpress"
NAMES = frozenset({
    "author", "category", "tag", "language", "item", "base_site_url", "base_blog_url", "wxr_version", "link",
})  # fmt: skip
_LINK = re.compile(r"""(?P<before>\bhref=")(?P<url>https?://[^"]*)""")


@dataclass(slots=True)
class WordPressSite:
    """Authors by login, attachments by number and address, old addresses by post number, hosts, language."""

    name: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    by_url: dict[str, Attachment] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    hosts: set[str] = field(default_factory=set)
    language: str = ""
    is_export: bool = False
    pieces: int = 0
    comments: int = 0
    book: AddressBook = field(default_factory=AddressBook)
    _owners: dict[str, str] = field(default_factory=dict)  # the first item's number of each guid
    unread: list[str] = field(default_factory=list)  # what could not be read of it, by line

    @classmethod
    def of(cls, path: Path) -> WordPressSite:
        """What the file says up to its end, or to where it breaks. Raises DoctypeFound, OSError."""
        site = cls(path.name)
        try:
            for element in elements(path, names=NAMES):
                if isinstance(refusal := guarded(f"line {element.sourceline}", partial(site._add, element)), Refusal):
                    site.unread.append(refusal.path)
        except etree.XMLSyntaxError:
            return site  # reading the pieces says so, with the line
        return site

    def _add(self, element: etree._Element) -> None:
        match etree.QName(element).localname:
            case "author":
                self._add_author(element)
            case "item":
                self._add_item(Item.of(element))
            case "category" | "tag" as kind if _is_of_the_channel(element):
                self._add_term(element, kind)
            case "language" if not self.language:
                self.language = one_line(element.text or "").split("-")[0].lower()
            case "wxr_version":
                self.is_export = True
            case "base_site_url" | "base_blog_url" | "link":
                self._add_home(element)

    def _add_home(self, element: etree._Element) -> None:
        """Note a host of the site, and the folder of its front page: the channel's link, or surer the blog's base."""
        if not _is_of_the_channel(element):
            return
        url, name = one_line(element.text or ""), etree.QName(element).localname
        self.hosts |= {_host(url)} - {""}
        if url and (name == "base_blog_url" or (name == "link" and not self.book.folder)):
            self.book.note_home(url)

    def _add_author(self, element: etree._Element) -> None:
        parts = {name: name_in(text) for name, text in parts_of(element).items()}
        name = parts.get("author_display_name") or " ".join(
            filter(None, [parts.get("author_first_name"), parts.get("author_last_name")])
        )
        login = parts.get("author_login", "")
        self.authors[login] = name or login
        self.book.describe(Term("author", nicename_of(login), self.authors[login], parts.get("author_id", "")))

    def _add_term(self, element: etree._Element, kind: str) -> None:
        parts = {name: name_in(text) for name, text in parts_of(element).items()}
        if kind == "category":
            name, slug = parts.get("cat_name", ""), parts.get("category_nicename", "")
            term = Term("category", slug, name, parts.get("term_id", ""), parts.get("category_parent", ""))
        else:
            term = Term("post_tag", parts.get("tag_slug", ""), parts.get("tag_name", ""), parts.get("term_id", ""))
        self.book.describe(term)

    def _add_item(self, item: Item) -> None:
        self.is_export = self.is_export or bool(item.id)
        if item.type == "attachment":
            found = Attachment.of(item)
            self.attachments[found.id] = self.by_url[unsized(_path(found.url))] = found
        elif item.type not in MACHINERY:
            self.pieces += 1
            self.comments += item.comments
            self.links[item.id] = item.get("link")
            self.book.add(item, self.import_id(item), self.authors)

    def import_id(self, item: Item) -> str:
        """The stable id of an item: of its guid, with its number where another item has that guid too."""
        key = item.get("guid") or item.get("link") or f"{self.name}#{item.id}"
        owner = self._owners.setdefault(key, item.id)
        return import_id(KIND, key if owner == item.id else f"{key}#{item.id}")

    def shares_its_guid(self, item: Item) -> bool:
        """Whether an item before it has its guid too."""
        return self._owners.get(item.get("guid"), item.id) != item.id

    def attachment(self, url: str, id: str = "") -> Attachment | None:
        """The attachment of a picture in a text: by its number, or by its address or that of a sized copy."""
        return self.attachments.get(id) or self.by_url.get(unsized(_path(url)))

    def is_own(self, url: str) -> bool:
        """Whether the address is on the exported site."""
        return _host(url) in self.hosts

    def with_own_links(self, html: str) -> str:
        """The HTML with links to the exported site root-relative, `/?p=14` by the address of post 14."""
        return _LINK.sub(lambda match: match["before"] + self._relative(match["url"]), html)

    def _relative(self, url: str) -> str:
        if not self.is_own(url):
            return url
        parts = url_parts(url)
        asked = parse_qs(parts.query.replace("&amp;", "&"))
        number = next((asked[name][0] for name in ("p", "page_id") if name in asked), "")
        target = url_parts(self.links.get(number, ""))
        if number and target.path.strip("/"):
            parts = target._replace(fragment=parts.fragment)
        return parts._replace(scheme="", netloc="", path=parts.path or "/").geturl()


def _is_of_the_channel(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "channel"


def _host(url: str) -> str:
    return (url_parts(url).hostname or "").removeprefix("www.")


def _path(url: str) -> str:
    return url_parts(url).path if "://" in url else url
