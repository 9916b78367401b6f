"""A WordPress export as pieces: read twice as a stream, first what the site is, then post by post.

XML is parsed without entities, DTDs or network; a file that declares a DOCTYPE is refused, because no export does
and attacks do (entity expansion, external entities).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from handpress.extract import Extraction, FoundImage, Refusal
from handpress.extract.bylines import read_byline
from handpress.importers.further_addresses import Further
from handpress.importers.guarding import guarded
from handpress.importers.pieces import Piece
from handpress.importers.progress import Progress, silent, some
from handpress.importers.roles import role_of
from handpress.importers.wordpress.dates import date_of
from handpress.importers.wordpress.fields import beside_the_text, standfirst_of, texts_left
from handpress.importers.wordpress.footnotes import with_footnotes
from handpress.importers.wordpress.items import MACHINERY, Item, refusal_of
from handpress.importers.wordpress.pictures import PictureFinder
from handpress.importers.wordpress.site import KIND, WordPressSite
from handpress.importers.wordpress.stand_ins import fill
from handpress.importers.wordpress.stream import HEAD_BYTES, DoctypeFound, elements
from handpress.importers.wordpress.text import post_html
from handpress.kit.clock import now
from handpress.kit.dates import PartialDate
from handpress.kit.links import url_parts
from handpress.kit.sanitiser import clean_html
from handpress.kit.text import guess_language, one_line, plain_text

NO_EXPORT = (
    "{name} is no WordPress export: it has no posts of WordPress in it. In WordPress: Tools, Export, All content."
)
DOCTYPE = "{name} declares a DOCTYPE, which no export does and attacks do. Remove it."
BROKEN = "{name} ends or breaks at line {line}: {what}. What stands before it was taken; export it again."
COMMENTS = "Approved comments ({count}) are left for a later version; keep the export."
UNREAD = "{count} authors, attachments or items could not be looked at before the posts: {lines}."
DOUBLED = "{name} stands twice in the export, under one guid; the first was taken."
EMPTY = "Nothing of it is shown: it has no text, and its pictures and recordings are not in the export."
SHARED = "Another post of the export has its guid; it gets one of its own, and feed readers see it as new."

_SHOWS = re.compile(r"<(?:img|a|table|hr|iframe|video|audio)\b", re.IGNORECASE)


def is_export(path: Path) -> bool:
    """Whether a file is to be read as an export: it says so, or it is XML."""
    if path.suffix.lower() in (".xml", ".wxr"):
        return True
    with path.open("rb") as file:
        return b"wordpress.org/export/" in file.read(HEAD_BYTES)


class WordPressExport:
    """One export file."""

    kind = KIND

    def __init__(self, path: Path) -> None:
        self._path = path
        self._site: WordPressSite | None = None
        self._refusal: Refusal | None = None
        self._pictures = PictureFinder(WordPressSite(), path.parent)
        self._seen: set[str] = set()

    @property
    def name(self) -> str:
        """What records call the archive."""
        return self._path.name

    def __len__(self) -> int:
        self.learn()
        return self._site.pieces if self._site else 0

    def learn(self, progress: Progress = silent) -> None:
        """Read authors, attachments and addresses; once."""
        if self._site is not None or self._refusal is not None:
            return
        try:
            self._site = WordPressSite.of(self._path)
        except DoctypeFound:
            self._refusal = Refusal("external_entities", DOCTYPE.format(name=self.name), self.name)
        except OSError as error:
            self._refusal = Refusal("unreadable", f"{self.name} cannot be read: {error.strerror}.", self.name)
        else:
            self._pictures = PictureFinder(self._site, self._path.parent)
            if not self._site.is_export:
                self._refusal = Refusal("not_wordpress", NO_EXPORT.format(name=self.name), self.name)

    @property
    def language(self) -> str:
        """The site's own language; "" where the export names none."""
        return self._site.language if self._site else ""

    def further_addresses(self) -> Iterator[Further]:
        """What the site answered at beside its posts' addresses."""
        return self._site.book.further_addresses() if self._site and self._site.is_export else iter(())

    def notes(self) -> list[str]:
        """What holds for the whole export."""
        if self._site is None:
            return []
        said = [COMMENTS.format(count=self._site.comments)] if self._site.comments else []
        unread = self._site.unread
        return [*said, UNREAD.format(count=len(unread), lines=some(unread))] if unread else said

    def pieces(
        self, is_known: Callable[[str, bytes], bool] = lambda id, content: False
    ) -> Iterator[Piece | Refusal | None]:
        """A piece or a refusal for each item; None for one that is in already. Ends with a refusal where XML breaks."""
        self.learn()
        if self._refusal or self._site is None:
            if self._refusal:
                yield self._refusal
            return
        self._seen.clear()
        try:
            for element in elements(self._path, names=frozenset({"item"})):
                name = f"{self.name} line {element.sourceline}"
                item = guarded(name, partial(Item.of, element))
                if isinstance(item, Refusal):
                    yield item
                elif item.type not in MACHINERY:
                    yield guarded(self._name_of(item), partial(self._item, item, element, self._site, is_known))
        except etree.XMLSyntaxError as error:
            said = BROKEN.format(name=self.name, line=error.lineno, what=error.msg)
            yield Refusal("truncated", said, self.name)

    def _name_of(self, item: Item) -> str:
        return f"{self.name}#{item.id or item.get('link')}"

    def _item(
        self, item: Item, element: etree._Element, site: WordPressSite, is_known: Callable[[str, bytes], bool]
    ) -> Piece | Refusal | None:
        name = self._name_of(item)
        said = fill(item)
        refusal = refusal_of(item, name)
        if refusal:
            return refusal
        element.tail = None
        original = etree.tostring(element, encoding="utf-8")
        id = site.import_id(item)
        if site.shares_its_guid(item):
            said = " ".join(filter(None, [said, SHARED]))
        if id in self._seen:
            return Refusal("doubled", DOUBLED.format(name=name), name)
        self._seen.add(id)
        if is_known(id, original):
            return None
        return PieceMaker(item, site, self._pictures, said).piece(id, name, original, self)


class PieceMaker:
    """Makes the piece of one item."""

    def __init__(self, item: Item, site: WordPressSite, pictures: PictureFinder, said: str = "") -> None:
        self._item = item
        self._site = site
        self._pictures = pictures
        self._warnings: list[str] = [*filter(None, (item.reason_to_hold, said))]

    def piece(self, id: str, name: str, original: bytes, export: WordPressExport) -> Piece:
        """The piece: what the item holds, and what its text says better than its fields."""
        item = self._item
        body, authors = self._body()
        lead = self._pictures.featured(item)
        images = self._images(body, lead)
        if not images and not plain_text(body).strip() and not _SHOWS.search(body):
            self._warnings.append(EMPTY)
        found = self._extraction(name, body, authors, images)
        return Piece(
            id,
            found,
            original,
            export.name,
            sections=tuple(dict.fromkeys(item.categories)),
            tags=tuple(dict.fromkeys(item.tags)),
            pictures={image.src: file for image in images if (file := self._pictures.file(image.src))},
            lead=lead.src if lead else "",
            is_draft=bool(item.reason_to_hold),
            original_url=found.source_url or "",
            published_at=item.published_at if item.published_at and item.published_at <= now() else None,
            scheduled_at=item.scheduled_at,
            role=role_of(item.get("post_name")) if item.type == "page" else "",
            slug=item.get("post_name"),
            guid="" if self._site.shares_its_guid(item) else item.guid,
            changed_at=item.changed_at,
        )

    def _body(self) -> tuple[str, tuple[str, ...]]:
        """The clean text, and the authors that its first line names."""
        item = self._item
        gallery = partial(self._pictures.gallery, item)
        content, unread = with_footnotes(item.values.get("content", ""), item.meta.get("footnotes", ""))
        raw, left_out = post_html(content + beside_the_text(item, gallery), gallery)
        self._warnings += [*unread, *left_out, *texts_left(item)]
        body = clean_html(self._pictures.with_originals(raw), base_url=item.get("link"))
        return _without_byline(self._site.with_own_links(body))

    def _images(self, body: str, lead: FoundImage | None) -> list[FoundImage]:
        images = self._pictures.images(body)
        if lead and lead.src not in {image.src for image in images}:
            images.insert(0, lead)
        missing = (image.src for image in images if not self._pictures.file(image.src))
        self._warnings += [f"picture {src} is not beside the export" for src in missing]
        return images

    def _extraction(self, name: str, body: str, authors: tuple[str, ...], images: list[FoundImage]) -> Extraction:
        item = self._item
        text = plain_text(body)
        account = self._site.authors.get(item.get("creator"), item.get("creator"))
        return Extraction(
            path=name,
            headline=one_line(plain_text(item.get("title"))),
            standfirst=one_line(plain_text(item.get("encoded"))) or standfirst_of(item),
            authors=authors or tuple(filter(None, [account])),
            published=self._published(),
            source=one_line(item.meta.get("source_name") or item.meta.get("original_source") or "") or None,
            source_url=item.meta.get("source_url") or item.meta.get("original_url") or None,
            section=next(iter(item.categories), None),
            language=guess_language(text) or self._site.language or None,
            body_html=body,
            body_text=text,
            images=tuple(images),
            legacy_address=self._legacy_address(),
            encoding="utf-8",
            kind=item.kind,
            warnings=tuple(self._warnings),
        )

    def _published(self) -> PartialDate | None:
        date, said = date_of(self._item)
        self._warnings += [said] if said else []
        return date

    def _legacy_address(self) -> str:
        """The path of the post's permanent link, with its query; "" for a draft's preview."""
        parts = url_parts(self._item.get("link"))
        if not parts.query:
            return parts.path
        return "" if self._item.reason_to_hold and not self._item.scheduled_at else f"{parts.path or '/'}?{parts.query}"


def _without_byline(html: str) -> tuple[str, tuple[str, ...]]:
    """The text without a first paragraph that is a byline of full names, and these names."""
    body = LexborHTMLParser(html).body
    first = body.css_first("p") if body is not None else None
    if body is None or first is None or first.parent is None or first.parent.tag != "body":
        return html, ()
    names = read_byline(one_line(first.text()))
    if not names or any(" " not in name for name in names):
        return html, ()
    first.decompose()
    return (body.inner_html or "").strip(), names
