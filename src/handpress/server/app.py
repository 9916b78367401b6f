"""The RSGI application that readers meet: files first, the endpoints and the desk behind a wall. Imports no Django.

RSGI: the interface of granian (its "RSGI specification", version 1.6). Settings come from the environment
that the supervisor prepares, because granian starts its workers as processes of their own.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from handpress.kit.processes import allow_many_files, die_with_parent
from handpress.server import places
from handpress.server.answers import TreeAnswers
from handpress.server.clients import Proxies
from handpress.server.desk_down import desk_down_page
from handpress.server.endpoints import DESK, PREFIX, Endpoint, Table
from handpress.server.forwarding import HELD_BYTES, Forwarder, send
from handpress.server.headers import static_cache_control
from handpress.server.lines import is_proper
from handpress.server.messages import Request, Response
from handpress.server.paths import Refusal, names_of
from handpress.server.readers_language import ReadersLanguage

NOT_FILES = (PREFIX, places.DESK)


class FileServer:
    """One worker's application.

    `sockets`: where each process of the table listens. `shut`: the file that says why the desk is kept shut.
    """

    def __init__(
        self,
        site: TreeAnswers,
        static: TreeAnswers,
        table: Table,
        languages: ReadersLanguage,
        proxies: Proxies,
        shut: Path | None = None,
        **sockets: str,
    ) -> None:
        self._site = site
        self._static = static
        self._table = table
        self._languages = languages
        self._shut = shut
        self._forwarders = {
            process: Forwarder(socket, self._down, proxies, held_bytes=HELD_BYTES[process])
            for process, socket in sockets.items()
        }

    def __rsgi_init__(self, loop: Any) -> None:
        """Called by granian in each worker before it takes requests."""
        die_with_parent()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Answer one request."""
        path = scope.path
        if not is_proper(scope):
            send(protocol, self._site.malformed())
            return
        endpoint = self._endpoint(path) if path.startswith(NOT_FILES) else None
        if endpoint is None:
            send(protocol, self._answer(scope, path))
        elif scope.method not in endpoint.allowed:
            send(protocol, self._site.not_allowed(endpoint.allowed))
        else:
            await self._forwarders[endpoint.process].forward(scope, protocol, endpoint)

    def _endpoint(self, path: str) -> Endpoint | None:
        if path.startswith(places.DESK_STATIC) or names_of(path) is Refusal.MALFORMED:
            return None
        return self._table.at(path)

    def _answer(self, scope: Any, path: str) -> Response:
        if path == places.DESK.rstrip("/"):
            return self._site.moved(places.DESK)
        if path.startswith(places.DESK_STATIC):
            return self._static.answer(_request(scope, path[len(places.DESK_STATIC) - 1 :]))
        if path.startswith(PREFIX) and names_of(path) is not Refusal.MALFORMED:
            return self._site.not_found(_request(scope, path))
        return self._site.answer(_request(scope, path))

    def _down(self, scope: Any, endpoint: Endpoint) -> Response:
        if endpoint is DESK:
            return desk_down_page(self._shut)
        header = scope.headers.get
        language = self._languages.of(header("referer", ""), header("accept-language", ""))
        wanted = dict.fromkeys((language, self._languages.first))
        return self._site.down(_request(scope, scope.path), endpoint.when_down, wanted)


def _request(scope: Any, path: str) -> Request:
    header = scope.headers.get
    return Request(
        scope.method,
        path,
        scope.query_string,
        header("accept-encoding", ""),
        header("if-none-match", ""),
        header("if-modified-since", ""),
        header("if-match"),
        header("if-unmodified-since", ""),
    )


def application() -> FileServer:
    """The application as the environment describes it; granian calls this in each worker."""
    allow_many_files()
    https = os.environ.get(places.HTTPS) == "1"
    return FileServer(
        TreeAnswers(Path(os.environ[places.TREE]), https=https),
        TreeAnswers(Path(os.environ[places.STATIC]), https=https, cache_control=static_cache_control),
        Table.from_json(os.environ.get(places.ENDPOINTS, "")),
        ReadersLanguage(os.environ.get(places.LANGUAGES, "en").split(",")),
        Proxies.of(os.environ[places.PROXIES].split(",")) if places.PROXIES in os.environ else Proxies.of(),
        Path(os.environ[places.SHUT]) if places.SHUT in os.environ else None,
        desk=os.environ[places.DESK_SOCKET],
        public=os.environ.get(places.PUBLIC_SOCKET, ""),
    )
