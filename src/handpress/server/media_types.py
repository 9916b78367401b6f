"""What each file of the public tree is, by its extension; the one table for our server and for nginx."""

from __future__ import annotations

from handpress.kit.own_words import FEEDS

HTML = "text/html; charset=utf-8"
BINARY = "application/octet-stream"
RSS = "application/rss+xml; charset=utf-8"
JSON_FEED = "application/feed+json"

# Texts are pressed with compressed variants beside them.
TEXTS = {
    "html": HTML,
    "htm": HTML,
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "xsl": "text/xsl; charset=utf-8",
    "json": "application/json",
    "map": "application/json",
    "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml; charset=utf-8",
}
# Addresses of older systems: only pages and notices lie there, whatever program once made them.
OLD_PAGES = dict.fromkeys(
    ("shtml", "xhtml", "asp", "aspx", "php", "php3", "phtml", "cfm", "cgi", "jsp", "do", "pl"), HTML
)
BINARIES = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "zip": "application/zip",
    "gz": "application/gzip",
    "woff2": "font/woff2",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}
BY_EXTENSION = {**BINARIES, **OLD_PAGES, **TEXTS}
COMPRESSED = frozenset({"", *TEXTS, *OLD_PAGES})
FEED_FOLDER = FEEDS
# What an editor uploaded may be shown in place only when a browser cannot run it in the magazine's name.
SHOWN_IN_PLACE = frozenset({"pdf", "txt", "avif", "webp", "jpeg", "jpg", "png", "gif", "mp3", "ogg", "mp4", "webm"})


def extension(name: str) -> str:
    """The letters after the last dot of a file's name, in lower case; empty when there is no dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def media_type(names: tuple[str, ...]) -> str:
    """The Content-Type of the file whose path in the tree is `names`.

    A name without a dot is a page: addresses of older systems often had none.
    """
    ending = extension(names[-1])
    if ending in ("xml", "json") and FEED_FOLDER in names[:2]:
        return RSS if ending == "xml" else JSON_FEED
    return BY_EXTENSION.get(ending, BINARY) if ending else HTML


def has_variants(name: str) -> bool:
    """Whether the press writes compressed variants beside a file of this name."""
    return extension(name) in COMPRESSED
