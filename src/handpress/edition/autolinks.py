"""Addresses, mail addresses and telephone numbers in a text, as links: what a reader would otherwise copy by hand.

Telephone numbers are known by their country code, or by a word before them; a bare number may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup, escape

from handpress.edition.records import Block
from handpress.kit import allowed
from handpress.kit.links import safe_link

WITH_TEXT = {"text", "legacy", "table"}
SCHEMES = allowed.FETCH_SCHEMES | {"mailto", "tel"}
_CALLED = (
    r"tel(?:ephone|[ée]fono|efon)?|phone|fono|ph|mobile|m[óo]vil|cell|call|fax|whatsapp|"
    r"هاتف|تلفون|جوال|تلفن|फ़ोन|फोन|दूरभाष|मोबाइल"
)
_FOUND = re.compile(
    r"(?P<web>\b(?:https?://|www\.)[^\s<>\"“”«»]+)"
    r"|(?P<mail>\b[\w.+%-]+@[\w-]+(?:\.[\w-]+)+)"
    rf"|(?:(?<=[\s(>:])|^)(?P<abroad>\+\d[\d\s().\u00a0/–-]{{6,20}}\d)"
    rf"|\b(?P<word>(?:{_CALLED})(?!\w)[.:]{{0,2}}\s{{0,3}})(?P<home>\(?\d[\d\s().\u00a0/–-]{{4,20}}\d)",
    re.I,
)
_MARKUP = re.compile(r"(<[^<>]*>)")
_MAY_HOLD = re.compile(rf"@|www\.|https?://|\+\d|(?:{_CALLED})", re.I)
_CLOSING = {")": "(", "]": "[", "}": "{"}
_HOLDERS = ("a", "pre", "code")  # in these, text stays as it is


def linked_text(text: str) -> Markup:
    """Plain text as HTML, its addresses linked and its line breaks kept."""
    lines = (_linked(str(escape(line))) for line in text.replace("\r\n", "\n").split("\n"))
    return Markup("<br>".join(lines))


def linked(html: str | Markup) -> Markup:
    """Public HTML with the addresses in its text linked; what is a link already stays one."""
    if not _MAY_HOLD.search(html):
        return Markup(html)
    parts = _MARKUP.split(html)
    inside = 0
    for place, part in enumerate(parts):
        if place % 2:
            name = part.strip("</>").split(" ", 1)[0].lower()
            inside += (name in _HOLDERS) * (-1 if part.startswith("</") else 1)
        elif not inside and part:
            parts[place] = _linked(part)
    return Markup("".join(parts))


def linked_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a body, the addresses in their texts linked."""
    return tuple(
        replace(block, html=linked(block.html)) if block.type in WITH_TEXT and block.html else block for block in blocks
    )


def _linked(text: str) -> str:
    """A stretch of escaped text, without tags."""
    return _FOUND.sub(_link, text)


def _link(found: re.Match[str]) -> str:
    written = next(filter(None, (found["web"], found["mail"], found["abroad"], found["home"])))
    shown = _without_punctuation(written)
    address = _address(found, shown.replace("&amp;", "&"))
    target = safe_link(address, schemes=SCHEMES) if address else None
    if target is None:
        return found[0]
    rel = ' rel="external noopener"' if found["web"] else ""
    label = f"<bdi>{shown}</bdi>" if target.startswith("tel:") else shown
    return f'{found["word"] or ""}<a href="{escape(target)}"{rel}>{label}</a>{written[len(shown) :]}'


def _address(found: re.Match[str], shown: str) -> str:
    if found["mail"]:
        return f"mailto:{shown}"
    if found["web"]:
        return shown if "://" in shown else f"http://{shown}"
    digits = re.sub(r"\(0\)|[^\d+]", "", shown)
    return f"tel:{digits}" if 5 <= len(digits.lstrip("+")) <= 15 else ""


def _without_punctuation(written: str) -> str:
    """What is written up to the full stop or the closing bracket that belongs to the sentence around it."""
    while True:
        shorter = re.sub(r"(?:&(?:gt|lt|quot|#39|#34);?|[.,;:!?…’”'\"*_。،؛।])+$", "", written)
        last = shorter[-1:]
        if last in _CLOSING and shorter.count(last) > shorter.count(_CLOSING[last]):
            shorter = shorter[:-1]
        if shorter == written:
            return shorter
        written = shorter
