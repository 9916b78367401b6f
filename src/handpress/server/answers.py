"""From a reader's request to the answer, by the files of the public tree alone."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from handpress.kit.own_words import ENDPOINTS, SEARCH
from handpress.server import headers as fixed
from handpress.server.asked import with_words, words_asked
from handpress.server.cache import Cache
from handpress.server.media_types import HTML, media_type
from handpress.server.messages import Request, Response
from handpress.server.negotiation import preference
from handpress.server.notices import Notice, read_notice
from handpress.server.paths import Names, Refusal, names_of, with_query
from handpress.server.tree import Folder, Stored, Tree

METHODS = ("GET", "HEAD")
PLAIN = "text/plain; charset=utf-8"
NOT_FOUND = ("404.html",)
FIRST_FOLDER = re.compile(r"/+([^/.\0]+)/")
NO_STORE = "no-store"
RETRY_AFTER_S = 30  # a process that ended is started again within that
STALE_TAG_S = 2.0  # a file this young may be replaced within the second that its tag counts in

_SENTENCES = {
    400: "This address is malformed.\n",
    404: "There is no page at this address.\n",
    412: "The page has changed since.\n",
    405: "Pages here can only be read.\n",
    503: "This cannot be answered at this moment; please try again.\n",
}


class TreeAnswers:
    """Answers for one public tree. `now` gives seconds since 1970, `cache_control` how long a file may be kept."""

    def __init__(
        self,
        root: Path,
        *,
        https: bool = False,
        now: Callable[[], float] = time.time,
        cache_control: Callable[[Names], str] = fixed.cache_control,
    ) -> None:
        self._cache_control = cache_control
        self._tree = Tree(root)
        self._cache = Cache()
        self._now = now
        self._common = list(fixed.security(https=https))

    def answer(self, request: Request) -> Response:
        """The answer to `request`; a broken disk is answered too (503)."""
        if request.method not in METHODS:
            return self._sentence(405, ("allow", ", ".join(METHODS)))
        codings = preference(request.accept_encoding)
        answer = self._cache.get(request.path, codings[0]) if not request.query else None
        try:
            answer = answer or self._from_tree(request, codings)
        except OSError:
            answer = self._sentence(503, ("retry-after", "5"))
        if answer.status == 200:
            answer = self._conditional(request, answer)
        return _without_body(answer) if request.method == "HEAD" else answer

    def not_allowed(self, methods: Iterable[str]) -> Response:
        """The answer to a method that an endpoint does not take."""
        return self._sentence(405, ("allow", ", ".join(methods)))

    def malformed(self) -> Response:
        """The answer to what is no request of HTTP."""
        return self._sentence(400)

    def not_found(self, request: Request) -> Response:
        """The page for addresses that never were, whatever the method."""
        answer = self._not_found(request, preference(request.accept_encoding))
        return _without_body(answer) if request.method == "HEAD" else answer

    def down(self, request: Request, page: str, languages: Iterable[str]) -> Response:
        """The pressed page that stands in for an endpoint, in the first of the languages that has one (503)."""
        codings, retry = preference(request.accept_encoding), ("retry-after", str(RETRY_AFTER_S))
        for language in languages:
            stored = self._tree.find((ENDPOINTS, language, f"{page}.html"), codings)
            if isinstance(stored, Stored) and stored.body is not None:
                answer = self._answer(503, stored.body, retry, *_encoding(stored), cache=NO_STORE)
                return _without_body(answer) if request.method == "HEAD" else answer
        return self._sentence(503, retry)

    def moved(self, target: str) -> Response:
        """A permanent redirect to `target`, which is a URL already."""
        return self._answer(301, b"", ("location", target))

    def _from_tree(self, request: Request, codings: tuple[str, ...]) -> Response:
        names = names_of(request.path)
        if names is Refusal.MALFORMED:
            return self._sentence(400)
        if isinstance(names, Refusal):
            return self._not_found(request, codings)
        return (
            self._old_query(names, request.query)
            or self._asked(names, request.query)
            or self._file(names, request, codings)
        )

    def _old_query(self, names: Names, query: str) -> Response | None:
        place = with_query(names, query)
        stored = self._tree.find(place, preference("")) if place else None
        notice = read_notice(stored.body or b"") if isinstance(stored, Stored) else None
        return self._notice(notice, stored.body or b"") if notice and isinstance(stored, Stored) else None

    def _asked(self, names: Names, query: str) -> Response | None:
        """The search's page with the words of the question; None for any other page or question."""
        words = words_asked(query) if SEARCH in names[-2:-1] else ""
        stored = self._tree.find(names, preference("")) if words else None
        filled = with_words(stored.body or b"", words) if isinstance(stored, Stored) else None
        return self._answer(200, filled) if filled is not None else None

    def _file(self, names: Names, request: Request, codings: tuple[str, ...]) -> Response:
        stored = self._tree.find(names, codings)
        if stored is None:
            return self._not_found(request, codings)
        if isinstance(stored, Folder):
            return self._slash(names, request.query)
        notice = read_notice(stored.body) if stored.body and not stored.coding else None
        if notice:
            return self._notice(notice, stored.body or b"")
        answer = self._page(names, stored)
        if stored.coding == codings[0] and self._age(stored) > STALE_TAG_S:
            self._cache.put(request.path, codings[0], stored, answer)
        return answer

    def _page(self, names: Names, stored: Stored) -> Response:
        headers = [
            ("content-type", media_type(names)),
            ("cache-control", self._cache_control(names)),
            ("last-modified", _date(int(stored.status.st_mtime))),
            ("etag", self._etag(stored)),
            *_encoding(stored),
            *self._common,
        ]
        if shown := fixed.disposition(names):
            headers.append(("content-disposition", shown))
        if stored.body is None:
            return Response(200, [*headers, ("content-length", str(stored.status.st_size))], file=stored.path)
        return Response(200, headers, body=stored.body)

    def _etag(self, stored: Stored) -> str:
        if self._age(stored) > STALE_TAG_S:
            return stored.etag
        return f'{stored.etag[:-1]}-{stored.status.st_mtime_ns % 1_000_000_000:x}"'

    def _age(self, stored: Stored) -> float:
        return self._now() - stored.status.st_mtime

    def _conditional(self, request: Request, answer: Response) -> Response:
        if not _as_demanded(request, dict(answer.headers)):
            return self._sentence(412)
        if not (request.if_none_match or request.if_modified_since) or "etag" not in dict(answer.headers):
            return answer
        if not _unchanged(request, dict(answer.headers)):
            return answer
        kept = [(name, value) for name, value in answer.headers if not name.startswith("content-")]
        kept += [each for each in self._common if each[0].startswith("content-")]
        return Response(304, kept)

    def _slash(self, names: Names, query: str) -> Response:
        target = quote("/" + "/".join(names) + "/") + (f"?{query}" if query else "")
        return self.moved(target)

    def _notice(self, notice: Notice, body: bytes) -> Response:
        location = [("location", notice.target)] if notice.target else []
        return self._answer(notice.status, body, *location)

    def _not_found(self, request: Request, codings: tuple[str, ...]) -> Response:
        """The magazine's page for it, in the language of the folder the address begins with where that has one."""
        first = FIRST_FOLDER.match(request.path)
        for place in ((first[1], *NOT_FOUND), NOT_FOUND) if first else (NOT_FOUND,):
            stored = self._tree.find(place, codings)
            if isinstance(stored, Stored) and stored.body is not None:
                return self._answer(404, stored.body, *_encoding(stored))
        return self._sentence(404)

    def _answer(
        self, status: int, body: bytes, *more: tuple[str, str], kind: str = HTML, cache: str = fixed.PAGE_CACHE
    ) -> Response:
        headers = [("content-type", kind), ("cache-control", cache), *more, *self._common]
        return Response(status, headers, body=body)

    def _sentence(self, status: int, *more: tuple[str, str]) -> Response:
        cache = NO_STORE if status == 503 else fixed.PAGE_CACHE
        return self._answer(status, _SENTENCES[status].encode(), *more, kind=PLAIN, cache=cache)


@lru_cache(maxsize=4096)
def _date(second: int) -> str:
    return formatdate(second, usegmt=True)


def _encoding(stored: Stored) -> list[tuple[str, str]]:
    coding = [("content-encoding", stored.coding)] if stored.coding else []
    return [*coding, ("vary", "Accept-Encoding")] if stored.varies else coding


def _as_demanded(request: Request, headers: dict[str, str]) -> bool:
    """RFC 9110, 13.1.1 and 13.1.4: whether the version is one that the reader insists on."""
    if "etag" not in headers:
        return True
    if request.if_match is not None:
        tags = [tag.strip() for tag in request.if_match.split(",")]
        return "*" in tags or headers["etag"] in tags
    if not request.if_unmodified_since:
        return True
    until = _sent_date(request.if_unmodified_since)
    return until is not None and parsedate_to_datetime(headers["last-modified"]) <= until


def _unchanged(request: Request, headers: dict[str, str]) -> bool:
    """RFC 9110, 13.2.2: the tag decides when one was sent, otherwise the date."""
    if request.if_none_match:
        tags = [tag.strip().removeprefix("W/") for tag in request.if_none_match.split(",")]
        return "*" in tags or headers["etag"] in tags
    since = _sent_date(request.if_modified_since)
    return since is not None and parsedate_to_datetime(headers["last-modified"]) <= since


def _sent_date(written: str) -> datetime | None:
    """A date of HTTP (RFC 9110, 5.6.7), in the old form of asctime(3) too; None for what is none of this calendar."""
    try:
        date = parsedate_to_datetime(written)
    except (ValueError, OverflowError):  # the latter for a year of ten digits
        return None
    if date.tzinfo is None and "," not in written:
        return date.replace(tzinfo=UTC)
    return date if date.tzinfo else None


def _without_body(answer: Response) -> Response:
    if answer.body is None:
        return replace(answer, file=None)
    length = ("content-length", str(len(answer.body)))
    return Response(answer.status, [*answer.headers, length])
