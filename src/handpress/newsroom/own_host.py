"""The magazine's own host."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings


def own_host() -> str:
    """The host that readers ask, on which the desk is too."""
    return urlsplit(settings.PUBLICATION.base_url).hostname or ""
