"""Names that programs give the files of a mirrored site, and the addresses they were made of.

wget writes `/index.php?id=1` as `index.php?id=1`, or as `index.php?id=1.html`; on file systems that know no question
mark as `index.php@id=1.html`; others write `index.php%3fid%3d1`. What such a name says of its address is used; the
name itself is an address too, because mirrors were put on line as they were.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

_ADDED = re.compile(r"\.html?\Z", re.IGNORECASE)  # to pages whose address had another ending, or none
_SCRIPT = r"[^?@]*\.(?:php\d?|aspx?|cfm|jsp|cgi|pl|do|dll|html?|shtml)"
_AT = re.compile(rf"(?P<path>{_SCRIPT})@(?P<query>[^/]*=[^/]*)\Z", re.IGNORECASE)
_ENCODED = re.compile(r"%3f", re.IGNORECASE)
_SEPARATORS = {"%3d": "=", "%26": "&", "%2b": "+", "%3b": ";"}
_SEPARATOR = re.compile("|".join(_SEPARATORS), re.IGNORECASE)
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_KEPT_IN_QUERIES = "%=&+;,:@!$'()*~[]|"


def address_of(name: str) -> str:
    """The address that a file's name, relative to the mirror's folder, was made of: encoded, `/index.php?id=1`."""
    path, query = _parts(name)
    return _address(path, _ADDED.sub("", query) if query else "")


def other_addresses(name: str) -> tuple[str, ...]:
    """Further addresses that may have led to the file: its name as it is, and its query with the ending left on."""
    path, query = _parts(name)
    found = [_address(path, query), f"/{quote(name)}"]
    return tuple(dict.fromkeys(each for each in found if each != address_of(name)))


def ending_of(name: str) -> str:
    """The ending of the name without its query, in lower case with its dot; "" for none."""
    path, query = _parts(name)
    stem, dot, ending = path.rpartition("/")[2].rpartition(".")
    if dot and stem:
        return f".{ending.lower()}"
    return ".html" if query else ""


def _parts(name: str) -> tuple[str, str]:
    """The decoded path and the query as it was sent; the query is empty for most names.

    Only a file's own name holds a query; a folder of such a name is a folder.
    """
    folder, slash, own = name.rpartition("/")
    path, query = _split(own)
    return _decoded(folder) + slash + _decoded(path), query


def _split(own: str) -> tuple[str, str]:
    if "?" in own:
        path, _, query = own.partition("?")
        return path, query
    if match := _AT.match(own):
        return match["path"], match["query"]
    if match := _ENCODED.search(own):
        return own[: match.start()], _SEPARATOR.sub(lambda found: _SEPARATORS[found[0].lower()], own[match.end() :])
    return own, ""


def _decoded(path: str) -> str:
    """The path without escapes, where its escapes are those of addresses."""
    if not _ESCAPE.search(path):
        return path
    try:
        return unquote(path, errors="strict")
    except UnicodeDecodeError:
        return path


def _address(path: str, query: str) -> str:
    return f"/{quote(path)}" + (f"?{quote(query, safe=_KEPT_IN_QUERIES)}" if query else "")
