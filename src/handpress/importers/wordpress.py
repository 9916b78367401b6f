"""A WordPress export (WXR 1.0 to 1.2) as pieces, read as a stream.

XML is parsed without entities, DTDs or network; a file that declares a DOCTYPE is refused, because no export does
and attacks do (entity expansion, external entities).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from handpress.extract import Extraction, FoundImage, Refusal
from handpress.importers.archive import import_id
from handpress.importers.pieces import Piece
from handpress.importers.wordpress_text import post_html
from handpress.kit.dates import parse_iso
from handpress.kit.sanitiser import clean_html
from handpress.kit.text import guess_language, plain_text

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
NOT_PIECES = frozenset({"attachment", "nav_menu_item", "wp_navigation", "wp_global_styles", "wp_template", "revision"})
HEAD_BYTES = 4096


def is_export(path: Path) -> bool:
    """Whether a file looks like a WordPress export."""
    if path.suffix.lower() not in (".xml", ".wxr"):
        return False
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    return b"wordpress.org/export/" in head or b"<rss" in head


@dataclass(slots=True)
class Item:
    """One `<item>` of the export: its simple children, categories, tags and post meta."""

    values: dict[str, str] = field(default_factory=dict)
    categories: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, element: etree._Element) -> Item:
        """The item of an element; WXR's own namespace is told by its names, whatever its version."""
        item = cls()
        for child in element:
            name = etree.QName(child)
            if name.localname == "category":
                target = item.tags if child.get("domain") == "post_tag" else item.categories
                target.append((child.text or "").strip())
            elif name.localname == "postmeta":
                parts = {etree.QName(each).localname: each.text or "" for each in child}
                item.meta[parts.get("meta_key", "")] = parts.get("meta_value", "")
            else:
                key = {CONTENT: "content", CREATOR: "creator"}.get(str(child.tag), name.localname)
                item.values.setdefault(key, child.text or "")
        return item

    def get(self, name: str) -> str:
        """A child's text, stripped; empty when it is not there."""
        return self.values.get(name, "").strip()


class WordPressExport:
    """One export file."""

    kind = "wordpress"

    def __init__(self, path: Path) -> None:
        self._path = path
        self._authors: dict[str, str] = {}
        self._language = ""

    @property
    def name(self) -> str:
        """What records call the archive."""
        return self._path.name

    def __len__(self) -> int:
        with self._path.open("rb") as file:
            return sum(line.count(b"<item>") for line in file)

    def learn(self) -> None:
        """Nothing to learn: an export says what is what."""

    def pieces(
        self, is_known: Callable[[str, bytes], bool] = lambda id, content: False
    ) -> Iterator[Piece | Refusal | None]:
        """A piece or a refusal for each item; None for one that is in already. Ends with a refusal where XML breaks."""
        with self._path.open("rb") as file:
            if b"<!DOCTYPE" in file.read(HEAD_BYTES).upper():
                said = f"{self.name} declares a DOCTYPE, which no export does and attacks do. Remove it."
                yield Refusal("external_entities", said, self.name)
                return
        try:
            yield from self._stream(is_known)
        except etree.XMLSyntaxError as error:
            said = f"{self.name} ends or breaks at line {error.lineno}: {error.msg}. What stands before it was taken."
            yield Refusal("truncated", said, self.name)

    def _stream(self, is_known: Callable[[str, bytes], bool]) -> Iterator[Piece | Refusal | None]:
        events = etree.iterparse(
            str(self._path), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        for _, element in events:
            name = etree.QName(element).localname
            if name == "author":
                self._note_author(element)
            elif name == "language" and not self._language:
                self._language = (element.text or "").split("-")[0].lower()
            elif name == "item":
                yield self._item(element, is_known)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]

    def _note_author(self, element: etree._Element) -> None:
        parts = {etree.QName(child).localname: (child.text or "").strip() for child in element}
        login, shown = parts.get("author_login", ""), parts.get("author_display_name", "")
        self._authors[login] = shown or login

    def _item(self, element: etree._Element, is_known: Callable[[str, bytes], bool]) -> Piece | Refusal | None:
        item = Item.of(element)
        name = f"{self.name}#{item.get('post_id') or item.get('link')}"
        refusal = _refusal(item, name)
        if refusal:
            return refusal
        original = etree.tostring(element, encoding="utf-8")
        id = import_id(self.kind, item.get("guid") or item.get("link") or name)
        if is_known(id, original):
            return None
        return self._piece(item, id, name, original)

    def _piece(self, item: Item, id: str, name: str, original: bytes) -> Piece:
        raw, warnings = post_html(item.values.get("content", ""))
        body = clean_html(raw, base_url=item.get("link"))
        text = plain_text(body)
        images, pictures = self._pictures(body)
        warnings += [f"picture {image.src} is not beside the export" for image in images if image.src not in pictures]
        published = parse_iso(item.get("post_date")[:10]) if item.get("post_date")[:4] not in ("", "0000") else None
        categories = tuple(name for name in item.categories if name and name.lower() != "uncategorized")
        found = Extraction(
            path=name,
            headline=plain_text(item.get("title")) or name,
            standfirst=plain_text(item.get("encoded") or item.meta.get("standfirst", "")) if _has_excerpt(item) else "",
            authors=tuple(filter(None, [self._authors.get(item.get("creator"), item.get("creator"))])),
            published=published,
            source=item.meta.get("source_name") or item.meta.get("original_source") or None,
            source_url=item.meta.get("source_url") or item.meta.get("original_url") or None,
            section=categories[0] if categories else None,
            language=self._language or guess_language(text),
            body_html=body,
            body_text=text,
            images=tuple(images),
            legacy_address=urlsplit(item.get("link")).path or "",
            encoding="utf-8",
            warnings=tuple(warnings),
        )
        return Piece(
            id,
            found,
            original,
            self.name,
            sections=categories,
            tags=tuple(filter(None, item.tags)),
            pictures=pictures,
            is_draft=item.get("status") != "publish",
            original_url=found.source_url or "",
        )

    def _pictures(self, body: str) -> tuple[list[FoundImage], dict[str, Path]]:
        """The body's pictures, and those whose file lies beside the export (`uploads/…` or `wp-content/uploads/…`)."""
        images = []
        present = {}
        for node in LexborHTMLParser(body).css("img[src]"):
            source = node.attributes.get("src") or ""
            figure = node.parent if node.parent is not None and node.parent.tag == "figure" else None
            caption = figure.css_first("figcaption") if figure is not None else None
            words = caption.text().strip() if caption is not None else ""
            images.append(FoundImage(source, node.attributes.get("alt") or "", words))
            path = self._beside(source)
            if path:
                present[source] = path
        return images, present

    def _beside(self, source: str) -> Path | None:
        root = self._path.parent.resolve()
        path = urlsplit(source).path.lstrip("/")
        for candidate in (path, path.removeprefix("wp-content/"), path.rpartition("/")[2]):
            target = (root / candidate).resolve()
            if candidate and target.is_relative_to(root) and target.is_file():
                return target
        return None


def _has_excerpt(item: Item) -> bool:
    return bool(item.get("encoded") or item.meta.get("standfirst"))


def _refusal(item: Item, name: str) -> Refusal | None:
    kind, status = item.get("post_type") or "post", item.get("status")
    if kind in NOT_PIECES:
        return Refusal("not_a_page", f"{name} is a WordPress {kind.replace('_', ' ')}, not a post.", name)
    if status in ("trash", "auto-draft"):
        return Refusal("not_a_page", f"{name} lies in WordPress's bin.", name)
    if not item.values.get("content", "").strip():
        return Refusal("empty", f"{name} has no text. Nothing to import.", name)
    return None
