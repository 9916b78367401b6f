"""The pictures of a post: originals instead of sized copies, with what WordPress knows about them."""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handpress.extract import FoundImage
from handpress.extract.pictures import caption_and_credit
from handpress.importers.archive import PICTURE_ENDINGS
from handpress.importers.wordpress.items import Attachment, Item, unsized
from handpress.importers.wordpress.site import WordPressSite
from handpress.kit.links import url_parts
from handpress.kit.text import one_line

UPLOADS = "wp-content/uploads/"


class PictureFinder:
    """Finds the pictures of one export's posts: in the text, and as files beside the export."""

    def __init__(self, site: WordPressSite, folder: Path) -> None:
        self._site = site
        self._folder = folder.resolve()

    def gallery(self, item: Item, given: dict[str, str]) -> str:
        """A `[gallery]` as one figure: the attachments it names, or all that were uploaded to the post."""
        named = given.get("ids") or given.get("include") or ""
        if named:
            ids = [id.strip() for id in named.split(",")]
            found = [self._site.attachments[id] for id in ids if id in self._site.attachments]
        else:
            own = (each for each in self._site.attachments.values() if each.parent == item.id)
            found = sorted((each for each in own if _is_picture(each.url)), key=lambda each: (each.order, int(each.id)))
        images = (f'<img src="{escape(each.url)}" alt="{escape(each.alt)}">' for each in found)
        return f"<figure>{''.join(images)}</figure>" if found else ""

    def with_originals(self, html: str) -> str:
        """The HTML with each picture's original address and alternative text, without links to its larger copy."""
        tree = LexborHTMLParser(html)
        for image in tree.css("img[src]"):
            source = image.attributes.get("src") or ""
            known = self._site.attachment(source, _number(image))
            if known:
                image.attrs["src"] = known.url
                image.attrs["alt"] = image.attributes.get("alt") or known.alt
            elif self._site.is_own(source):
                image.attrs["src"] = unsized(source)
            _unlink(image)
        return tree.body.inner_html or "" if tree.body is not None else ""

    def images(self, html: str) -> list[FoundImage]:
        """The pictures of clean HTML, each once, with caption and credit."""
        found: dict[str, FoundImage] = {}
        for node in LexborHTMLParser(html).css("img[src]"):
            source = node.attributes.get("src") or ""
            found.setdefault(source, self.described(source, node.attributes.get("alt") or "", _caption(node)))
        return list(found.values())

    def described(self, source: str, alt: str = "", printed: str = "") -> FoundImage:
        """A picture with what is printed under it, or else with what WordPress keeps about it."""
        known = self._site.attachment(source)
        caption, credit = caption_and_credit(printed)
        if known:
            caption, credit, alt = caption or known.caption, credit or known.credit, alt or known.alt
        return FoundImage(source, alt, caption, credit)

    def featured(self, item: Item) -> FoundImage | None:
        """The picture that stands for the post (`_thumbnail_id`)."""
        known = self._site.attachments.get(item.meta.get("_thumbnail_id", ""))
        return self.described(known.url) if known else None

    def file(self, source: str) -> Path | None:
        """The picture's file beside the export: in `wp-content/uploads/`, `uploads/` or the folder itself."""
        known = self._site.attachment(source)
        for name in _names(source, known):
            target = (self._folder / name).resolve()
            if target.is_relative_to(self._folder) and target.is_file():
                return target
        return None


def _names(source: str, known: Attachment | None) -> list[str]:
    """Where the file may lie, the original before the sized copy."""
    path = unquote(url_parts(source).path).lstrip("/")
    below = [known.file] if known and known.file else []
    for each in dict.fromkeys([unsized(path), path]):
        _, mark, tail = each.partition(UPLOADS)
        below.append(tail if mark else each)
    names = [f"{folder}{each}" for each in below for folder in (UPLOADS, "uploads/", "")]
    return [name for name in [*names, *(each.rpartition("/")[2] for each in below)] if name]


def _number(image: LexborNode) -> str:
    """The attachment's number, which WordPress writes into the class."""
    names = (image.attributes.get("class") or "").split()
    return next((name.removeprefix("wp-image-") for name in names if name.startswith("wp-image-")), "")


def _unlink(image: LexborNode) -> None:
    """Take a link to a picture's larger copy or to its attachment page from around it."""
    link = image.parent
    if link is None or link.tag != "a" or link.text(strip=True):
        return
    target = link.attributes.get("href") or ""
    if _is_picture(target) or "attachment" in (link.attributes.get("rel") or "") or not target:
        link.unwrap()


def _is_picture(url: str) -> bool:
    return Path(url_parts(url).path).suffix.lower() in PICTURE_ENDINGS


def _caption(node: LexborNode) -> str:
    """The caption of the figure around a picture, where it is the only one in it."""
    figure = node.parent
    while figure is not None and figure.tag != "figure":
        figure = figure.parent
    if figure is None or len(figure.css("img")) > 1:
        return ""
    caption = figure.css_first("figcaption")
    return one_line(caption.text()) if caption is not None else ""
