"""How two paths are compared, and the slug inside one."""

from __future__ import annotations

import unicodedata


def path_key(path: str) -> str:
    """The form in which two paths are the same: NFC and lower case."""
    return unicodedata.normalize("NFC", path).lower()


def slug_in(path: str) -> str:
    """The slug inside an article's or plain page's path: "rivers" for `/2013/06/rivers.html` and `/rivers/`."""
    return path.rstrip("/").rpartition("/")[2].removesuffix(".html")


def with_slug(path: str, slug: str) -> str:
    """The path beside it with another slug: the folder, and so the date in it, stays."""
    tail = ".html" if path.endswith(".html") else "/"
    folder = path.rstrip("/").rpartition("/")[0]
    return f"{folder}/{slug}{tail}"
