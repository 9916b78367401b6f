"""`clean_html`: the one function that makes trusted HTML.

Two passes. The first reads whatever came and rebuilds it in the small language that Handpress publishes
(`allowed`, `fragment`), so that the result is valid HTML: no nested paragraphs, legal attributes, even
tables. The second is nh3 (ammonia): an HTML5 parser and an allow-list, which alone decides what is safe; it
sees a shallow, well-formed text, and nothing is done to its result.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import nh3

from handpress.kit import allowed
from handpress.kit.attributes import AttributeCleaner
from handpress.kit.fragment import Node, parse_fragment
from handpress.kit.tables import even_out

_GATE = nh3.Cleaner(
    tags=set(allowed.ALLOWED),
    clean_content_tags=set(allowed.DROPPED)
    - {"audio", "canvas", "frameset", "head", "image", "object", "video"},
    attributes={tag: set(names) for tag, names in allowed.ATTRIBUTES.items()},
    url_schemes=set(allowed.LINK_SCHEMES),
    link_rel=None,
)
_TRIMMED = allowed.PHRASING | allowed.FLOW_WITH_TEXT
_KEPT_EMPTY = frozenset(("td", "th", "hr", "br", "img"))


def clean_html(html: str, *, base_url: str = "") -> str:
    """The HTML as it may be published: safe, valid, in paragraphs. "" when nothing of it can be.

    Relative links are resolved against `base_url` (a URL, or a root-relative path); without one, only
    absolute and root-relative addresses and fragments are kept. Cleaning what is clean changes nothing.
    """
    root = parse_fragment(html)
    _settle(root, AttributeCleaner(base_url))
    return _GATE.clean("".join(_written(root.children)))


def _settle(node: Node, attributes: AttributeCleaner) -> None:
    """Cleans attributes, unwraps and drops what says nothing, and mends each block, from the root down.

    Recursion ends by construction: the builder nests no deeper than `MAX_BLOCK_DEPTH + MAX_INLINE_DEPTH`.
    """
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node):
            child.attributes = attributes.clean(child.tag, child.attributes)
            _settle(child, attributes)
            children.extend(_kept(child, node))
        else:
            children.append(child)
    node.children = children
    if node.tag in _TRIMMED:
        _trim(node)
    if node.tag in _MENDERS:
        _MENDERS[node.tag](node)


def _kept(node: Node, parent: Node) -> list[Node | str]:
    """The element itself, its children where it means nothing by itself, or nothing where it is empty."""
    if node.tag == "img":
        return [node] if "src" in node.attributes else []
    if _means_nothing(node, parent):
        return node.children
    if (
        not node.children
        and node.tag not in _KEPT_EMPTY
        and not (node.tag == "a" and "id" in node.attributes)
    ):
        return []
    return [node]


def _means_nothing(node: Node, parent: Node) -> bool:
    match node.tag:
        case "a":
            return not node.attributes.keys() & {"href", "id"}
        case "span":
            return not node.attributes.keys() & {"lang", "dir", "id"}
        case "bdo":
            return "dir" not in node.attributes
        case "rt" | "rp":
            return parent.tag != "ruby"
        case "ruby":
            return not any(child.tag == "rt" for child in node.elements())
        case _:
            return node.tag == parent.tag and node.tag in allowed.INLINE


def _trim(node: Node) -> None:
    """Takes spaces and line breaks from both ends of a block of text; a block of only such becomes empty."""
    if node.tag == "pre":
        _trim_pre(node)
        return
    while node.children and _is_blank(node.children[-1]):
        node.children.pop()
    while node.children and _is_blank(node.children[0]):
        node.children.pop(0)
    if node.children and isinstance(first := node.children[0], str):
        node.children[0] = first.lstrip(" \n")
    if node.children and isinstance(last := node.children[-1], str):
        node.children[-1] = last.rstrip(" \n")


def _is_blank(child: Node | str) -> bool:
    if isinstance(child, str):
        return not child.strip(" \n\xa0")
    return child.tag == "br"


def _trim_pre(node: Node) -> None:
    if node.children and isinstance(first := node.children[0], str):
        node.children[0] = first.lstrip("\n")
    if not "".join(_written(node.children)).strip():
        node.children = []


def _mend_figure(node: Node) -> None:
    """One caption, at the end; a figure of only a caption is a paragraph."""
    captions = [child for child in node.elements() if child.tag == "figcaption"]
    rest = [child for child in node.children if child not in captions]
    for extra in captions[1:]:
        extra.tag = "p"
    node.children = [*rest, *captions[1:], *captions[:1]]
    if not rest and captions:
        node.tag, node.children = "p", captions[0].children


def _mend_definitions(node: Node) -> None:
    """Terms before their definitions, as a dl must have them; a list that is no such becomes items."""
    tags = [child.tag for child in node.elements()]
    if not tags or (tags[0] == "dt" and tags[-1] == "dd"):
        return
    node.tag = "ul"
    for child in node.elements():
        child.tag = "li"


_MENDERS = {"figure": _mend_figure, "dl": _mend_definitions, "table": even_out}


def _written(children: list[Node | str]) -> Iterator[str]:
    """The tree as HTML."""
    for child in children:
        if isinstance(child, str):
            yield escape(child, quote=False)
            continue
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in child.attributes.items())
        yield f"<{child.tag}{attributes}>"
        if child.tag not in allowed.VOID:
            yield from _written(child.children)
            yield f"</{child.tag}>"
