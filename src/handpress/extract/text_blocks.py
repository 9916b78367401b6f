"""A plain-text dump of a page to blocks."""

from __future__ import annotations

import re

from handpress.extract.model import TextBlock
from handpress.kit.dates import find_dates
from handpress.kit.text import one_line

_ITEM = re.compile(r"(?:[-*•·▪◦–]|\(?\d{1,2}[.)])\s+(?=\S)")
_ORDERED = re.compile(r"\(?\d")
_RULE = re.compile(r"[-_=*~#·•.\s]{3,}\Z")
_QUOTED = re.compile(r"(?:>\s?)+")

MAX_BLOCKS = 50_000
MIN_WRAPPED, MAX_WRAPPED = 50, 100


def text_blocks(text: str) -> list[TextBlock]:
    """The blocks of a dump: its lines, those of hard-wrapped paragraphs joined."""
    blocks: list[TextBlock] = []
    for gap, lines in _paragraphs(text):
        if len(blocks) > MAX_BLOCKS:
            break
        for number, line in enumerate(_unwrapped(lines)):
            blocks.append(_block(line, gap if number == 0 else 0))
    return blocks


def _paragraphs(text: str) -> list[tuple[int, list[str]]]:
    """Groups of lines that no blank line parts, each with the number of blank lines before it."""
    groups: list[tuple[int, list[str]]] = []
    gap, open_group = 1, False
    for raw in text.splitlines():
        if not (line := one_line(raw)):
            gap, open_group = (gap + 1 if not open_group else 1), False
            continue
        if open_group:
            groups[-1][1].append(line)
        else:
            groups.append((gap, [line]))
            open_group = True
    return groups


def _unwrapped(lines: list[str]) -> list[str]:
    """The lines as they are, or as one where a mail or print program wrapped a paragraph."""
    full = lines[:-1]
    wrapped = full and all(MIN_WRAPPED <= len(line) <= MAX_WRAPPED for line in full)
    if not wrapped or len(lines[-1]) > MAX_WRAPPED or max(map(len, full)) - min(map(len, full)) > 25:
        return lines
    if any(_ITEM.match(line) for line in lines[1:]):
        return lines
    return [" ".join(lines)]


def _is_date(line: str) -> bool:
    """Whether a short line is a date to the day, as "4. März 2011" is one and no fourth item."""
    return any(found.date.precision == "day" for found in find_dates(line))


def _block(line: str, gap: int) -> TextBlock:
    """One line as a block: a list item, a rule, a quoted line, or text."""
    if _RULE.match(line):
        return TextBlock("", kind="rule", gap=gap)
    if (match := _ITEM.match(line)) and not (len(line) <= 40 and _is_date(line)):
        ordered = bool(_ORDERED.match(line))
        return TextBlock(line[match.end() :], kind="item", level=1, ordered=ordered, gap=gap, stamp=match[0].strip())
    if match := _QUOTED.match(line):
        return TextBlock(line[match.end() :], kind="quote", gap=gap)
    return TextBlock(line, gap=gap)
