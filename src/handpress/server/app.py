"""The RSGI application that readers meet: files first, the desk behind a wall. Imports no Django.

RSGI: the interface of granian (its "RSGI specification", version 1.6). Settings come from the environment
that the supervisor prepares, because granian starts its workers as processes of their own.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from handpress.kit.processes import allow_many_files, die_with_parent
from handpress.server.answers import Site
from handpress.server.clients import Proxies
from handpress.server.forwarding import Forwarder
from handpress.server.messages import Request, Response
from handpress.server.paths import Refusal, names_of
from handpress.server.places import DESK, DESK_SOCKET, DESK_STATIC, FORWARDED, HTTPS, PROXIES, STATIC, TREE


class FileServer:
    """One worker's application."""

    def __init__(self, site: Site, static: Site, forwarder: Forwarder) -> None:
        self._site = site
        self._static = static
        self._forwarder = forwarder

    def __rsgi_init__(self, loop: Any) -> None:
        """Called by granian in each worker before it takes requests."""
        die_with_parent()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Answer one request."""
        path = scope.path
        if path.startswith(FORWARDED) and self._is_for_the_desk(path):
            await self._forwarder.forward(scope, protocol)
        else:
            _send(protocol, self._answer(scope, path))

    def _is_for_the_desk(self, path: str) -> bool:
        return not path.startswith(DESK_STATIC) and names_of(path) is not Refusal.MALFORMED

    def _answer(self, scope: Any, path: str) -> Response:
        if path == DESK.rstrip("/"):
            return self._site.moved(DESK)
        if path.startswith(DESK_STATIC):
            return self._static.answer(_request(scope, path[len(DESK_STATIC) - 1 :]))
        return self._site.answer(_request(scope, path))


def _request(scope: Any, path: str) -> Request:
    header = scope.headers.get
    return Request(
        scope.method,
        path,
        scope.query_string,
        header("accept-encoding", ""),
        header("if-none-match", ""),
        header("if-modified-since", ""),
    )


def _send(protocol: Any, answer: Response) -> None:
    if answer.body is not None:
        protocol.response_bytes(answer.status, answer.headers, answer.body)
    elif answer.file is not None:
        protocol.response_file(answer.status, answer.headers, answer.file)
    else:
        protocol.response_empty(answer.status, answer.headers)


def application() -> FileServer:
    """The application as the environment describes it; granian calls this in each worker."""
    allow_many_files()
    https = os.environ.get(HTTPS) == "1"
    return FileServer(
        Site(Path(os.environ[TREE]), https=https),
        Site(Path(os.environ[STATIC]), https=https),
        Forwarder(
            os.environ[DESK_SOCKET], Proxies.of(os.environ[PROXIES].split(",")) if PROXIES in os.environ else None
        ),
    )
