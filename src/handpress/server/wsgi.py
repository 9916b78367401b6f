"""A WSGI application on a Unix socket, in this process, until it is told to stop."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from waitress.server import create_server

MOST_CONNECTIONS = 1000  # all of them from the file server, which has counted each body before


def serve(application: Callable[..., Any], socket: Path, *, threads: int) -> None:
    """Answer at `socket`, with so many threads. SIGTERM lets what is in hand be finished.

    waitress, because granian serves WSGI in processes that it starts itself, and those share no memory with this.
    """
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it warns of each request that waits for a thread
    server = create_server(
        with_port(application),
        unix_socket=str(socket),
        unix_socket_perms="600",
        threads=threads,
        connection_limit=MOST_CONNECTIONS,
        clear_untrusted_proxy_headers=False,  # the file server says whose request it is, and nobody else can ask
        ident=None,
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    try:
        server.run()
    finally:
        server.close()


def with_port(application: Callable[..., Any]) -> Callable[..., Any]:
    """The application, told of a port as PEP 3333 has it: that of the Host. waitress names the socket's path there."""

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        _host, _colon, port = environ.get("HTTP_HOST", "").rpartition(":")
        usual = "443" if environ.get("HTTP_X_FORWARDED_PROTO") == "https" else "80"
        environ["SERVER_PORT"] = port if port.isascii() and port.isdigit() else usual
        return application(environ, start_response)

    return answer
