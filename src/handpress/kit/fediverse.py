"""Handles of the fediverse: `@name@server`, however a profile is written down."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_NAME = r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?"
_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_HANDLE = re.compile(rf"@?({_NAME})@((?:{_LABEL}\.)+(?!\d+\Z){_LABEL})\Z")
_SCHEME = re.compile(r"acct:\s*", re.IGNORECASE)
_PROFILE = re.compile(rf"/(?:@|users/)({_NAME})(?:@([^/@]+))?/?\Z")
LONGEST = 255


def handle_of(written: str) -> str:
    """The handle, its server in small letters; "" for nothing.

    Takes `@name@server`, `name@server`, `acct:name@server` and a profile's address (`https://server/@name`, the
    same seen from another server as `https://server/@name@home`, `https://server/users/name`). Raises ValueError.
    """
    text = written.strip()
    if not text:
        return ""
    if text.lower().startswith(("https://", "http://")):
        text = _of_profile(text)
    name, at, server = _SCHEME.sub("", text).rpartition("@")
    match = _HANDLE.match(f"{name}{at}{_ascii(server)}")
    if not match or len(match[0]) >= LONGEST:
        raise ValueError(f"{written!r} is no handle: write @name@server, or the address of the profile.")
    return f"@{match[1]}@{match[2]}"


def _of_profile(address: str) -> str:
    """`name@server` of a profile's address; "" where the address has another form."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    match = _PROFILE.match(unquote(parts.path))
    if not host or port or parts.username or not match:
        return ""
    return f"{match[1]}@{match[2] or host}"


def _ascii(server: str) -> str:
    """The server as browsers send it: small, letters of other scripts in Punycode."""
    try:
        return server.lower().encode("ascii" if server.isascii() else "idna").decode()
    except UnicodeError:
        return ""
