"""An HTML page to blocks, in one pass over the parser's events.

No tree is built: libxml2 reports tags as it reads them, and the state that a tag changes (font size, link,
layout cell …) is put back when it ends. Time and memory are linear in the page, whatever its nesting.
"""

from __future__ import annotations

from html import escape
from typing import Any, NamedTuple

from lxml import html as lxml_html

from handpress.extract.data_tables import TableWatch
from handpress.extract.hints import role_of, size_of, zone_of
from handpress.extract.model import USUAL_SIZE, Head, Page, TextBlock
from handpress.extract.pictures import picture_of
from handpress.extract.text_blocks import text_blocks
from handpress.kit.text import one_line, strip_forbidden
from handpress.kit.words import words

MAX_BLOCKS = 50_000
MAX_TAGS = 150_000  # real pages have some thousand; so many take 5 s
MAX_INLINE = 8
MAX_CELLS = 20  # nested ones that are told apart

_SKIPPED = words("script style noscript template svg math select textarea iframe object applet audio video canvas map")
_BLOCKS = words(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre "
    "section summary table tbody td tfoot th thead tr ul"
)
_INLINE = {
    "a": "a", "em": "em", "i": "em", "strong": "strong", "b": "strong", "sup": "sup", "sub": "sub",
    "code": "code", "tt": "code", "cite": "cite", "q": "q", "abbr": "abbr", "bdo": "bdo", "bdi": "bdi",
    "ruby": "ruby", "rt": "rt", "rp": "rp", "del": "del", "ins": "ins",
}  # fmt: skip
_KEPT_ATTRIBUTES = ("href", "name", "id", "title", "lang", "dir")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HEADING_SIZES = {1: 6.0, 2: 5.0, 3: 4.0, 4: 3.5, 5: 3.0, 6: 2.5}
_LISTS = frozenset({"ul", "ol", "dir", "menu"})
_SAYS: dict[str, dict[str, Any]] = {  # what a tag says of the text in it
    "li": {"kind": "item"},
    "blockquote": {"kind": "quote"},
    "pre": {"kind": "pre"},
    **{tag: {"bold": True} for tag in ("b", "strong")},
    **{tag: {"italic": True} for tag in ("i", "em", "cite")},
}


class State(NamedTuple):
    """What the open elements say about the text that comes next."""

    kind: str = "text"
    level: int = 0
    ordered: bool = False
    depth: int = 0
    size: float = USUAL_SIZE
    bold: bool = False
    italic: bool = False
    href: str = ""
    cells: tuple[int, ...] = ()
    zone: str = ""
    role: str = ""
    stamp: str = ""


def html_page(text: str) -> Page:
    """The page that an HTML text is."""
    reader = BlockReader()
    parser = lxml_html.HTMLParser(target=reader, encoding="utf-8")
    parser.feed(strip_forbidden(text).encode("utf-8", "replace") or b" ")
    parser.close()
    reader.flush(1)
    blocks = _without_page_wide_form(reader.blocks)
    return Page(blocks, reader.head, is_html=True, has_layout_tables=reader.tables.layout_seen)


def _without_page_wide_form(blocks: list[TextBlock]) -> list[TextBlock]:
    """A form around the whole page (as ASP.NET makes them) says nothing about what stands in it."""
    inside = sum(len(block.text) for block in blocks if block.zone == "form")
    if inside > sum(len(block.text) for block in blocks) / 2:
        for block in blocks:
            block.zone = "" if block.zone == "form" else block.zone
    return blocks


class BlockReader:
    """The receiver of the parser's events."""

    def __init__(self) -> None:
        self.blocks: list[TextBlock] = []
        self.head = Head()
        self.tables = TableWatch()
        self._state = State()
        self._stack: list[tuple[str, State]] = []
        self._inline: list[tuple[str, str]] = []
        self._skip: list[str] = []
        self._targets: list[str] = []  # empty anchors that belong to the text to come
        self._capture: list[str] | None = None
        self._cells = self._tags = 0
        self._reset(1)

    def _reset(self, gap: int) -> None:
        self._gap = gap
        self._html: list[str] = []
        self._text: list[str] = []
        self._links = self._bold = self._italic = self._length = 0
        self._size = 0.0
        self._breaks = 0
        self._hrefs: set[str] = set()
        self._first: State | None = None

    # The parser's interface.

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._tags += 1
        if self._tags > MAX_TAGS:
            self.head.complete = False
            return
        given = {name: value or "" for name, value in attributes.items()}
        if tag in ("title", "meta", "link", "base", "html", "script"):
            self._read_head(tag, given)
        if self._skip or tag in _SKIPPED:
            if not self._skip or self._skip[-1] == tag:
                self._skip.append(tag)
        elif tag == "br":
            self._breaks += 1
        elif tag == "img":
            self._picture(given)
        elif tag not in ("meta", "link", "base", "input", "hr"):
            self._open(tag, given)
        elif tag == "hr":
            self.flush(1)
            self._add(TextBlock("", kind="rule", cells=self._state.cells, zone=self._state.zone))

    def end(self, tag: str) -> None:
        if self._tags > MAX_TAGS:
            return
        if tag == "title" and self._capture is not None:
            self.head.title, self._capture = self.head.title or one_line("".join(self._capture)), None
        if self._skip:
            if self._skip[-1] == tag:
                self._skip.pop()
                self._end_script(tag)
            return
        if tag in _INLINE:
            self._end_inline(_INLINE[tag])
        if tag in _BLOCKS:
            self._end_block(tag)
        self._restore(tag)

    def data(self, text: str) -> None:
        if self._tags > MAX_TAGS:
            return
        if self._capture is not None:
            self._capture.append(text)
        elif not self._skip and text:
            self._write(strip_forbidden(text))

    def comment(self, text: str) -> None:
        """Nothing: what is commented out is not on the page."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Nothing."""

    def close(self) -> BlockReader:
        return self

    # Text.

    def _write(self, text: str) -> None:
        if not text.strip() and self._state.kind != "pre":
            if self._text:
                self._put(" ")
            return
        self._break()
        self._first = self._first or self._state
        if not self._html:
            self._html = [*self._targets, *(opening for _, opening in self._inline)]
            self._targets = []
        length = len(text.strip())
        self._length += length
        self._links += length if self._state.href else 0
        self._bold += length if self._state.bold else 0
        self._italic += length if self._state.italic else 0
        self._size = max(self._size, self._state.size)
        self._hrefs.add(self._state.href)
        self._put(text)

    def _break(self) -> None:
        """One <br> begins a line of the same paragraph; two, or one more at a line's beginning, part them."""
        breaks, self._breaks = self._breaks, 0
        if breaks and self._state.kind == "pre":
            self._put("\n" * breaks)
        elif breaks:
            self.flush(1 if breaks > 1 or not self._text else 0)

    def _put(self, text: str) -> None:
        self._text.append(text)
        self._html.append(escape(text, quote=False))

    def flush(self, gap: int) -> None:
        """Ends the current block; `gap` is what parts the next one from it."""
        text = "".join(self._text)
        if self._state.kind == "pre" and "\n" in text:
            self._flush_pre(text)
        elif line := one_line(text):
            self._add(self._block(line))
        else:
            gap = max(gap, self._gap)
        self._reset(gap)

    def _block(self, line: str) -> TextBlock:
        state = self._first or self._state
        closing = "".join(f"</{tag}>" for tag, _ in reversed(self._inline))
        length = max(self._length, 1)
        return TextBlock(
            line,
            html="".join(self._html).strip() + closing,
            kind=state.kind,
            level=state.depth if state.kind == "item" else state.level,
            ordered=state.ordered,
            gap=self._gap,
            links=self._links,
            href=next(iter(self._hrefs)) if len(self._hrefs) == 1 else "",
            size=self._size or state.size,
            bold=self._bold >= length * 0.9,
            italic=self._italic >= length * 0.9,
            cells=state.cells,
            zone=state.zone,
            role=state.role,
            stamp=state.stamp,
        )

    def _flush_pre(self, text: str) -> None:
        """Preformatted text: an article of its own where it is long, else code or verse."""
        if len(text) < 1500 or text.count("\n\n") < 3:
            self._add(
                TextBlock(
                    one_line(text), html=escape(text.strip("\n"), quote=False), kind="pre", cells=self._state.cells
                )
            )
            return
        for block in text_blocks(text):
            block.html, block.cells, block.zone = escape(block.text, quote=False), self._state.cells, self._state.zone
            self._add(block)

    def _add(self, block: TextBlock) -> None:
        if len(self.blocks) < MAX_BLOCKS:
            self.blocks.append(block)

    # Elements.

    def _open(self, tag: str, given: dict[str, str]) -> None:
        if tag in _BLOCKS:
            self.flush(1)
        self._stack.append((tag, self._state))
        self._state = self._changed(tag, given)
        if tag in _BLOCKS:
            self._watch_table(tag, given)
        if tag in _INLINE:
            self._start_inline(_INLINE[tag], given)

    def _changed(self, tag: str, given: dict[str, str]) -> State:
        state = self._state._replace(
            size=size_of(tag, given, self._state.size),
            zone=zone_of(tag, given, self._state.zone),
            role=role_of(tag, given, self._state.role),
        )
        if tag in ("td", "th", "article", "aside", "section", "main"):
            self._cells += 1
            state = state._replace(cells=(*state.cells[:MAX_CELLS], self._cells))
        if tag in _HEADINGS:
            level = _HEADINGS[tag]
            return state._replace(kind="heading", level=level, size=max(state.size, _HEADING_SIZES[level]))
        if tag in _LISTS:
            return state._replace(ordered=tag == "ol", depth=state.depth + 1)
        if tag in _SAYS:
            return state._replace(**_SAYS[tag])
        if tag == "a":
            return state._replace(href=given.get("href", "").strip())
        if tag == "time":
            return state._replace(stamp=given.get("datetime", ""))
        style = given.get("style", "").replace(" ", "").lower()
        bold = state.bold or "font-weight:bold" in style
        return state._replace(bold=bold, italic=state.italic or "font-style:italic" in style)

    def _end_block(self, tag: str) -> None:
        self.flush(1)
        if tag in ("td", "th", "caption"):
            self.tables.end_cell(len(self.blocks))
        elif tag == "table":
            self.tables.end_table(self.blocks)

    def _watch_table(self, tag: str, given: dict[str, str]) -> None:
        if tag == "table":
            self.tables.start_table(given, len(self.blocks))
        elif tag == "tr":
            self.tables.start_row()
        elif tag in ("td", "th", "caption"):
            self.tables.start_cell(tag, given, len(self.blocks))

    def _restore(self, tag: str) -> None:
        """The state from before the element; ends of elements that were never open change nothing."""
        for back in range(1, min(len(self._stack), 40) + 1):
            if self._stack[-back][0] == tag:
                self._state = self._stack[-back][1]
                del self._stack[-back:]
                return

    def _start_inline(self, tag: str, given: dict[str, str]) -> None:
        if len(self._inline) >= MAX_INLINE:
            return
        self._break()
        kept = {name: given[name] for name in _KEPT_ATTRIBUTES if given.get(name)}
        opening = f"<{tag}" + "".join(f' {name}="{escape(value)}"' for name, value in kept.items()) + ">"
        if self._html:
            self._html.append(opening)
        self._inline.append((tag, opening))

    def _end_inline(self, tag: str) -> None:
        place = next((n for n in range(len(self._inline) - 1, -1, -1) if self._inline[n][0] == tag), None)
        if place is None:
            return
        opening = self._inline[place][1]
        if not self._html and tag == "a" and (" name=" in opening or " id=" in opening):
            self._targets.append(f"{opening}</a>")
        if self._html:
            above = self._inline[place + 1 :]
            self._html.extend(f"</{name}>" for name, _ in reversed(above))
            self._html.append(f"</{tag}>")
            self._html.extend(opening for _, opening in above)
        del self._inline[place]

    def _picture(self, given: dict[str, str]) -> None:
        """A picture as a block of its own, before the text in whose midst it stands."""
        if (image := picture_of(given)) is None:
            return
        state = self._state
        self._add(
            TextBlock("", kind="image", image=image, href=state.href, cells=state.cells, zone=state.zone, gap=self._gap)
        )

    # The head.

    def _read_head(self, tag: str, given: dict[str, str]) -> None:
        head = self.head
        if tag == "title" and not self._skip:
            self._capture = []
        elif tag == "html":
            head.lang = head.lang or given.get("lang", "") or given.get("xml:lang", "")
        elif tag == "base":
            head.base = head.base or given.get("href", "")
        elif tag == "link":
            for rel in given.get("rel", "").lower().split():
                head.links.setdefault(rel, given.get("href", ""))
        elif tag == "meta":
            self._read_meta(given)
        elif tag == "script" and given.get("type", "").lower() == "application/ld+json":
            self._capture = []

    def _read_meta(self, given: dict[str, str]) -> None:
        name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
        content = one_line(given.get("content", ""))
        if not name or not content:
            return
        if name in ("author", "article:author", "dc.creator", "citation_author", "parsely-author"):
            self.head.all_authors.append(content)
        self.head.metas.setdefault(name, content)

    def _end_script(self, tag: str) -> None:
        if tag == "script" and self._capture is not None:
            self.head.json_ld.append("".join(self._capture))
            self._capture = None
