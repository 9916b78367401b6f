"""Whether a post comes from a page of the magazine: the browser says so, no cookie and no hidden field is needed."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from handpress.intake.answers import refused_with_words

SAFE = ("GET", "HEAD", "OPTIONS")
OWN = ("same-origin", "none")  # "none": the reader's own doing, such as sending a form again after a restart


class OwnPagesOnly:
    """Middleware: 403 for what another site's page makes a reader's browser send."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The view's answer, or the refusal."""
        if request.method in SAFE or is_from_own_page(request):
            return self._get_response(request)
        return refused_with_words(request)


def is_from_own_page(request: HttpRequest) -> bool:
    """By `Sec-Fetch-Site` (Fetch Metadata, 2.4); by `Origin`, else `Referer` where a browser is too old for it.

    One that says nothing at all is let through: there is no cookie that another site could misuse, and the token of
    the second step stands.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in OWN
    named = request.headers.get("Origin", request.headers.get("Referer"))
    return named is None or _host(named) in (_host(settings.PUBLICATION.base_url), _asked_host(request))


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower() or "-"
    except ValueError:
        return "-"


def _asked_host(request: HttpRequest) -> str:
    """The host as the reader asked for it: a mirror's or an onion's is its own."""
    return request.headers.get("X-Forwarded-Host", request.headers.get("Host", "")).lower()
