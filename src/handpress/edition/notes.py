"""The links of a body, in order, for the numbered notes that paper needs instead of underlines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from handpress.edition.records import Block

# The style sheet counts the same links: `.t a[href]:not([href^="#"])` in theme/css/paper.css.
HREF = re.compile(r"<a\s[^>]*?href=\"([^\"#][^\"]*)\"")
WITH_TEXT = {"text", "table", "legacy", "quote", "pull_quote"}
LINKS_ITSELF = {"video", "embed", "document"}


def link_notes(blocks: Iterable[Block], base_url: str) -> tuple[str, ...]:
    """The addresses that the links of these blocks lead to, in reading order, each with its host.

    A link that occurs twice is listed twice, because the style sheet numbers links as it meets them.
    """
    return tuple(_with_host(href, base_url) for block in blocks for href in _links(block))


def _links(block: Block) -> Iterable[str]:
    if block.type in LINKS_ITSELF:
        return (block.url,)
    return map(unescape, HREF.findall(block.html)) if block.type in WITH_TEXT else ()


def _with_host(address: str, base_url: str) -> str:
    return base_url.rstrip("/") + address if address.startswith("/") else address.removeprefix("mailto:")
