"""Uploaded pictures lose what cameras and programs wrote into them, except orientation and copyright.

JPEG, PNG and WebP are edited as containers, so no pixel changes; AVIF is written anew by Pillow.
JPEG: ITU T.81 B.1; PNG: W3C PNG 3rd edition, 5.3 and 11.3; WebP: RFC 9649, 2.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from PIL import Image

ORIENTATION, COPYRIGHT = 0x0112, 0x8298
KEPT_TAGS = (ORIENTATION, COPYRIGHT)
_JPEG_START, _JPEG_SCAN = b"\xff\xd8", 0xDA
_JPEG_DROPPED = frozenset(
    {0xE1, 0xED, 0xFE, *range(0xE3, 0xED)}
)  # Exif, XMP, IPTC, comments, makers' own; not JFIF, ICC, Adobe
_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_DROPPED = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
_WEBP_HAS_EXIF, _WEBP_HAS_XMP = 0x08, 0x04


def without_private_metadata(data: bytes) -> bytes:
    """The picture's bytes with orientation and copyright as its only metadata; others than pictures unchanged."""
    if data.startswith(_JPEG_START):
        return _jpeg(data)
    if data.startswith(_PNG_START):
        return _png(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        return _avif(data)
    return data


def _kept_exif(data: bytes) -> bytes:
    """An Exif block with the kept tags only; empty when the picture has none of them or cannot be read."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            found = image.getexif()
    except (OSError, SyntaxError, ValueError, struct.error):
        return b""
    kept = Image.Exif()
    for tag in KEPT_TAGS:
        if tag in found:
            kept[tag] = found[tag]
    return kept.tobytes() if len(kept) else b""


def _jpeg(data: bytes) -> bytes:
    kept = _kept_exif(data)
    exif = b"\xff\xe1" + struct.pack(">H", len(kept) + 2) + kept if kept else b""
    segments = list(_jpeg_segments(data))
    if not segments:
        return data
    first = segments[0] if segments[0][1:2] == b"\xe0" else b""  # JFIF, where there is one, comes first
    rest = segments[1:] if first else segments
    return _JPEG_START + first + exif + b"".join(part for part in rest if part[1] not in _JPEG_DROPPED)


def _jpeg_segments(data: bytes) -> Iterator[bytes]:
    """Each marker segment whole; the last holds the scan and all that follows."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        if data[at + 1] == 0xFF:  # a fill byte
            at += 1
            continue
        if data[at + 1] == _JPEG_SCAN:
            yield data[at:]
            return
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        yield data[at:end]
        at = end
    if at + 2 <= len(data):
        yield data[at:]


def _png(data: bytes) -> bytes:
    kept = [_PNG_START]
    at = len(_PNG_START)
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        chunk = data[at : at + 12 + length]
        if kind not in _PNG_DROPPED or (kind != b"tIME" and chunk[8:].startswith(b"Copyright\0")):
            kept.append(chunk)
        at += 12 + length
    return b"".join(kept)


def _webp(data: bytes) -> bytes:
    exif = _kept_exif(data)
    chunks = [(kind, body) for kind, body in _riff_chunks(data) if kind not in (b"EXIF", b"XMP ")]
    if exif and chunks and chunks[0][0] == b"VP8X":
        chunks.append((b"EXIF", exif))
    chunks = [(kind, _webp_flags(body, bool(exif)) if kind == b"VP8X" else body) for kind, body in chunks]
    written = b"".join(kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2) for kind, body in chunks)
    return b"RIFF" + struct.pack("<I", len(written) + 4) + b"WEBP" + written


def _webp_flags(body: bytes, has_exif: bool) -> bytes:
    flags = body[0] & ~(_WEBP_HAS_EXIF | _WEBP_HAS_XMP)
    return bytes([flags | (_WEBP_HAS_EXIF if has_exif else 0)]) + body[1:]


def _riff_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(data):
        kind, length = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        yield kind, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _avif(data: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(data)) as image:
            out = io.BytesIO()
            image.save(out, "AVIF", quality=90, exif=_kept_exif(data), icc_profile=image.info.get("icc_profile"))
            return out.getvalue()
    except (OSError, ValueError):
        return data
