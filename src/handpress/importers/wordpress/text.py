"""WordPress's post text as plain HTML: blocks, shortcodes, embeds, and paragraphs that are only blank lines."""

from __future__ import annotations

import re

from handpress.importers.wordpress.shortcodes import Gallery, expanded, figure_of_link
from handpress.kit.video_hosts import recognise

BLOCK_COMMENT = re.compile(r"<!--\s*/?wp:.*?-->", re.DOTALL)
MORE = re.compile(r"<!--\s*(?:more.*?|nextpage|noteaser)\s*-->")
EMBED_FIGURE = re.compile(
    r"<figure\b[^>]*wp-block-embed[^>]*>\s*<div\b[^>]*>\s*(?P<url>https?://[^\s<]+)\s*</div>\s*"
    r"(?:<figcaption\b[^>]*>(?P<caption>.*?)</figcaption>)?\s*</figure>",
    re.DOTALL,
)
PLAYER = re.compile(
    r"<(?P<tag>iframe|video|audio|embed|object)\b(?P<attributes>[^>]*)>(?P<inner>.*?)(?:</(?P=tag)\s*>|(?=\n\n)|\Z)",
    re.DOTALL | re.IGNORECASE,
)
ADDRESS = re.compile(r"(?:src|data|value)\s*=\s*[\"'](?:https?:)?(//[^\"']+)[\"']", re.IGNORECASE)
BARE_URL = re.compile(r"^[ \t]*(?:<p>)?[ \t]*(?P<url>https?://[^\s<>\"]+)[ \t]*(?:</p>)?[ \t]*$", re.MULTILINE)
PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL | re.IGNORECASE)
BLOCK_TAG = (
    r"(?:p|div|table|thead|tbody|tfoot|tr|td|th|caption|ul|ol|li|dl|dt|dd|pre|form|blockquote|address|h[1-6]|hr"
    r"|figure|figcaption|section|article|aside|header|footer|nav|details|summary)"
)
STARTS_BLOCK = re.compile(rf"^\s*</?{BLOCK_TAG}\b", re.IGNORECASE)


def post_html(text: str, gallery: Gallery = lambda given: "") -> tuple[str, list[str]]:
    """HTML of a post's stored text, not yet sanitised, and warnings of what was left out."""
    warnings: list[str] = []
    text = MORE.sub("", BLOCK_COMMENT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    text = EMBED_FIGURE.sub(lambda match: figure_of_link(match["url"], match["caption"] or ""), text)
    text = PLAYER.sub(lambda match: _player(match, warnings), text)
    text, left_out = expanded(text, gallery)
    text = BARE_URL.sub(_bare_url, text)
    warnings += [f"shortcode [{name}] was left out" for name in left_out]
    return _paragraphs(text), warnings


def _player(match: re.Match[str], warnings: list[str]) -> str:
    """A link to what a frame or player shows; a frame that is no video is left out."""
    address = ADDRESS.search(match["attributes"]) or ADDRESS.search(match["inner"])
    url = f"https:{address[1]}" if address else ""
    video = recognise(url)
    tag = match["tag"].lower()
    if video or (url and tag in ("video", "audio")):
        return f"\n\n{figure_of_link(video.url if video else url)}\n\n"
    warnings.append(f"<{tag}> was left out{f' ({url})' if url else ''}")
    return ""


def _bare_url(match: re.Match[str]) -> str:
    return f"\n\n{figure_of_link(match['url'])}\n\n" if recognise(match["url"]) else match[0]


def _paragraphs(text: str) -> str:
    """Paragraphs where the writer left a blank line, breaks where a line ended (WordPress's `wpautop`)."""
    return "".join(part if PRE.match(part) else _plain_paragraphs(part) for part in PRE.split(text))


def _plain_paragraphs(text: str) -> str:
    pieces = (piece.strip("\n") for piece in re.split(r"\n\s*\n", text))
    return "\n".join(_paragraph(piece) for piece in pieces if piece.strip())


def _paragraph(piece: str) -> str:
    if STARTS_BLOCK.match(piece):
        return piece
    return "<p>" + piece.strip().replace("\n", "<br>\n") + "</p>"
