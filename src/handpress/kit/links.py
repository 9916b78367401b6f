"""Addresses found in a page, made safe and valid: resolved, percent-encoded, of an allowed scheme."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from handpress.kit.desk_links import meant

MAX_CHARACTERS = 2000

_REMOVED = re.compile("[\t\n\r\x00-\x1f\x7f-\x9f]")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_HOST = re.compile(r"(?:[^\s\x00-,/:-@\[-^`{-\x9f.][^\s\x00-,/:-@\[-^`{-\x9f.]{0,62}\.?)+\Z")
_STRAY_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
_NOT_ASCII_SPACE = re.compile(r"[\s\ufffd\ufdd0-\ufdef\ufffe\uffff]")
_SAFE = "%/:=&?~+!$,;'@()*.-_"
_MAIL = re.compile(r"[^\s@<>()\[\]\\,;:\"]+@[^\s@<>()\[\]\\,;:\"]+\.[^\s@<>()\[\]\\,;:\"]+\Z")
_PHONE = re.compile(r"\+?[\d().\-\s]{3,40}\Z")


def url_parts(url: str) -> SplitResult:
    """The parts of an address; all of them empty for one that is none ("http://[x"), which urlsplit raises for."""
    try:
        return urlsplit(url.strip())
    except ValueError:
        return SplitResult("", "", "", "", "")


def joined(base: str, url: str) -> str:
    """The address that `url` means on a page at `base`; "" where either is none."""
    try:
        return urljoin(base, url)
    except ValueError:
        return ""


def safe_link(address: str, *, base_url: str = "", schemes: frozenset[str]) -> str | None:
    """The address as a published page may carry it; None where it must not or cannot be one.

    Relative addresses are resolved against `base_url` (a URL or a root-relative path); without one, only
    absolute addresses, root-relative ones and fragments can be kept.
    """
    address = _REMOVED.sub("", address).strip().replace("\\", "/")
    if not address or len(address) > MAX_CHARACTERS:
        return None
    if (place := meant(address)) is not None:
        address = place
    if not address:
        return None
    if address.startswith("#"):
        return "#" + _encoded(address[1:]) if len(address) > 1 else None
    try:
        return _resolved(address, base_url, schemes)
    except ValueError:
        return None


def _resolved(address: str, base_url: str, schemes: frozenset[str]) -> str | None:
    if not _SCHEME.match(address) and base_url:
        address = urljoin(base_url, address)
    if address.startswith("//"):
        address = f"https:{address}"
    if not (match := _SCHEME.match(address)):
        return _path(address) if address.startswith("/") else None
    scheme = match[1].lower()
    if scheme not in schemes:
        return None
    if scheme in ("mailto", "tel"):
        return _other(scheme, address[match.end() :])
    return _web(scheme, address[match.end() :])


def _path(address: str) -> str:
    """A root-relative address; never one that a browser would read as another host."""
    path, _, fragment = address.partition("#")
    path, _, query = path.partition("?")
    clean = "/" + _encoded(path.lstrip("/"))
    return urlunsplit(("", "", clean, _encoded(query), _encoded(fragment)))


def _web(scheme: str, rest: str) -> str | None:
    parts = urlsplit(f"{scheme}://{rest.lstrip('/')}")
    host, port = (parts.hostname or ""), parts.port
    if "@" in parts.netloc or not _HOST.match(host):
        return None
    netloc = f"{host}:{port}" if port else host
    encoded = [_encoded(part) for part in (parts.path, parts.query, parts.fragment)]
    return urlunsplit((scheme, netloc, *encoded))


def _other(scheme: str, rest: str) -> str | None:
    """A mail address (its subject and other fields kept) or a telephone number."""
    target, _, query = rest.strip().partition("?")
    if scheme == "tel":
        return f"tel:{re.sub(r'[^+0-9]', '', target)}" if _PHONE.match(target) else None
    if not _MAIL.match(target):
        return None
    return f"mailto:{_encoded(target)}" + (f"?{_encoded(query)}" if query else "")


def _encoded(part: str) -> str:
    """A part of an address with what must not stand there percent-encoded; what was encoded stays."""
    part = _STRAY_PERCENT.sub("%25", part)
    return "".join(char if _is_letter(char) else quote(char, safe=_SAFE, errors="replace") for char in part)


def _is_letter(char: str) -> bool:
    """Whether a character outside ASCII may stand as it is (the URL Standard's "URL code points")."""
    return ord(char) >= 0xA0 and not _NOT_ASCII_SPACE.match(char) and not 0xD800 <= ord(char) <= 0xDFFF
