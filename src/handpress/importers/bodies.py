"""Clean HTML of an imported page as the pieces of an article's body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handpress.extract import FoundImage

Block = tuple[str, Any]


def body_blocks(html: str, pictures: Mapping[str, int], images: Mapping[str, FoundImage]) -> list[Block]:
    """(type, value) pairs: runs of text, pictures that are in the library (`src` → id), tables.

    A picture inside a paragraph comes after it; one that is not in the library is left out.
    """
    blocks: list[Block] = []
    text: list[str] = []
    for type, value in _pieces(html, pictures, images):
        if type == "text":
            text.append(value)
            continue
        _flush(text, blocks)
        blocks.append((type, value))
    _flush(text, blocks)
    return blocks


def _flush(text: list[str], blocks: list[Block]) -> None:
    if text:
        blocks.append(("text", "".join(text)))
        text.clear()


def _pieces(html: str, pictures: Mapping[str, int], images: Mapping[str, FoundImage]) -> Iterator[Block]:
    body = LexborHTMLParser(html).body
    for node in body.iter(include_text=True) if body is not None else ():
        if node.tag == "-text":
            words = node.text().strip()
            if words:
                yield "text", f"<p>{node.html}</p>"
            continue
        found = [image for image in node.css("img") if image.attributes.get("src")]
        if node.tag == "table" and not found:
            yield "table", node.html
            continue
        values = [each for each in (_picture(image, pictures, images) for image in found) if each]
        yield from _around(node)
        for value in values:
            yield "picture", value


def _around(node: LexborNode) -> Iterator[Block]:
    """What is left of a node without its pictures."""
    if node.tag in ("img", "figure", "picture"):
        return
    for image in node.css("img"):
        image.decompose()
    if node.tag == "hr" or node.text(strip=True):
        yield "text", node.html or ""


def _picture(image: LexborNode, pictures: Mapping[str, int], images: Mapping[str, FoundImage]) -> dict[str, Any] | None:
    source = image.attributes.get("src") or ""
    if source not in pictures:
        return None
    found = images.get(source, FoundImage(source))
    return {
        "picture": pictures[source],
        "caption": found.caption[:500],
        "credit": found.credit[:255],
        "alt": (found.alt or image.attributes.get("alt") or "")[:500],
        "wide": False,
    }
