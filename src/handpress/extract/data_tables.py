"""Telling tables of data from tables that lay out a page, and keeping the former as one block."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import fmean

from handpress.extract.model import TextBlock

_NUMERIC = re.compile(r"[\s$€£¥₹%+\-–(]*\d[\d\s.,:/%()–\-]*[\w%]{0,4}\Z")

MAX_CELL_CHARACTERS = 200


@dataclass(slots=True)
class _Cell:
    tag: str
    attributes: dict[str, str]
    start: int
    end: int


@dataclass(slots=True)
class _Table:
    attributes: dict[str, str]
    start: int
    rows: list[list[_Cell]] = field(default_factory=list)
    holds_table: bool = False


class TableWatch:
    """Follows the tables of a page while its blocks are read."""

    def __init__(self) -> None:
        self._open: list[_Table] = []
        self.layout_seen = False

    def start_table(self, attributes: dict[str, str], at: int) -> None:
        for table in self._open[-1:]:
            table.holds_table = True
        self._open.append(_Table(attributes, at))

    def start_row(self) -> None:
        if self._open:
            self._open[-1].rows.append([])

    def start_cell(self, tag: str, attributes: dict[str, str], at: int) -> None:
        if not self._open:
            return
        rows = self._open[-1].rows
        if not rows:
            rows.append([])
        rows[-1].append(_Cell(tag, attributes, at, at))

    def end_cell(self, at: int) -> None:
        if self._open and self._open[-1].rows and self._open[-1].rows[-1]:
            self._open[-1].rows[-1][-1].end = at

    def end_table(self, blocks: list[TextBlock]) -> None:
        """Puts one block in the place of a data table's cells; leaves those of a layout table."""
        if not self._open:
            return
        table = self._open.pop()
        if not _is_data(table, blocks):
            self.layout_seen = self.layout_seen or len(blocks) > table.start
            return
        cells = blocks[table.start :]
        html = _html(table, blocks)
        text = "\n".join(" | ".join(_text(cell, blocks) for cell in row) for row in table.rows)
        blocks[table.start :] = [TextBlock(text, html=html, kind="table", cells=cells[0].cells, zone=cells[0].zone)]


def _is_data(table: _Table, blocks: list[TextBlock]) -> bool:
    """Rows of short cells with a head, a border or numbers; never forms, menus, pictures, paragraphs."""
    rows = [row for row in table.rows if row]
    cells = [cell for row in rows for cell in row]
    if table.holds_table or len(rows) < 2 or max(map(len, rows)) < 2 or len(blocks) <= table.start:
        return False
    texts = [_text(cell, blocks) for cell in cells]
    inside = blocks[table.start :]
    if max(map(len, texts)) > MAX_CELL_CHARACTERS or any(b.image or b.zone in ("form", "nav") for b in inside):
        return False
    if sum(block.links for block in inside) > sum(map(len, texts)) / 2:
        return False
    has_head = any(cell.tag == "th" for cell in cells)
    has_border = table.attributes.get("border", "0").strip() not in ("", "0")
    return has_head or has_border or fmean(bool(_NUMERIC.match(text)) for text in texts) >= 0.3


def _text(cell: _Cell, blocks: list[TextBlock]) -> str:
    return " ".join(block.text for block in blocks[cell.start : cell.end])


def _html(table: _Table, blocks: list[TextBlock]) -> str:
    """The table with nothing but its structure; the sanitiser evens it out."""
    parts = ["<table>"]
    for row in table.rows:
        parts.append("<tr>")
        for cell in row:
            spans = "".join(
                f' {name}="{value}"' for name in ("colspan", "rowspan", "scope") if (value := _plain(cell, name))
            )
            inner = "<br>".join(block.html or block.text for block in blocks[cell.start : cell.end])
            parts.append(f"<{cell.tag}{spans}>{inner}</{cell.tag}>")
        parts.append("</tr>")
    return "".join([*parts, "</table>"])


def _plain(cell: _Cell, name: str) -> str:
    value = cell.attributes.get(name, "")
    return value if value.isalnum() else ""
