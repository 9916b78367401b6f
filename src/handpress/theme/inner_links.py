"""Links within a text that lead to a place it has not: their words stay, the link goes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from html import unescape

from markupsafe import Markup

from handpress.theme.records import Block

_PLACE = re.compile(r"\sid=\"([^\"]*)\"")
_INNER = re.compile(r"<a\s[^>]*?href=\"#([^\"]*)\"[^>]*>(.*?)</a>", re.DOTALL)


def with_living_links(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a body, without links to places that none of them has, such as “Top” of an old page."""
    blocks = tuple(blocks)
    if not any('href="#' in block.html for block in blocks):
        return blocks
    places = {unescape(place) for block in blocks for place in _PLACE.findall(block.html)}

    def kept(link: re.Match[str]) -> str:
        return link[0] if unescape(link[1]) in places else link[2]

    return tuple(
        replace(block, html=Markup(_INNER.sub(kept, block.html))) if 'href="#' in block.html else block
        for block in blocks
    )
