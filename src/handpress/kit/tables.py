"""Tables whose rows are equally long and whose cells do not overlap, as the HTML standard's table model asks."""

from __future__ import annotations

from collections.abc import Iterator

from handpress.kit.fragment import Node

MAX_COLUMNS = 100


def even_out(table: Node) -> None:
    """Puts a table's parts in order, and gives all its rows the same number of columns.

    Spans stay where the grid they make is whole; where cells would overlap, or a column would have no cell of
    its own, all spans of the table go.
    """
    _order(table)
    sections = [part for part in table.elements() if part.tag != "caption"]
    width = _width(sections)
    if width is None:
        for cell in _cells(sections):
            cell.attributes.pop("colspan", None)
            cell.attributes.pop("rowspan", None)
        width = max((len(row.children) for part in sections for row in part.elements()), default=0)
    for part in sections:
        for row, used in _occupied(part):
            row.children.extend(Node("td") for _ in range(width - used))


def _order(table: Node) -> None:
    """One caption, one head first, the bodies, one foot last; parts without rows go."""
    parts = [part for part in table.elements() if part.tag == "caption" or any(part.elements())]
    captions = [part for part in parts if part.tag == "caption"][:1]
    heads, feet = ([part for part in parts if part.tag == tag] for tag in ("thead", "tfoot"))
    bodies = [part for part in parts if part.tag == "tbody"]
    for extra in (*heads[1:], *feet[1:]):
        extra.tag = "tbody"
        bodies.append(extra)
    table.children = [*captions, *heads[:1], *bodies, *feet[:1]]


def _cells(sections: list[Node]) -> Iterator[Node]:
    return (cell for part in sections for row in part.elements() for cell in row.elements())


def _span(cell: Node, name: str) -> int:
    return int(cell.attributes.get(name, "1"))


def _width(sections: list[Node]) -> int | None:
    """How many columns the table has; None where its spans do not make a whole grid."""
    width, beginning = 0, set[int]()
    for part in sections:
        rows = list(part.elements())
        taken: dict[int, int] = {}  # column: rows that a cell from above still covers
        for number, row in enumerate(rows):
            placed = _place(row, taken, len(rows) - number, beginning)
            if placed is None:
                return None
            width = max(width, placed)
            taken = {column: left - 1 for column, left in taken.items() if left > 1}
    return width if width <= MAX_COLUMNS and len(beginning) == width else None


def _place(row: Node, taken: dict[int, int], rows_left: int, beginning: set[int]) -> int | None:
    """Sets a row's cells into the grid; the columns used, or None where two cells overlap."""
    column = 0
    for cell in row.elements():
        while column in taken:
            column += 1
        columns = range(column, column + _span(cell, "colspan"))
        down = _span(cell, "rowspan")
        if down > rows_left or any(place in taken for place in columns):
            return None
        beginning.add(column)
        taken.update(dict.fromkeys(columns, down))
        column = columns.stop
    return max(taken, default=-1) + 1


def _occupied(part: Node) -> Iterator[tuple[Node, int]]:
    """Each row of a part with the columns that its own cells and those from above fill."""
    taken: dict[int, int] = {}
    rows = list(part.elements())
    for number, row in enumerate(rows):
        _place(row, taken, len(rows) - number, set())
        yield row, len(taken)
        taken = {column: left - 1 for column, left in taken.items() if left > 1}
