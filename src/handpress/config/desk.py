"""The desk as a process: an entry of the supervisor's, forked from the process that has Django."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from handpress.server import claims, wsgi

THREADS = 4


@cache
def application() -> Callable[..., Any]:
    """The desk; made once before forking, so that all of it is shared."""
    return get_wsgi_application()


def serve() -> None:
    """Answer the desk's requests until SIGTERM."""
    wsgi.serve(application(), claims.socket_of(settings.PUBLICATION.data / "run", "desk"), threads=THREADS)
