"""The demonstration magazine's manuscripts, read into typed blocks.

A manuscript is CommonMark with tables, footnotes (`[^1]`) and five directives, each between a line
`::: name` and a line `:::`:

    ::: pull            a pull quote; a last line `-- who` is its attribution
    ::: quote           a block quotation, with the same attribution line
    ::: picture KEY     `alt:`, `caption:` and `credit:` lines
    ::: gallery         one line a picture: `KEY | alternative text | caption`
    ::: video URL       `title:`, `still:` (a picture's key) and `caption:` lines

Paragraphs, headings and lists between them become one `text` block of HTML; a table becomes a block
of its own, and footnotes become one closing block of notes.
"""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt

Block = tuple[str, Any]

_DIRECTIVE = re.compile(r"^::: (?P<name>[a-z]+)(?: (?P<argument>\S+))?\n(?P<inside>.*?)\n:::$", re.M | re.S)
_NOTE = re.compile(r"^\[\^(\d+)\]: (.+)$", re.M)
_NOTE_CALL = re.compile(r"\[\^(\d+)\]")
_markdown = MarkdownIt("commonmark").enable("table")


class ManuscriptError(ValueError):
    """A manuscript says something this format does not know; the message names what."""

    code = "demo-manuscript"
    retry = False


def read_blocks(manuscript: str) -> tuple[Block, ...]:
    """The manuscript's blocks in order, as `(type, value)` pairs.

    `text`, `table` and `notes` hold HTML; `pull_quote` and `quote` hold `{text, attribution}`;
    `picture` holds `{picture, alt, caption, credit}`, `gallery` a tuple of those, and `video`
    `{url, title, still, caption}`. Raises `ManuscriptError` for an unknown directive.
    """
    notes = _NOTE.findall(manuscript)
    manuscript = _NOTE.sub("", manuscript)
    blocks: list[Block] = []
    position = 0
    for match in _DIRECTIVE.finditer(manuscript):
        blocks += _prose(manuscript[position : match.start()])
        blocks.append(_directive(match["name"], match["argument"] or "", match["inside"]))
        position = match.end()
    blocks += _prose(manuscript[position:])
    if notes:
        blocks.append(("notes", _notes_html(notes)))
    return tuple(blocks)


def to_html(markdown: str) -> str:
    """HTML of one piece of Markdown, footnote calls linked to their notes."""
    return _link_calls(_markdown.render(markdown)).strip()


def to_inline_html(markdown: str) -> str:
    """HTML of one line of Markdown, without a paragraph around it."""
    return _link_calls(_markdown.renderInline(markdown.strip()))


def _prose(markdown: str) -> list[Block]:
    """Text and table blocks of what stands between two directives."""
    blocks: list[Block] = []
    tokens = _markdown.parse(markdown)
    start = 0
    for index, token in enumerate(tokens):
        if token.type == "table_open":
            blocks += _rendered("text", tokens[start:index])
            start = index
        elif token.type == "table_close":
            blocks += _rendered("table", tokens[start : index + 1])
            start = index + 1
    return blocks + _rendered("text", tokens[start:])


def _rendered(kind: str, tokens: list[Any]) -> list[Block]:
    html = _markdown.renderer.render(tokens, _markdown.options, {}).strip()
    return [(kind, _link_calls(html))] if html else []


def _link_calls(html: str) -> str:
    return _NOTE_CALL.sub(r'<sup id="call-\1"><a href="#note-\1">\1</a></sup>', html)


def _notes_html(notes: list[tuple[str, str]]) -> str:
    items = (
        f'<li id="note-{number}">{to_inline_html(text)} <a href="#call-{number}">↩</a></li>' for number, text in notes
    )
    return "<ol>" + "".join(items) + "</ol>"


def _directive(name: str, argument: str, inside: str) -> Block:
    match name:
        case "pull":
            return "pull_quote", _quotation(inside)
        case "quote":
            return "quote", _quotation(inside)
        case "picture":
            fields = _fields(inside)
            return "picture", {"picture": argument, **{k: fields.get(k, "") for k in ("alt", "caption", "credit")}}
        case "gallery":
            return "gallery", tuple(_gallery_line(line) for line in inside.splitlines() if line.strip())
        case "video":
            fields = _fields(inside)
            return "video", {"url": argument, **{k: fields.get(k, "") for k in ("title", "still", "caption")}}
    raise ManuscriptError(f"Unknown directive “{name}”; write pull, quote, picture, gallery or video.")


def _quotation(inside: str) -> dict[str, str]:
    text, _, attribution = inside.strip().partition("\n-- ")
    return {"text": " ".join(text.split()), "attribution": attribution.strip()}


def _fields(inside: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in inside.splitlines() if line.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}


def _gallery_line(line: str) -> dict[str, str]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 3:
        raise ManuscriptError(f"A gallery line needs KEY | alt | caption, not “{line}”.")
    return {"picture": parts[0], "alt": parts[1], "caption": parts[2], "credit": ""}
