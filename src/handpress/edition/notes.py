"""The links of a body as numbered notes, which paper needs instead of underlines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import unescape

from markupsafe import Markup

from handpress.edition.records import Block

# The style sheet counts the same links: `.t a:not([href^="#"])` in theme/css/paper.css.
HREF = re.compile(r"<a\s[^>]*?href=\"([^\"#][^\"]*)\"")
WITH_TEXT = {"text", "table", "legacy", "quote", "pull_quote"}
LINKS_ITSELF = {"video", "embed", "document"}


@dataclass(frozen=True, slots=True)
class Noted:
    """A body's blocks, and the addresses their links lead to: each once, in reading order, with its host."""

    blocks: tuple[Block, ...]
    notes: tuple[str, ...]


def noted(blocks: Iterable[Block], base_url: str) -> Noted:
    """The blocks with repeated links told which note they have.

    The style sheet numbers links as it meets them; only a link whose address was met before carries its number,
    as `data-n`, or as `note` where the block is itself a link.
    """
    numbers = _Numbers(base_url)
    marked = tuple(_marked(block, numbers) for block in blocks)
    return Noted(marked, tuple(numbers.known))


class _Numbers:
    """The numbers of the addresses met so far."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url.rstrip("/")
        self.known: dict[str, int] = {}

    def again(self, address: str) -> int:
        """The number of an address that was met before; 0 for a new one, which takes the next."""
        full = self._base_url + address if address.startswith("/") else address.removeprefix("mailto:")
        if full in self.known:
            return self.known[full]
        self.known[full] = len(self.known) + 1
        return 0

    def mark(self, link: re.Match[str]) -> str:
        """A link's tag up to its address, with the number if it has one already."""
        number = self.again(unescape(link[1]))
        return f'{link[0]} data-n="{number}"' if number else link[0]


def _marked(block: Block, numbers: _Numbers) -> Block:
    if block.type in LINKS_ITSELF:
        number = numbers.again(block.url)
        return replace(block, note=number) if number else block
    if block.type not in WITH_TEXT or "<a " not in block.html:
        return block
    html = HREF.sub(numbers.mark, block.html)
    return block if html == block.html else replace(block, html=Markup(html))
