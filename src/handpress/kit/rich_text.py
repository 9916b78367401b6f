"""Clean HTML as the desk's rich text: what an import stores is what the editor's own saving would write.

Wagtail's editor reads `<br/>` but fails on `<br>`, drops what it has no button for (a paragraph within a quotation,
definition lists, numbering that starts at 5) and writes marks in an order of its own. Text in that form from the start
can be opened, and opening and saving it changes nothing. Wagtail's converter itself needs 8 ms for an article of 20
paragraphs, this 0.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

MARKS = {
    "strong": "b", "b": "b", "code": "code", "em": "i", "i": "i", "cite": "i", "del": "s", "s": "s", "strike": "s",
    "sub": "sub", "sup": "sup",
}  # fmt: skip
ORDER = ("b", "code", "i", "s", "sub", "sup")  # in which the desk nests marks: by Draft.js' names for them
TEXT_BLOCKS = frozenset({"p", "h2", "h3", "h4"})
LISTS = frozenset({"ul", "ol"})
INLINE = MARKS.keys() | {"-text", "a", "br", "q", "span", "abbr", "ins", "bdi", "bdo", "ruby", "rt", "rp", "img", "u"}
_JOINED_LISTS = re.compile(r"</(ul|ol)><\1>")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_EDGES = re.compile(r"(?s)( ?)(.*?)( ?)\Z")


@dataclass(frozen=True, slots=True)
class Span:
    """Text with the same marks and the same link (its attributes as written); a line break is the text "\\n"."""

    text: str
    marks: frozenset[str] = frozenset()
    link: str = ""
    id: str = ""


def rich_text(node: LexborNode, *, ids: bool = True) -> str | None:
    """The element as the desk stores it; "" when it holds nothing, None when the desk has no form for it."""
    if node.tag == "hr":
        return "<hr/>"
    if node.tag in TEXT_BLOCKS:
        return _block(node.tag, _tidy(_runs(node)), _id(node) if ids else "", ids)
    if node.tag in LISTS:
        return _list(node, ids)
    if node.tag == "blockquote":
        return _quotation(node, ids)
    return None


def settled(html: str) -> str:
    """The normal form of stored rich text: equal for texts that an editor would call the same."""
    body = LexborHTMLParser(html).body
    parts = (_settled(node) for node in body.iter(include_text=True)) if body is not None else ()
    try:
        return _JOINED_LISTS.sub("", "".join(part for part in parts if part))
    except RecursionError:  # hundreds of marks or lists in each other: the desk has no form for it
        return _SPACES.sub(" ", html)


def settled_already(text: str) -> str:
    """The same for what `rich_text` has just written: only ids and lists side by side are left to settle. 3 ms less."""
    return settled(text) if ' id="' in text else _JOINED_LISTS.sub("", text)


def _settled(node: LexborNode) -> str:
    if node.tag == "-text":
        return _block("p", _tidy([Span(_SPACES.sub(" ", node.text_content or ""))]), "", False)
    text = rich_text(node, ids=False)
    return text if text is not None else _SPACES.sub(" ", node.html or "")


def _id(node: LexborNode) -> str:
    """What links within the page lead to: the element, or an empty anchor in it."""
    anchor = node.css_first("a[id]:not([href])")
    return node.attributes.get("id") or (anchor.attributes.get("id") if anchor is not None else "") or ""


def _block(tag: str, runs: list[Span], id: str, ids: bool) -> str:
    if not runs:
        return ""
    return f"<{tag}{_attribute('id', id)}>{''.join(_written(runs, ids))}</{tag}>"


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"' if value else ""


def _list(node: LexborNode, ids: bool) -> str | None:
    if node.attributes.get("start") not in (None, "1"):
        return None
    items = [_item(item, ids) for item in node.iter()]
    if any(item is None for item in items):
        return None
    text = "".join(filter(None, items))
    return f"<{node.tag}>{text}</{node.tag}>" if text else ""


def _item(item: LexborNode, ids: bool) -> str | None:
    """One item: its text, then the lists within it; None where anything else stands there."""
    runs: list[Span] = []
    inner = ""
    for child in item.iter(include_text=True):
        if child.tag in LISTS:
            nested = _list(child, ids)
            if nested is None:
                return None
            inner += nested
        elif (child.tag in INLINE or child.tag == "p") and not (inner and _runs_of(child)):
            runs += [Span("\n"), *_runs(child)] if child.tag == "p" else _runs_of(child)
        else:
            return None
    text = "".join(_written(_tidy(runs), ids))
    return f"<li{_attribute('id', _id(item) if ids else '')}>{text}{inner}</li>" if text or inner else ""


def _quotation(node: LexborNode, ids: bool) -> str | None:
    """The desk's quotation is one paragraph."""
    children = [child for child in node.iter(include_text=True) if child.tag != "-text" or child.text(strip=True)]
    if len(children) == 1 and children[0].tag == "p":
        return _block("blockquote", _tidy(_runs(children[0])), _id(node) if ids else "", ids)
    if all(child.tag in INLINE for child in children):
        return _block("blockquote", _tidy(_runs(node)), _id(node) if ids else "", ids)
    return None


# runs


def _runs(node: LexborNode, like: Span = Span("")) -> list[Span]:
    return [run for child in node.iter(include_text=True) for run in _runs_of(child, like)]


def _runs_of(node: LexborNode, like: Span = Span("")) -> list[Span]:
    match node.tag:
        case "-text":
            return [replace(like, text=_SPACES.sub(" ", node.text_content or ""))]
        case "br":
            return [replace(like, text="\n")]
        case "q":
            return [replace(like, text="“"), *_runs(node, like), replace(like, text="”")]
        case "a" if node.attributes.get("href"):
            link = _attribute("href", node.attributes["href"] or "")
            return _runs(node, replace(like, link=link, id=node.attributes.get("id") or ""))
        case "a" if node.attributes.get("linktype"):  # to a page or document of the desk
            names = ("id", "linktype")
            link = "".join(_attribute(name, node.attributes.get(name) or "") for name in names)
            return _runs(node, replace(like, link=link))
        case tag if tag in MARKS:
            return _runs(node, replace(like, marks=like.marks | {MARKS[tag]}))
    return _runs(node, like)


def _tidy(runs: Iterable[Span]) -> list[Span]:
    """The runs with one space between words, none at the ends or beside a line break, and none that is marked alone."""
    tokens = [token for run in runs for token in _tokens(run)]
    words: list[Span] = []
    is_spaced = False
    for token in tokens:
        if token.text == " ":
            is_spaced = True
            continue
        if is_spaced and words and "\n" not in (words[-1].text, token.text):
            words.append(_between(" ", words[-1], token))
        words.append(token)
        is_spaced = False
    while words and words[-1].text == "\n":
        words.pop()
    while words and words[0].text == "\n":
        words.pop(0)
    last = len(words) - 1
    return [
        _between("\n", words[place - 1], words[place + 1]) if run.text == "\n" and 0 < place < last else run
        for place, run in enumerate(words)
    ]


def _tokens(run: Span) -> Iterator[Span]:
    if run.text in ("\n", " "):
        yield run
        return
    match = _EDGES.match(run.text)
    for part in match.groups() if match else ():
        if part:
            yield replace(run, text=part)


def _between(text: str, before: Span, after: Span) -> Span:
    """A space or break between two runs has what both have; at the edge of a link it has nothing."""
    if (before.link, before.id) != (after.link, after.id):
        return Span(text)
    return Span(text, before.marks & after.marks, before.link, before.id)


def _written(runs: list[Span], ids: bool) -> Iterator[str]:
    """HTML of the runs: links outside, marks nested in the desk's order, none closed before it must be."""
    link: tuple[str, str] = ("", "")
    open_marks: list[str] = []
    for run in [*runs, Span("")]:
        if (run.link, run.id) != link:
            yield from _closing(open_marks, 0)
            if link[0]:
                yield "</a>"
            link = (run.link, run.id)
            if link[0]:
                yield f"<a{run.link}{_attribute('id', run.id if ids else '')}>"
        wanted = [mark for mark in ORDER if mark in run.marks]
        shared = next((n for n, pair in enumerate(zip(open_marks, wanted, strict=False)) if pair[0] != pair[1]), None)
        yield from _closing(open_marks, min(len(open_marks), len(wanted)) if shared is None else shared)
        for mark in wanted[len(open_marks) :]:
            open_marks.append(mark)
            yield f"<{mark}>"
        yield "<br/>" if run.text == "\n" else escape(run.text, quote=False)


def _closing(open_marks: list[str], keep: int) -> Iterator[str]:
    while len(open_marks) > keep:
        yield f"</{open_marks.pop()}>"
