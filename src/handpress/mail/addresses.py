"""Mail addresses as people write them."""

from __future__ import annotations

import re

from handpress.mail.errors import AddressRefused

LONGEST = 254  # octets of a path without its brackets (RFC 5321, 4.5.3.1.3)
_LOCAL = re.compile(r"[^\s@<>()\[\]\\,;:\"\x00-\x1f\x7f]{1,64}")
_LABEL = re.compile(r"(?!-)[^\s@<>()\[\]\\,;:\"'!#$%&*+/=?^_`{|}~\x00-\x1f\x7f]{1,63}(?<!-)")


def checked(written: str) -> str:
    """The address, its domain in ASCII ("büro@straße.example" → "büro@xn--strae-oqa.example").

    Takes what mail servers of today deliver: no comments, no quoted names, a domain with a dot. Raises AddressRefused.
    """
    local, at, domain = written.strip().rpartition("@")
    labels = domain.rstrip(".").split(".")
    is_good = bool(at) and _LOCAL.fullmatch(local) and len(labels) > 1 and all(map(_LABEL.fullmatch, labels))
    if not is_good or local.startswith(".") or local.endswith(".") or ".." in local:
        raise AddressRefused(f"“{written}” is no mail address; it looks like name@example.org.")
    try:
        plain = ".".join(labels).encode("idna").decode().lower()
    except UnicodeError:
        raise AddressRefused(
            f"“{domain}” is no domain of the Internet; the address looks like name@example.org."
        ) from None
    address = f"{local}@{plain}"
    if len(address.encode()) > LONGEST:
        raise AddressRefused(f"“{written}” is longer than the {LONGEST} bytes that an address may have.")
    return address


def domain_of(address: str) -> str:
    """What stands after the last @."""
    return address.rpartition("@")[2]
