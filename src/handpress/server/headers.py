"""Headers that every answer of the public tree carries; the same values go into nginx's configuration."""

from __future__ import annotations

import re

from handpress.kit.own_words import DOCUMENTS, OWN, Use
from handpress.server.media_types import SHOWN_IN_PLACE, extension

_HASHED = re.compile(r"\.[0-9a-f]{12}\.[a-z0-9.]+\Z")  # as Django's ManifestStaticFilesStorage names them
Headers = tuple[tuple[str, str], ...]

PAGE_CACHE = "public, max-age=60, stale-while-revalidate=86400"
FOREVER = "public, max-age=31536000, immutable"
CONTENT_ADDRESSED = OWN[Use.STORE]  # a new content gets a new name

# The page's own policy stands in its <meta>; here only what holds for every file alike.
SECURITY: Headers = (
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("content-security-policy", "frame-ancestors 'self'"),
    (
        "permissions-policy",
        "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
)
HTTPS_ONLY: Headers = (("strict-transport-security", "max-age=31536000"),)


def security(*, https: bool) -> Headers:
    """The security headers of a publication read over TLS (`https`) or not."""
    return SECURITY + HTTPS_ONLY if https else SECURITY


def cache_control(names: tuple[str, ...]) -> str:
    """How long the file at `names` may be kept: pages a minute, content-addressed files for ever."""
    return FOREVER if len(names) > 1 and names[0] in CONTENT_ADDRESSED else PAGE_CACHE


def static_cache_control(names: tuple[str, ...]) -> str:
    """The same for the desk's own files, most of whose names hold a hash of their content."""
    return FOREVER if _HASHED.search(names[-1]) else PAGE_CACHE


def disposition(names: tuple[str, ...]) -> str:
    """`attachment` for an uploaded document that could run scripts when opened here; otherwise empty."""
    uploaded = len(names) > 1 and names[0] == DOCUMENTS
    return "attachment" if uploaded and extension(names[-1]) not in SHOWN_IN_PLACE else ""
