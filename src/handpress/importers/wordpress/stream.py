"""An export's XML as a stream, made well-formed where plugins and editors left what XML forbids.

Control characters pasted from word processors and bare ampersands in titles are the usual faults of real exports;
browsers and WordPress itself pass over both.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lxml import etree

CHUNK_BYTES = 256 * 1024
HEAD_BYTES = 4096
LONGEST_MARK = 12  # characters of an entity or of "<![CDATA["

_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}));")
_OPEN, _CLOSE = "<![CDATA[", "]]>"


class DoctypeFound(Exception):
    """The file declares a document type, as no export does and attacks do."""


class MendedXML:
    """A file that reads as UTF-8 without what XML forbids; `mended` counts what was taken away or escaped."""

    def __init__(self, file: BinaryIO) -> None:
        self.mended = 0
        self._file = file
        self._decoder = codecs.getincrementaldecoder(_encoding(file))(errors="replace")
        self._held = ""
        self._is_in_cdata = False

    def read(self, size: int = -1) -> bytes:
        """The next part, empty at the end; its length has little to do with `size`."""
        while True:
            data = self._file.read(CHUNK_BYTES)
            is_last = not data
            text = self._held + self._without_forbidden(self._decoder.decode(data, final=is_last))
            self._held = ""
            out = "".join(self._parts(text, is_last=is_last)).encode()
            if out or is_last:
                return out

    def _without_forbidden(self, text: str) -> str:
        text, count = _FORBIDDEN.subn("", text)
        self.mended += count
        return text

    def _parts(self, text: str, *, is_last: bool) -> Iterator[str]:
        """The text in turns of inside and outside of CDATA; what may be half a mark is held back."""
        while text:
            mark = _CLOSE if self._is_in_cdata else _OPEN
            place = text.find(mark)
            if place < 0:
                yield self._escaped(text[: self._safe(text, is_last=is_last)])
                return
            yield self._escaped(text[:place]) + mark
            text = text[place + len(mark) :]
            self._is_in_cdata = not self._is_in_cdata

    def _safe(self, text: str, *, is_last: bool) -> int:
        """How much of the text can be given out; the rest is held."""
        if is_last:
            return len(text)
        tail = max(0, len(text) - LONGEST_MARK)
        signs = "]" if self._is_in_cdata else "<&"
        end = min((place for sign in signs if (place := text.find(sign, tail)) >= 0), default=len(text))
        self._held = text[end:]
        return end

    def _escaped(self, text: str) -> str:
        if self._is_in_cdata or "&" not in text:
            return text
        text, count = _AMPERSAND.subn("&amp;", text)
        self.mended += count
        return _REFERENCE.sub(self._reference, text)

    def _reference(self, match: re.Match[str]) -> str:
        number = int(match[1], 16) if match[1] else int(match[2])
        if number > 0x10FFFF or 0xD800 <= number < 0xE000 or _FORBIDDEN.match(chr(number)):
            self.mended += 1
            return ""
        return match[0]


def _encoding(file: BinaryIO) -> str:
    """The encoding the file declares or shows; UTF-8 otherwise."""
    head = file.read(HEAD_BYTES)
    file.seek(0)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    match = _DECLARED.search(head)
    name = match[1].decode("ascii") if match else "utf-8"
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return "utf-8-sig"
    return "utf-8-sig" if found in ("utf-8", "ascii") or found.startswith("utf-16") else found


def elements(path: Path, *, names: frozenset[str]) -> Iterator[etree._Element]:
    """Each element of those names, emptied once the next is asked for: memory stays that of the largest item.

    No entity, DTD or address is ever loaded. Raises DoctypeFound, etree.XMLSyntaxError, OSError.
    """
    with path.open("rb") as file:
        events = etree.iterparse(
            MendedXML(file), events=("end",), encoding="utf-8", resolve_entities=False, no_network=True,
            load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        is_first = True
        for _event, element in events:
            if is_first and element.getroottree().docinfo.internalDTD is not None:
                raise DoctypeFound
            is_first = False
            if isinstance(element.tag, str) and etree.QName(element).localname in names:
                yield element
                if element.getparent() is not None and etree.QName(element).localname == "item":
                    _free(element)


def _free(element: etree._Element) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
