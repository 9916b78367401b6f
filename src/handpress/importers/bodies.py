"""Clean HTML of an imported page as the pieces of an article's body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handpress.extract import FoundImage
from handpress.kit.rich_text import INLINE, rich_text
from handpress.kit.text import one_line
from handpress.kit.video_hosts import recognise

TextBlock = tuple[str, Any]
ATTRIBUTION = 255
PLAIN_TYPES = frozenset({"text", "picture", "legacy"})


@dataclass(frozen=True, slots=True)
class BodyMaker:
    """Makes bodies; knows which pictures are in the library (`src` → id) and what is said about them."""

    pictures: Mapping[str, int]
    images: Mapping[str, FoundImage]

    def blocks(self, html: str) -> list[TextBlock]:
        """(type, value) pairs: rich text, pictures, galleries, videos, quotations, tables; the rest as HTML.

        A picture inside a paragraph comes after it; one that is not in the library is left out.
        """
        blocks: list[TextBlock] = []
        for type, value in self._pieces(html):
            if type in ("text", "legacy") and blocks and blocks[-1][0] == type:
                blocks[-1] = (type, blocks[-1][1] + value)
            else:
                blocks.append((type, value))
        return blocks

    def plain_blocks(self, html: str) -> list[TextBlock]:
        """The same for a plain page, which has text, pictures and HTML only."""
        blocks: list[TextBlock] = []
        for type, value in self.blocks(html):
            blocks += [(type, value)] if type in PLAIN_TYPES else self._plainer(type, value)
        return blocks

    def _plainer(self, type: str, value: Any) -> list[TextBlock]:
        match type:
            case "gallery":
                return [
                    ("picture", self._picture_value(item["picture"], item["caption"])) for item in value["pictures"]
                ]
            case "video" | "embed":
                label = escape(value["title"] or value["url"], quote=False)
                return [("text", f'<p><a href="{escape(value["url"])}">{label}</a></p>')]
            case "quote":
                parts = (*value["text"].split("\n\n"), value["attribution"])
                said = "".join(f"<p>{escape(part, quote=False)}</p>" for part in parts if part)
                return [("legacy", f"<blockquote>{said}</blockquote>")]
        return [("legacy", str(value))]

    def _pieces(self, html: str) -> Iterator[TextBlock]:
        body = LexborHTMLParser(html).body
        if body is None:
            return
        for wrapper in [node for node in body.iter() if _only_indents(node, body)]:
            wrapper.unwrap()
        for node in body.iter(include_text=True):
            if node.tag == "-text":
                words = (node.html or "").strip()
                if words:
                    yield "text", f"<p>{words}</p>"
            else:
                yield from self._of(node)

    def _of(self, node: LexborNode) -> Iterator[TextBlock]:
        images = [image for image in node.css("img") if image.attributes.get("src")]
        if node.tag == "img":
            yield from self._shown([node])
        elif node.tag == "figure" and images:
            yield from self._shown(images)
        elif elsewhere := _elsewhere(node):
            yield elsewhere
        else:
            sources = [image.attributes.get("src") or "" for image in images]
            for image in images:
                image.decompose()
            yield from _written(node)
            yield from self._of_sources(sources)

    def _shown(self, images: list[LexborNode]) -> Iterator[TextBlock]:
        yield from self._of_sources([image.attributes.get("src") or "" for image in images])

    def _of_sources(self, sources: list[str]) -> Iterator[TextBlock]:
        """One picture, or several that stand together as a gallery."""
        known = [source for source in dict.fromkeys(sources) if source in self.pictures]
        if len(known) == 1:
            found = self._found(known[0])
            yield "picture", self._picture_value(self.pictures[known[0]], found.caption, found.credit, found.alt)
        elif known:
            items = [{"picture": self.pictures[each], "caption": self._found(each).caption[:500]} for each in known]
            yield "gallery", {"pictures": items}

    def _found(self, source: str) -> FoundImage:
        return self.images.get(source, FoundImage(source))

    def _picture_value(self, id: int, caption: str, credit: str = "", alt: str = "") -> dict[str, Any]:
        return {"picture": id, "caption": caption[:500], "credit": credit[:255], "alt": alt[:500], "wide": False}


def _only_indents(node: LexborNode, body: LexborNode) -> bool:
    """Whether a quotation holds most of the text: once the usual way to indent a page."""
    if node.tag != "blockquote" or len(node.css("p")) < 3:
        return False
    return len(node.text()) * 2 > len(body.text())


def _written(node: LexborNode) -> Iterator[TextBlock]:
    """A block without pictures, in the form nearest to what the desk knows."""
    if node.tag == "table":
        if node.text(strip=True):
            yield "table", node.html or ""
        return
    text = rich_text(node)
    if text is not None:
        if text:
            yield "text", text
    elif node.text(strip=True):
        yield _quote(node) or ("legacy", node.html or "")


def _elsewhere(node: LexborNode) -> TextBlock | None:
    """A paragraph or figure that is only the bare address of a video, or a figure that is only a link."""
    links = node.css("a[href]")
    if node.tag not in ("p", "figure") or len(links) != 1:
        return None
    url = links[0].attributes.get("href") or ""
    caption = node.css_first("figcaption") if node.tag == "figure" else None
    title = one_line(caption.text()) if caption is not None else ""
    rest = one_line(node.text()).removesuffix(title).strip()
    label = one_line(links[0].text())
    if rest != label or not url.startswith(("http://", "https://")):
        return None
    title = title or ("" if _is_address(label) else label)
    if recognise(url) and (node.tag == "figure" or _is_address(label)):
        return "video", {"url": url, "title": title[:255], "still": None}
    if node.tag == "figure":
        return "embed", {"url": url, "title": title[:255], "still": None, "provider": ""}
    return None


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://", "www.")) and " " not in text


def _quote(node: LexborNode) -> TextBlock | None:
    """A quotation of several paragraphs or with its speaker; None where it holds more than plain words."""
    if node.tag != "blockquote":
        return None
    parts = [child for child in node.iter(include_text=True) if child.tag != "-text" or child.text(strip=True)]
    if any(part.tag not in ("p", "cite", "-text") for part in parts):
        return None
    speaker = _speaker(parts[-1]) if len(parts) > 1 else ""
    said = parts[:-1] if speaker else parts
    if any(part.tag == "p" and any(child.tag in INLINE - {"br"} for child in part.iter()) for part in said):
        return None
    text = "\n\n".join(one_line(part.text()) for part in said)
    return "quote", {"text": text, "attribution": speaker[:ATTRIBUTION]}


def _speaker(node: LexborNode) -> str:
    """Who says it, where the last line of a quotation tells: a `<cite>`, or a line after a dash."""
    words = one_line(node.text())
    cite = node if node.tag == "cite" else node.css_first("cite")
    if cite is not None and one_line(cite.text()) == words:
        return words.lstrip("—–- ")
    return words.lstrip("—–- ") if words.startswith(("—", "–", "--")) and len(words) <= ATTRIBUTION else ""
