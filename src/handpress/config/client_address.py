"""The client's address for Django: what the file server found, which is the only one that can ask."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class ClientAddress:
    """Middleware: REMOTE_ADDR is the client's, not that of the socket between the processes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note the address; asked by anybody else than the file server, the header is not believed."""
        if settings.BEHIND_FILE_SERVER:
            request.META["REMOTE_ADDR"] = request.META.get("HTTP_X_FORWARDED_FOR", "")
        return self._get_response(request)
