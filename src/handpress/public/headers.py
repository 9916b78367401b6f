"""The headers that every endpoint's answer carries: those of a page, and no cookie."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from handpress.server import headers

logger = logging.getLogger(__name__)


class PageHeaders:
    """Middleware: what a view sets itself stays, but for cookies, which are an error of the view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._headers = headers.security(https=settings.PUBLICATION.base_url.startswith("https://"))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The view's answer with its headers. What the view did stands, so it is no reason to say that it failed."""
        response = self._get_response(request)
        if response.cookies:
            logger.error("%s sets the cookies %s; an endpoint sets none.", request.path, ", ".join(response.cookies))
            response.cookies.clear()
        for name, value in self._headers:
            response.headers.setdefault(name, value)
        if not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
        return response
