"""A file's bytes to a page of blocks, or why it is no page."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from handpress.extract.errors import Refusal, refuse
from handpress.extract.html_blocks import html_page
from handpress.extract.model import Page, TextBlock
from handpress.extract.text_blocks import text_blocks
from handpress.kit.encoding import Decoded, decode

LIMIT_BYTES = 20 * 1024 * 1024

_MAGIC = {
    b"%PDF-": "a PDF document", b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture", b"PK\x03\x04": "a ZIP archive", b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Office document", b"Rar!": "a RAR archive", b"7z\xbc\xaf": "a 7-Zip archive",
    b"BZh": "a bzip2 archive", b"\xfd7zXZ": "an xz archive", b"\x7fELF": "a program", b"MZ": "a program",
    b"SQLite format 3": "a database", b"OggS": "a recording", b"ID3": "a recording", b"\x00\x00\x01\x00": "an icon",
    b"wOFF": "a font", b"wOF2": "a font", b"{\\rtf": "an RTF document",
}  # fmt: skip
_RIFF = (b"RIFF", b"FORM")
_ENTITY = re.compile(r"<!ENTITY\s", re.IGNORECASE)
_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|table|tr|td|div|p|br|a\s|font|center|h[1-6]|span|article|section|main|blockquote|ul|ol|li|dl|pre|strong|em|b|i|img)\b[^>]*>",
    re.IGNORECASE,
)
_XML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?>\s+|<!--.*?-->)*+<(rss|feed|urlset|sitemapindex|svg|opml|rdf:RDF|wml|plist|kml|[a-z]\w*:\w+)\b",
    re.DOTALL,
)
_CODE = re.compile(
    r"\s*(?:/\*|//|@charset|@import|@media|[.#]?[\w-]+\s*\{|(?:var|function|const|let|import)\s|<\?php|#!/)"
)
_SETTING = re.compile(r"\s*[\w.\-]{2,40}\s?[:=]\s?\S|\s*[\[#;]|\s*\Z")
_CUT_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,400}\Z")
_HTML_START = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_HTML_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page of blocks, the text it was read from, and what was doubtful."""

    page: Page
    decoded: Decoded
    warnings: tuple[str, ...]


def read_page(data: bytes | str, path: str = "", *, limit_bytes: int = LIMIT_BYTES) -> ReadPage | Refusal:
    """The blocks of a page; a refusal for what is empty, too large, binary or another kind of text."""
    raw = data.encode("utf-8", "replace") if isinstance(data, str) else data
    if refusal := _refuse_bytes(raw, path, limit_bytes):
        return refusal
    decoded = Decoded(data, "unicode") if isinstance(data, str) else decode(raw)
    text = decoded.text
    if not text.strip():
        return refuse("empty", path)
    if _ENTITY.search(text, 0, 65_536):
        return refuse("external_entities", path)
    if other := _other_kind(text):
        return refuse("not_a_page", path, what=other)
    is_html = bool(_MARKUP.search(text, 0, 200_000))
    page = html_page(text) if is_html else Page(_dump(text))
    cut = _is_cut(text) or not page.head.complete if is_html else _ends_in_midst(page.blocks)
    warnings = (*decoded.warnings, *(["The page breaks off; what is there was taken."] if cut else []))
    return ReadPage(page, decoded, warnings)


def _dump(text: str) -> list[TextBlock]:
    return text_blocks(text)


def _refuse_bytes(raw: bytes, path: str, limit_bytes: int) -> Refusal | None:
    if len(raw) > limit_bytes:
        return refuse("too_large", path, size=f"{len(raw):,}", limit=f"{limit_bytes:,}")
    if not raw.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        return refuse("empty", path)
    if what := _binary_kind(raw):
        return refuse("binary", path, what=what)
    return None


def _binary_kind(raw: bytes) -> str | None:
    """What a file is by its first bytes, or "binary data" where control characters are frequent."""
    for magic, name in _MAGIC.items():
        if raw.startswith(magic) and (len(magic) > 2 or b"\x00" in raw[:512] or magic == b"\x1f\x8b"):
            return name
    if raw[:4] in _RIFF and b"\x00" in raw[:64]:
        return "a recording or picture"
    head = raw[:8192]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return None
    zeros = head.count(0)
    if zeros and not _could_be_utf16(head, zeros):
        return "binary data"
    controls = len(head) - len(head.translate(None, bytes([*range(1, 9), *range(14, 27), *range(28, 32)])))
    return "binary data" if controls > len(head) * 0.02 else None


def _could_be_utf16(head: bytes, zeros: int) -> bool:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return zeros > len(head) * 0.3 and min(even, odd) == 0


def _other_kind(text: str) -> str | None:
    """What a text is that is no page: a feed, data, a program; None for pages and plain text."""
    head = text.lstrip("\ufeff \t\r\n")[:4000]
    if match := _XML.match(head):
        return f"XML ({match[1]})"
    if head.startswith(("{", "[")) and _is_json(text):
        return "JSON data"
    if sum(bool(_SETTING.match(line)) for line in head.splitlines()) > 0.7 * len(head.splitlines()):
        return "settings of a program"
    if _CODE.match(head) and not _MARKUP.search(text, 0, 20_000) and _looks_like_code(text[:20_000]):
        return "a script or style sheet"
    return None


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _looks_like_code(text: str) -> bool:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    marks = sum(line.endswith((";", "{", "}", ",", "*/")) or line.startswith(("/*", "*", "//", "#")) for line in lines)
    return marks > len(lines) * 0.5


def _is_cut(text: str) -> bool:
    """Whether an HTML page ends before its end: in the midst of a tag, or never closed."""
    tail = text[-500:].rstrip()
    return bool(_CUT_TAG.search(tail)) or bool(_HTML_START.search(text) and not _HTML_END.search(text))


def _ends_in_midst(blocks: list[TextBlock]) -> bool:
    """Whether a dump's last line is a long one that ends within a sentence."""
    last = blocks[-1].text if blocks else ""
    return len(last) > 200 and (last[-1].isalpha() or last[-1] == ",")
