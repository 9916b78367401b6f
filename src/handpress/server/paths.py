"""From a request's path to the names of a file below the public tree, or to a refusal."""

from __future__ import annotations

import unicodedata
from enum import Enum

from handpress.kit.own_words import DOCUMENTS, ENDPOINTS, WELL_KNOWN
from handpress.server.media_types import has_variants

INDEX = "index.html"
QUERY_LIMIT = 200
VARIANT_ENDINGS = (".br", ".gz")

Names = tuple[str, ...]


class Refusal(Enum):
    """Why a path leads to no file, by the status that says so."""

    MALFORMED = 400
    HIDDEN = 404


def names_of(path: str) -> Names | Refusal:
    """The file that `path`, already decoded once, asks for: `/2013/06/` → `("2013", "06", "index.html")`.

    Empty names and "." are passed over, as nginx does (`merge_slashes`; RFC 3986, 5.2.4). Composed and
    decomposed letters are one.
    """
    if "\0" in path or "\\" in path or not path.startswith("/"):
        return Refusal.MALFORMED
    if not path.isascii():
        path = unicodedata.normalize("NFC", path)
    names = [name for name in path.split("/") if name not in ("", ".")]
    if ".." in names:
        return Refusal.MALFORMED
    if path.endswith(("/", "/.")):
        names.append(INDEX)
    return Refusal.HIDDEN if is_hidden(names) else tuple(names)


def is_hidden(names: list[str]) -> bool:
    """Whether the tree keeps a path to itself: temporary files, the press's own notes, stored variants, the pages
    that stand in for endpoints.
    """
    if not names or names[0] == ENDPOINTS or any(name.startswith(".") for name in names[1:]):
        return True
    if names[0].startswith(".") and names[0] != WELL_KNOWN:
        return True
    return names[-1].endswith(VARIANT_ENDINGS) and names[0] != DOCUMENTS and has_variants(names[-1][:-3])


def with_query(names: Names, query: str) -> Names | None:
    """Where the notice of an old address with a query lies (`index.php?id=12`); None when it cannot.

    A file server ignores queries; only addresses of older systems had their content behind them.
    """
    if not query or len(query) > QUERY_LIMIT or "/" in query or "\0" in query:
        return None
    return (*names[:-1], f"{names[-1]}?{query}")
