"""Links that lead to the desk, where no reader may go: how they are known, and what they meant.

They come from pasting: a browser resolves a footnote's `#_ftn1` and a page's own `photos.html` against the address of
the form that they are pasted into.
"""

from __future__ import annotations

import ipaddress
import posixpath
import re
import socket
from collections.abc import Iterator
from html import unescape
from urllib.parse import SplitResult, unquote, urlsplit

from handpress.kit import own_words

DESK = f"/{own_words.DESK}"
# However it is written: in capitals, with letters percent-encoded.
_SPELT = "(?:d|%64|%44)(?:e|%65|%45)(?:s|%73|%53)(?:k|%6b|%4b)"
_MAY_NAME_IT = re.compile(_SPELT, re.IGNORECASE)
_ENCODED_LETTER = re.compile(rb"%[4-7]")  # nothing else encodes a letter of ASCII
_MAY_NAME_IT_IN_A_FILE = re.compile(_SPELT.encode(), re.IGNORECASE)
# On a host that is not known to be ours only what is a form of this desk; others may have a folder of that name.
_A_FORM = re.compile(
    r"/desk/(?:pages/(?:\d+|add)/|images/\d+/|documents/edit/\d+|snippets/(?:newsroom|addresses)/|(?:articles|plain-pages)/|choose-)"
)
_LINK = re.compile(r"<a\b[^>]*?\bhref=\"([^\"]*)\"[^>]*>(.*?)</a>", re.DOTALL | re.IGNORECASE)
_HREF = re.compile(r"\b(?:href|src)=\"([^\"]*)\"", re.IGNORECASE)
_ID = re.compile(r"\b(?:id|name)=\"([^\"]*)\"")
# In a file: the value of an attribute (in a feed its quotes may be escaped), an address in JSON or between tags of XML.
_ATTRIBUTE = re.compile(
    rb"\b(?:href|src|srcset|action|poster|cite|data|url)=(?:[\"']|&quot;|&#34;|\\\")([^\"'&\\<>]*?"
    + _SPELT.encode()
    + rb"[^\"'\\<>]*?)(?:[\"']|&quot;|&#34;|\\\")",
    re.IGNORECASE,
)
# Of what `<meta>` says only these are addresses; the rest are words.
_META = re.compile(
    rb"<meta\b(?=[^>]*\b(?:refresh|canonical|og:url|(?:og|twitter):(?:image|video|audio|player)\b[^\"'>]*)\b)"
    rb"[^>]*?\bcontent=[\"']([^\"'<>]*?" + _SPELT.encode() + rb"[^\"'<>]*?)[\"']",
    re.IGNORECASE,
)
_REFRESH = re.compile(r"^(?:\d+;)?(?:url=)?", re.IGNORECASE)
_IN_JSON = re.compile(
    rb"\"(?:@?id|\w*url|sameAs|image|logo|icon|favicon|avatar|banner_image|mainEntityOfPage|isBasedOn|license|item|target"
    rb"|contentUrl|embedUrl)\"\s*:\s*\[?\s*\"([^\"\s]*?" + _SPELT.encode() + rb"[^\"\s]*)\"",
    re.IGNORECASE,
)
_IN_XML = re.compile(
    rb"<(?:link|loc|guid|id|uri|url)\b[^>]*>\s*([^<\s]*?" + _SPELT.encode() + rb"[^<\s]*)\s*<", re.IGNORECASE
)


def leads_below_desk(address: str) -> bool:
    """Whether it leads below /desk/ of any host: words that name the desk stay words."""
    try:
        path = _as_browsers_ask(urlsplit(address))
    except ValueError:
        return False
    return path == DESK or path.startswith(f"{DESK}/")


def leads_to_the_desk(address: str, own_host: str = "") -> bool:
    """Whether it is the desk's: below /desk/ here, on our own host or this machine, or a form of it anywhere."""
    if not _MAY_NAME_IT.search(address):
        return False
    try:
        parts = urlsplit(address.strip().replace("\\", "/"))
        host = (parts.hostname or "").lower().rstrip(".")
    except ValueError:
        return False
    path = _as_browsers_ask(parts)
    if parts.scheme not in ("", "http", "https") or not (path == DESK or path.startswith(f"{DESK}/")):
        return False
    return not host or _is_this_machine(host) or host == own_host.lower() or bool(_A_FORM.match(path))


def _as_browsers_ask(parts: SplitResult) -> str:
    """The path in small letters, decoded, `//`, `/./` and `/x/../` resolved (URL Standard, "path state")."""
    path = unquote(parts.path).lower()
    if parts.scheme and not parts.netloc:
        path = f"/{path}"  # `http:desk/` is asked of the page's own host
    if not path.startswith("/"):
        return path
    slash = "/" if path.endswith(("/", "/.", "/..")) else ""
    return "/" + posixpath.normpath(path).strip("/") + slash


def _is_this_machine(host: str) -> bool:
    """Whether a host's name or number, `127.1` and `0` included, is the machine one sits at."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        number = ipaddress.ip_address(host if ":" in host else socket.inet_aton(host))
    except (OSError, ValueError):
        return False
    return number.is_loopback or number.is_unspecified


def meant(address: str, own_host: str = "") -> str | None:
    """What a link to the desk meant: a place in the page, as "#_ftn1", or "" when that is lost; None for others."""
    if not leads_to_the_desk(address, own_host):
        return None
    parts = urlsplit(address.strip())
    return f"#{parts.fragment}" if parts.fragment and parts.path.endswith("/") else ""


def without_desk_links(html: str, own_host: str = "") -> str:
    """A text whose links to the desk are places in the text where there is such a place, and words where not."""
    if not _MAY_NAME_IT.search(html):
        return html
    places = set(_ID.findall(html))

    def mended(match: re.Match[str]) -> str:
        place = meant(unescape(match[1]), own_host)
        if place is None:
            return match[0]
        return match[0].replace(f'"{match[1]}"', f'"{place}"', 1) if place and place[1:] in places else match[2]

    return _LINK.sub(mended, html)


def lost_links(html: str, own_host: str = "") -> Iterator[str]:
    """The links of a text that lead to the desk, or would from there: relative ones say nothing by themselves."""
    for address in map(unescape, _HREF.findall(html)):
        if meant(address, own_host) == "" or is_relative(address):
            yield address


def is_relative(address: str) -> bool:
    """Whether an address begins with no scheme, no host, no slash and no #, as `photos.html`."""
    return bool(address.strip()) and not re.match(r"\s*(?:[a-zA-Z][a-zA-Z0-9+.\-]*:|[/#\\])", address)


def desk_links_of_file(body: bytes, own_host: str = "") -> list[str]:
    """The addresses of the desk that a file would lead its readers to, feeds, sitemaps and JSON included."""
    small = body.lower()  # ten microseconds a page, where the pattern alone takes four hundred
    if b"desk" not in small and not _ENCODED_LETTER.search(body):
        return []
    if not _MAY_NAME_IT_IN_A_FILE.search(body):
        return []
    found = (each for pattern in (_ATTRIBUTE, _META, _IN_JSON, _IN_XML) for each in pattern.findall(body))
    addresses = (unescape(part) for each in found for part in each.decode("utf-8", "replace").split())
    return sorted({each for each in addresses if leads_to_the_desk(_REFRESH.sub("", each), own_host)})
