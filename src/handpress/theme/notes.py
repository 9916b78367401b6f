"""The links of a body as numbered notes, which paper needs instead of underlines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import unquote

from markupsafe import Markup

from handpress.theme.records import Block

# The style sheet counts the same links: `.t a:not([href^="#"])` in theme/css/paper.css, but for those with `data-n`.
HREF = re.compile(r"<a\s[^>]*?href=\"([^\"#][^\"]*)\"")
WITH_TEXT = {"text", "table", "legacy", "quote", "pull_quote"}
_TAG = re.compile(r"<[^<>]*>")
_SCHEME = re.compile(r"(?:https?://|mailto:)(?:www\.)?|www\.", re.I)
LINKS_ITSELF = {"video", "embed", "document"}


@dataclass(frozen=True, slots=True)
class Noted:
    """A body's blocks, and the addresses their links lead to: each once, in reading order, with its host."""

    blocks: tuple[Block, ...]
    notes: tuple[str, ...]


def noted(blocks: Iterable[Block], base_url: str) -> Noted:
    """The blocks with repeated links told which note they have, and links that paper already spells out told none.

    The style sheet numbers links as it meets them; only a link whose address was met before carries its number,
    as `data-n`, or as `note` where the block is itself a link. An empty `data-n` is a link without a note: a
    telephone number, or one whose text is its own address.
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
        full = self._full(address)
        if full in self.known:
            return self.known[full]
        self.known[full] = len(self.known) + 1
        return 0

    def mark(self, link: re.Match[str]) -> str:
        """A link's tag up to its address, with the number if it has one already."""
        address = unescape(link[1])
        if address.startswith("tel:") or _typed(_text(link)) == _typed(self._full(address)):
            return f'{link[0]} data-n=""'
        number = self.again(address)
        return f'{link[0]} data-n="{number}"' if number else link[0]

    def _full(self, address: str) -> str:
        """What a reader of paper would type."""
        return self._base_url + address if address.startswith("/") else address.removeprefix("mailto:")


def _text(link: re.Match[str]) -> str:
    """What a link says."""
    begun = link.string.find(">", link.end()) + 1
    return unescape(_TAG.sub("", link.string[begun : link.string.find("</a", begun)]))


def _typed(address: str) -> str:
    """An address as far as a reader must type it; the same for two spellings of one."""
    bare = _SCHEME.sub("", unquote("".join(address.split())), count=1)
    return (bare.partition("?")[0] if "@" in bare.partition("?")[0] else bare).rstrip("/").casefold()


def _marked(block: Block, numbers: _Numbers) -> Block:
    if block.type in LINKS_ITSELF:
        number = numbers.again(block.url)
        return replace(block, note=number) if number else block
    if block.type not in WITH_TEXT or "<a " not in block.html:
        return block
    html = HREF.sub(numbers.mark, block.html)
    return block if html == block.html else replace(block, html=Markup(html))
