"""Addresses, mail addresses and telephone numbers in a text, as links: what a reader would otherwise copy by hand.

Telephone numbers are known by their country code, or by a word before them; a bare number may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from handpress.kit import allowed
from handpress.kit.desk_links import leads_below_desk
from handpress.kit.links import MAX_CHARACTERS, safe_link
from handpress.theme.records import Block
from handpress.theme.stretch import Stretch
from handpress.theme.telephones import may_hold, telephones

WITH_TEXT = {"text", "legacy", "table"}
SCHEMES = allowed.FETCH_SCHEMES | {"mailto", "tel"}
_FOUND = re.compile(
    # A quoted value of a query belongs to the address, any other quotation mark ends it.
    r"""(?P<web>(?<![^\W_])(?:https?://|www\.)(?:(?<==)"[^\s<>"]*"|[^\s<>"“”«»؟۔।॥。！？，—–]|(?<=\d)–(?=\d))+)"""
    # RFC 5321, 4.5.3.1: at most 64 characters before the @. A name is not begun in its middle, nor after another @.
    r"|(?P<mail>(?<![\w.+%@-])(?<!\w['’])(?<!//)[A-Za-z0-9_+%][A-Za-z0-9_.+%'-]{0,63}"
    r"@(?:[\w-]{1,63}\.){1,8}(?P<top>xn--[\w-]{2,59}|[^\W\d_]{2,63})(?![\w@-]|\.\w|:[^\s<]))",
    re.I,
)
_FILES = {
    "png",
    "jpg",
    "jpeg",
    "gif",
    "webp",
    "avif",
    "svg",
    "ico",
    "pdf",
    "css",
    "js",
    "json",
    "html",
    "htm",
    "php",
    "txt",
}
_MARKUP = re.compile(r"(<[^<>]*>)")
_MAY_HOLD = re.compile(r"@|www\.|https?://", re.I)
_SENTENCE = ".,;:!?…’”'\"*،؛।"
_CLOSING = {")": "(", "]": "[", "}": "{"}
_HOLDERS = ("a", "pre", "code")  # in these, text stays as it is
_INLINE = {"b", "strong", "i", "em", "span", "bdi", "bdo", "u", "small", "font", "abbr"}
_SOMETHING = "\ufffc"  # stands for what a line holds before the text at hand
_MEMORY = 40  # letters of the text before, in which a word may announce a number


@dataclass(frozen=True, slots=True)
class Target:
    """Where a part of a plain text leads."""

    start: int
    end: int
    address: str


def linked_text(text: str) -> Markup:
    """Plain text as HTML, its addresses linked and its line breaks kept."""
    lines = (_linked(str(escape(line))) for line in text.replace("\r\n", "\n").split("\n"))
    return Markup("<br>".join(lines))


def linked(html: str | Markup) -> Markup:
    """Public HTML with the addresses in its text linked; what is a link already stays one."""
    if not (_MAY_HOLD.search(html) or may_hold(html)):
        return Markup(html)
    parts = _MARKUP.split(html)
    inside, before = 0, ""
    for place, part in enumerate(parts):
        if place % 2:
            name = re.split(r"[\s/]", part.strip("</>"), maxsplit=1)[0].lower()
            inside += (name in _HOLDERS) * (-1 if part.startswith("</") else 1)
            before = before if name in _INLINE else _SOMETHING * (name in _HOLDERS)
        elif not inside and part:
            parts[place] = _linked(part, before)
            before = _remembered(before + part)
    return Markup("".join(parts))


def linked_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a body, the addresses in their texts linked."""
    return tuple(
        replace(block, html=linked(block.html)) if block.type in WITH_TEXT and block.html else block for block in blocks
    )


def _remembered(text: str) -> str:
    return text if len(text) < _MEMORY else _SOMETHING + text[-_MEMORY:]


def _linked(html: str, before: str = "") -> str:
    """A stretch of escaped text without tags, linked; `before` is what its line holds before it."""
    stretch = Stretch(html)
    parts, done = [], 0
    for target in _targets(stretch.plain, Stretch(before).plain):
        if target.start >= done:
            parts += [stretch.written(done, target.start), _link(target, stretch)]
            done = target.end
    return "".join([*parts, stretch.written(done, len(stretch.plain))]) if parts else html


def _link(target: Target, stretch: Stretch) -> str:
    shown = stretch.written(target.start, target.end)
    rel = "" if target.address.startswith(("mailto:", "tel:")) else ' rel="external noopener"'
    label = f"<bdi>{shown}</bdi>" if target.address.startswith("tel:") else shown
    return f'<a href="{escape(target.address)}"{rel}>{label}</a>'


def _targets(plain: str, before: str) -> list[Target]:
    """What a text leads to, in order; one may begin within another, which then counts."""
    written = list(_addresses(plain)) if _MAY_HOLD.search(plain) else []
    numbers = [
        Target(found.start - len(before), found.end - len(before), f"tel:{found.dialled}")
        for found in telephones(before + plain)
        if found.start >= len(before)
    ]
    return sorted([*written, *numbers], key=lambda target: target.start)


def _addresses(plain: str) -> Iterator[Target]:
    for found in _FOUND.finditer(plain):
        address = found[0]
        if found["web"]:
            if len(address) > MAX_CHARACTERS:
                continue
            address = _without_punctuation(address, plain[found.start() - 1 : found.start()])
        elif found["top"].lower() in _FILES:
            continue
        target = safe_link(_full(found, address), schemes=SCHEMES)
        if target and not leads_below_desk(target):
            yield Target(found.start(), found.start() + len(address), target)


def _full(found: re.Match[str], address: str) -> str:
    if found["mail"]:
        return f"mailto:{address}"
    return address if "://" in address else f"http://{address}"


def _without_punctuation(written: str, opening: str) -> str:
    """What is written up to the full stop or the closing bracket that belongs to the sentence around it.

    A last `_` goes only where another one stands before the address.
    """
    signs = _SENTENCE + "_" * (opening == "_")
    while True:
        shorter = written if re.search(r'="[^"]*"\Z', written) else written.rstrip(signs)
        last = shorter[-1:]
        if last in _CLOSING and shorter.count(last) > shorter.count(_CLOSING[last]):
            shorter = shorter[:-1]
        if shorter == written:
            return shorter
        written = shorter
