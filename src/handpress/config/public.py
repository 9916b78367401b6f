"""The public process: readers' endpoints as a WSGI application of its own, beside the desk's.

It has the desk's settings, apps and database, and neither its addresses nor its middleware: no session, no sign-in, no
message, no cookie. Both can be made from one memory, after one `django.setup()`.
"""

from __future__ import annotations

import os

import django
from django.apps import apps
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http.response import HttpResponseBase

from handpress.server import claims, wsgi

THREADS = 2
URLS = "handpress.public.urls"
MIDDLEWARE = [
    "handpress.config.client_address.ClientAddress",
    "handpress.public.headers.PageHeaders",
    "handpress.public.senders.OwnPagesOnly",
]


class PublicHandler(WSGIHandler):
    """Django's handler with the public process's middleware and addresses in the place of the settings'."""

    def load_middleware(self, is_async: bool = False) -> None:
        """As Django does it, from another list. Called once, before any request."""
        desks = settings.MIDDLEWARE
        settings.MIDDLEWARE = MIDDLEWARE
        try:
            super().load_middleware(is_async)
        finally:
            settings.MIDDLEWARE = desks

    def get_response(self, request: WSGIRequest) -> HttpResponseBase:  # type: ignore[override]
        """The answer, resolved by the table of endpoints."""
        request.urlconf = URLS
        return super().get_response(request)


def application() -> PublicHandler:
    """The application; Django is set up unless the process has done it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handpress.config.settings")
    if not apps.ready:
        django.setup(set_prefix=False)
    return PublicHandler()


def serve() -> None:
    """Answer readers' requests until SIGTERM: an entry of the supervisor's, forked beside the desk."""
    wsgi.serve(application(), claims.socket_of(settings.PUBLICATION.data / "run", "public"), threads=THREADS)
