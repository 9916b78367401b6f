"""Which way words run: names and passages of another direction kept apart from what stands around them.

Without this a Latin name in an Arabic line takes the full stop beside it to the wrong end, and a quotation in
Arabic stands in an English article with its bar on the wrong side (Unicode Standard Annex 9; HTML, `dir`).
"""

from __future__ import annotations

import re
from unicodedata import bidirectional

from markupsafe import Markup, escape

RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RTL_LETTER = re.compile(f"[{RIGHT_TO_LEFT}]")
_LTR_LETTER = re.compile(rf"[^\W\d_{RIGHT_TO_LEFT}]")
_BLOCK = re.compile(r"<(p|li|blockquote|h[2-6]|td|th|caption|figcaption|dd|dt|pre|ul|ol)((?:\s[^<>]*)?)>")
_HOLDERS = {"blockquote", "ul", "ol"}  # what lies in them has `dir` of its own, which `auto` would pass over
FURTHEST = 3000  # characters from an element's beginning to its first letter
_NEXT_LETTER = re.compile(r"</(\w+)>|<[^<>]*>|&#?\w+;|([^\W\d_])")


def is_mixed(text: str, direction: str) -> bool:
    """Whether the text holds letters that run against `direction` ("ltr" or "rtl")."""
    return bool((_RTL_LETTER if direction == "ltr" else _LTR_LETTER).search(text))


def isolated(text: str | Markup, direction: str) -> Markup:
    """A name for a line that runs in `direction`: escaped, in `<bdi>` where some of its letters run the other way."""
    if isinstance(text, Markup):
        return text
    return Markup("<bdi>{}</bdi>").format(text) if is_mixed(text, direction) else escape(text)


def directed(html: str, direction: str) -> Markup:
    """Public HTML of a body that runs in `direction`, each passage that begins the other way marked with `dir`."""
    if not is_mixed(html, direction):
        return Markup(html)
    return Markup(_BLOCK.sub(lambda block: _opened(block, direction), html))


def running(text: str, direction: str) -> Markup:
    """The attribute for an element that holds this text or HTML in a page that runs in `direction`; "" as a rule."""
    found = _first_inside(text, 0, "")
    return Markup("") if found in ("", direction) else Markup(' dir="{}"').format(found)


def _opened(block: re.Match[str], direction: str) -> str:
    tag, attributes = block[1], block[2]
    found = _first_inside(block.string, block.end(), tag)
    if found in ("", direction) or " dir=" in attributes:
        return block[0]
    return f'<{tag}{attributes} dir="{found if tag in _HOLDERS else "auto"}">'


def _first_inside(html: str, start: int, tag: str) -> str:
    """The direction of the first letter of an element's text."""
    for found in _NEXT_LETTER.finditer(html, start, start + FURTHEST):
        if found[2]:
            return _runs(found[2])
        if found[1] == tag:
            return ""
    return ""


def _runs(letter: str) -> str:
    return "rtl" if bidirectional(letter) in ("R", "AL") else "ltr"
