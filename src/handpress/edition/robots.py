"""The small files that programs look for at fixed places: robots.txt, security.txt, the search description."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

from handpress.kit.own_words import PRIVATE, WELL_KNOWN
from handpress.kit.text import excerpt, one_line
from handpress.theme.uris import uri

EXPIRES_AFTER_MONTHS = 7  # RFC 9116, 2.5.5 recommends less than a year
SHORT_NAME = 16  # letters; OpenSearch 1.1, "ShortName"


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


def opensearch_xml(
    name: str, description: str, base_url: str, search_address: str, *, language: str = "", icon: str = ""
) -> bytes:
    """The description by which browsers add the magazine's search (OpenSearch 1.1)."""
    template = f"{_full(base_url, search_address)}?q={{searchTerms}}"
    parts = [
        f"<ShortName>{_text(excerpt(name, SHORT_NAME))}</ShortName>",
        f"<LongName>{_text(excerpt(name, 48))}</LongName>",
        f"<Description>{_text(excerpt(description or name, 1024))}</Description>",
        f'<Url type="text/html" method="get" template="{_text(template)}"/>',
        f"<Language>{_text(language)}</Language>" if language else "",
        f"<Image>{_text(_full(base_url, icon))}</Image>" if icon else "",
        "<InputEncoding>UTF-8</InputEncoding>",
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        f"{''.join(parts)}</OpenSearchDescription>\n"
    ).encode()


def _contact(base_url: str, contact: str) -> str:
    contact = one_line(contact)
    if contact.startswith(("https://", "mailto:", "tel:", "http://", "/")):
        return _full(base_url, contact)
    return f"mailto:{contact}" if "@" in contact else f"tel:{contact.replace(' ', '-')}"


def _full(base_url: str, address: str) -> str:
    return uri(base_url.rstrip("/") + address if address.startswith("/") else address)


def _text(text: str) -> str:
    return escape(one_line(text))
