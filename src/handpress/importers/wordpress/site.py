"""What an export says about its site: read in a first pass, because attachments and posts come in any order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs

from lxml import etree

from handpress.extract import Refusal
from handpress.importers.guarding import guarded
from handpress.importers.wordpress.items import MACHINERY, Attachment, Item, unsized
from handpress.importers.wordpress.stream import elements
from handpress.kit.links import url_parts
from handpress.kit.text import one_line

NAMES = frozenset({"author", "language", "item", "base_site_url", "base_blog_url", "wxr_version", "link"})
_LINK = re.compile(r"""(?P<before>\bhref=")(?P<url>https?://[^"]*)""")


@dataclass(slots=True)
class Site:
    """Authors by login, attachments by number and address, old addresses by post number, hosts, language."""

    authors: dict[str, str] = field(default_factory=dict)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    by_url: dict[str, Attachment] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    hosts: set[str] = field(default_factory=set)
    language: str = ""
    is_export: bool = False
    pieces: int = 0
    comments: int = 0
    unread: list[str] = field(default_factory=list)  # what could not be read of it, by line

    @classmethod
    def of(cls, path: Path) -> Site:
        """What the file says up to its end, or to where it breaks. Raises DoctypeFound, OSError."""
        site = cls()
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
            case "language" if not self.language:
                self.language = one_line(element.text or "").split("-")[0].lower()
            case "wxr_version":
                self.is_export = True
            case "base_site_url" | "base_blog_url" | "link":
                self._add_host(element)

    def _add_host(self, element: etree._Element) -> None:
        parent = element.getparent()
        if parent is not None and parent.tag == "channel":
            self.hosts |= {_host(element.text or "")} - {""}

    def _add_author(self, element: etree._Element) -> None:
        parts = {etree.QName(each).localname: one_line(each.text or "") for each in element}
        name = parts.get("author_display_name") or " ".join(
            filter(None, [parts.get("author_first_name"), parts.get("author_last_name")])
        )
        self.authors[parts.get("author_login", "")] = name or parts.get("author_login", "")

    def _add_item(self, item: Item) -> None:
        self.is_export = self.is_export or bool(item.id)
        if item.type == "attachment":
            found = Attachment.of(item)
            self.attachments[found.id] = self.by_url[unsized(_path(found.url))] = found
        elif item.type not in MACHINERY:
            self.pieces += 1
            self.comments += item.comments
            self.links[item.id] = item.get("link")

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


def _host(url: str) -> str:
    return (url_parts(url).hostname or "").removeprefix("www.")


def _path(url: str) -> str:
    return url_parts(url).path if "://" in url else url
