"""The desk's rich text without what nobody can type there: scripts, drawings, attributes that act, hostile links.

`clean_html` makes published HTML and knows nothing of the desk's own links (`linktype`, `embedtype`). What holds
nothing foreign is left as it is, byte for byte: an article that did not change must not look as if it had.
"""

from __future__ import annotations

import re
from html import unescape

import nh3

from handpress.kit.allowed import ALLOWED, DROPPED, LINK_SCHEMES
from handpress.kit.words import words

_TAGS = (ALLOWED | words("b i s strike u embed")) - {"img"}  # pictures are blocks of their own
_ATTRIBUTES = words("href id linktype embedtype url format alt title lang dir start data-block-key data-sort-order")
_TOKEN = re.compile(rf'</?(?:{"|".join(sorted(_TAGS))})(?:\s+(?:{"|".join(sorted(_ATTRIBUTES))})="([^"<>]*)")*\s*/?>')
_ADDRESS = re.compile(r'\s(?:href|url)="([^"]*)"')
_SCHEME = re.compile(r"[\x00-\x20]*([^/?#:]*):")
_VOID = re.compile(r"<(br|hr|embed)((?:\s[^<>]*?)?)\s*/?>")
_GATE = nh3.Cleaner(
    tags=set(_TAGS),
    clean_content_tags=set(DROPPED) - {"audio", "canvas", "embed", "frameset", "head", "image", "object", "video"},
    attributes={"*": set(_ATTRIBUTES)},
    url_schemes=set(LINK_SCHEMES),
    link_rel=None,
)


def harmless(html: str) -> str:
    """The text with only what the desk's editor can hold; the same text where it holds nothing else."""
    if "<" in _TOKEN.sub("", html) or not all(map(_is_link, _ADDRESS.findall(html))):
        return _VOID.sub(r"<\1\2/>", _GATE.clean(html))
    return html


def _is_link(address: str) -> bool:
    """Whether an address is relative, or of a scheme that links may have."""
    scheme = _SCHEME.match(unescape(address))
    return scheme is None or scheme[1].strip().lower() in LINK_SCHEMES
