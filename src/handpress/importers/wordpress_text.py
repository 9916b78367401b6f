"""WordPress's post text as plain HTML: block comments, shortcodes, and paragraphs that are only blank lines."""

from __future__ import annotations

import re
from html import escape

BLOCK_COMMENT = re.compile(r"<!--\s*/?wp:[^>]*?-->")
CAPTION = re.compile(r"\[caption[^\]]*\](?P<inner>.*?)\[/caption\]", re.DOTALL)
EMBED = re.compile(r"\[(?P<name>embed|video|audio|youtube)(?P<attributes>[^\]]*)\](?:(?P<url>[^\[]*)\[/(?P=name)\])?")
SHORTCODE = re.compile(r"\[/?[a-z][a-z0-9_-]*(?:\s[^\]]*)?/?\](?!\()")
IMAGE = re.compile(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
BLOCK_TAG = (
    r"(?:p|div|table|thead|tbody|tfoot|tr|td|th|caption|ul|ol|li|dl|dt|dd|pre|form|blockquote|address|h[1-6]|hr"
    r"|figure|figcaption|section|article|aside|header|footer|nav|details|summary)"
)
STARTS_BLOCK = re.compile(rf"^\s*</?{BLOCK_TAG}\b", re.IGNORECASE)
SRC = re.compile(r"(?:src|url|mp4)=[\"']([^\"']+)[\"']")


def post_html(text: str) -> tuple[str, list[str]]:
    """HTML of a post's stored text, not yet sanitised, and warnings for shortcodes that were dropped."""
    text = BLOCK_COMMENT.sub("", text.replace("\r\n", "\n"))
    text = CAPTION.sub(_caption, text)
    text = EMBED.sub(_embed, text)
    dropped = sorted({match.group(0).split()[0].strip("[]/") for match in SHORTCODE.finditer(text)})
    text = SHORTCODE.sub("", text)
    warnings = [f"shortcode [{name}] was left out" for name in dropped]
    return _paragraphs(text), warnings


def _caption(match: re.Match[str]) -> str:
    inner = match.group("inner")
    image = IMAGE.search(inner)
    if image is None:
        return f"\n\n{inner}\n\n"
    words = (inner[: image.start()] + inner[image.end() :]).strip()
    return f"\n\n<figure>{image.group(0)}<figcaption>{words}</figcaption></figure>\n\n"


def _embed(match: re.Match[str]) -> str:
    given = SRC.search(match.group("attributes") or "")
    url = (match.group("url") or (given.group(1) if given else "")).strip()
    return f'\n\n<p><a href="{escape(url)}">{escape(url)}</a></p>\n\n' if url else ""


def _paragraphs(text: str) -> str:
    """Paragraphs where the writer left a blank line, breaks where a line ended (WordPress's `wpautop`)."""
    pieces = (piece.strip("\n") for piece in re.split(r"\n\s*\n", text))
    return "\n".join(_paragraph(piece) for piece in pieces if piece.strip())


def _paragraph(piece: str) -> str:
    if STARTS_BLOCK.match(piece):
        return piece
    return "<p>" + piece.strip().replace("\n", "<br>\n") + "</p>"
