"""The small files that programs look for at fixed places: robots.txt and security.txt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from handpress.kit.own_words import PRIVATE, WELL_KNOWN
from handpress.kit.text import one_line
from handpress.theme.uris import uri

EXPIRES_AFTER_MONTHS = 7  # RFC 9116, 2.5.5 recommends less than a year


def robots_txt(base_url: str, sitemaps: Sequence[str], *, refused: Sequence[str] = ()) -> bytes:
    """robots.txt (RFC 9309): everything public, the desk and search results not, `refused` crawlers nothing.

    `sitemaps` are root-relative or full addresses.
    """
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE)]
    if refused:
        lines += ["", *(f"User-agent: {one_line(agent)}" for agent in refused), "Disallow: /"]
    lines += ["", *(f"Sitemap: {_full(base_url, address)}" for address in sitemaps)]
    return ("\n".join(lines) + "\n").encode()


def security_txt(
    contact: str, expires: datetime, base_url: str, languages: Sequence[str], *, policy: str = ""
) -> bytes:
    """/.well-known/security.txt (RFC 9116); b"" without a contact, for then there must be no such file.

    `contact` is an e-mail address, a full address or a page of the site; several on lines of their own, the
    preferred first. `expires` comes from data: see `expiry`.
    """
    contacts = [_contact(base_url, line.strip()) for line in contact.splitlines() if line.strip()]
    if not contacts:
        return b""
    fields = [("Contact", each) for each in contacts]
    fields.append(("Expires", expires.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")))
    if languages:
        fields.append(("Preferred-Languages", ", ".join(languages)))
    fields.append(("Canonical", f"{base_url.rstrip('/')}/{WELL_KNOWN}/security.txt"))
    if policy:
        fields.append(("Policy", _full(base_url, policy)))
    return "".join(f"{name}: {value}\n" for name, value in fields).encode()


def expiry(moving: datetime) -> datetime:
    """When security.txt expires, given a moment that the scheduler keeps moving (the news window's start).

    The first of the seventh month after it: the file is written anew once a month, and never expires while
    the scheduler runs.
    """
    months = moving.year * 12 + moving.month - 1 + EXPIRES_AFTER_MONTHS
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC)


def _contact(base_url: str, contact: str) -> str:
    contact = one_line(contact)
    if contact.startswith(("https://", "mailto:", "tel:", "http://", "/")):
        return _full(base_url, contact)
    return f"mailto:{contact}" if "@" in contact else f"tel:{contact.replace(' ', '-')}"


def _full(base_url: str, address: str) -> str:
    return uri(base_url.rstrip("/") + address if address.startswith("/") else address)
