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
    clean_content_tags=set(allowed.DROPPED) - {"audio", "canvas", "frameset", "head", "image", "object", "video"},
    attributes={tag: set(names) for tag, names in allowed.ATTRIBUTES.items()},
    url_schemes=set(allowed.LINK_SCHEMES),
    link_rel=None,
)
_TRIMMED = allowed.PHRASING | allowed.FLOW_WITH_TEXT
_BLANK = " \n\xa0"
_KEPT_EMPTY = frozenset(("td", "th", "hr", "br", "img"))


def clean_html(html: str, *, base_url: str = "") -> str:
    """The HTML as it may be published: safe, valid, in paragraphs. "" when nothing of it can be.

    Relative links are resolved against `base_url` (a URL, or a root-relative path); without one, only
    absolute and root-relative addresses and fragments are kept. Cleaning what is clean changes nothing.
    """
    attributes = AttributeCleaner(base_url)
    root = parse_fragment(html, lambda given: "src" in attributes.clean("img", {"src": given.get("src", "")}))
    _settle(root, attributes)
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
    if _means_nothing(node, parent):
        return [part for child in node.children for part in _without_ruby(child)]
    if not node.children and node.tag not in _KEPT_EMPTY and not (node.tag == "a" and "id" in node.attributes):
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
            return False


def _without_ruby(child: Node | str) -> list[Node | str]:
    """A child of an unwrapped element, itself unwrapped where it is a part of a ruby."""
    return child.children if isinstance(child, Node) and child.tag in ("rt", "rp") else [child]


def _trim(node: Node) -> None:
    """Takes spaces and line breaks from both ends of a block of text; a block of only such becomes empty."""
    if node.tag == "pre":
        _trim_pre(node)
        return
    _trim_end(node, 0)
    _trim_end(node, -1)


def _trim_end(node: Node, end: int) -> bool:
    """Trims one end (0 or -1) of what an element holds; whether anything of it is left."""
    while node.children:
        child = node.children[end]
        if isinstance(child, str):
            child = child.lstrip(_BLANK) if end == 0 else child.rstrip(_BLANK)
            node.children[end] = child
        if child and (
            isinstance(child, str) or _stays(child) or (child.tag in allowed.INLINE and _trim_end(child, end))
        ):
            return True
        node.children.pop(end)
    return False


def _stays(node: Node) -> bool:
    """Whether an element at the end of a block is kept without text in it: a picture, a footnote's target."""
    return "id" in node.attributes or (node.tag not in allowed.INLINE and node.tag != "br")


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
