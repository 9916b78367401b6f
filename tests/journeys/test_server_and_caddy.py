"""Our server and Debian's Caddy are asked the same questions over real sockets."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.journeys.serving import Reply, ask, file_server, file_server_environment, free_port, running
from tests.journeys.test_server_and_nginx import (
    BARRED,
    COMPARED,
    DOWN,
    ENDPOINTS_TOLD,
    GONE,
    LANGUAGES,
    MALFORMED,
    MISSING,
    MOVED,
    PAGES,
    ROWS,
    TABLE,
    address_of,
)
from tests.plain.server import small_tree
from tests.programs import finished

from handpress.server.caddy import CaddySite, configuration
from handpress.server.endpoints import Endpoint

CADDY = shutil.which("caddy")
needs_caddy = pytest.mark.skipif(CADDY is None, reason="Caddy is not installed (apt install caddy)")
pytestmark = [pytest.mark.caddy, needs_caddy]
OWN = ("etag", "last-modified", "vary")  # Caddy's tags are its own
MERGED = {"/2013//06///rivers.html"}  # Caddy serves such a path as it stands, or not at all


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    return small_tree.build(folder / "public")


@pytest.fixture(scope="module")
def ours(public: Path) -> Iterator[int]:
    port, folder = free_port(), public.parent
    environment = file_server_environment(
        public, folder / "static", folder / "no.sock", HANDPRESS_HTTPS="1", **ENDPOINTS_TOLD
    )
    with running(file_server(port), port, **environment):
        yield port


@pytest.fixture(scope="module")
def caddy(public: Path, ours: int) -> Iterator[int]:
    with caddy_before(public, ours) as port:
        yield port


@pytest.fixture(scope="module")
def caddy_alone(public: Path) -> Iterator[int]:
    """Caddy, with nothing of ours behind it."""
    with caddy_before(public, free_port()) as port:
        yield port


@contextmanager
def caddy_before(public: Path, server: int) -> Iterator[int]:
    """Caddy on a free port, before our server."""
    port = free_port()
    path = caddy_file(public, port, server)
    command = [str(CADDY), "run", "--adapter", "caddyfile", "--config", str(path)]
    with running(command, port, HOME=str(path.parent)):
        yield port


def caddy_file(public: Path, port: int, server: int) -> Path:
    """What `handpress config caddy` prints, without the administration's port."""
    site = CaddySite(f"http://127.0.0.1:{port}", public, f"127.0.0.1:{server}", True, TABLE, LANGUAGES)
    folder = public.parent / f"caddy-{port}"
    folder.mkdir()
    path = folder / "Caddyfile"
    path.write_text("{\n\tadmin off\n\tauto_https off\n}\n" + configuration(site))
    return path


def told(reply: Reply, *left_out: str) -> dict[str, str | None]:
    return {name: reply.headers.get(name) for name in COMPARED if name not in (*OWN, *left_out)}


def test_caddy_accepts_the_configuration(public: Path) -> None:
    path = caddy_file(public, free_port(), free_port())
    done = finished(
        [str(CADDY), "validate", "--adapter", "caddyfile", "--config", str(path)],
        env={**os.environ, "HOME": str(path.parent)},
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("accepted", ["gzip", "br", "identity"])
@pytest.mark.parametrize("path", [path for path in PAGES + MOVED + GONE + BARRED + MISSING if path not in MERGED])
def test_both_answer_alike(ours: int, caddy: int, path: str, accepted: str) -> None:
    one, two = (ask(port, path, Accept_Encoding=accepted) for port in (ours, caddy))
    assert one.status == two.status
    coding = ("content-encoding",)
    left_out = {301: ("content-type", "cache-control"), 410: coding, 451: coding}.get(one.status, ())
    assert told(one, *left_out) == told(two, *left_out)
    if one.status != 301:
        assert one.body == two.body


@pytest.mark.parametrize("path", MALFORMED)
def test_what_is_malformed_is_refused_by_both(ours: int, caddy: int, path: str) -> None:
    assert [ask(port, path).status for port in (ours, caddy)] == [400, 400]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("row", ROWS)
def test_an_endpoint_takes_its_methods_and_no_other(ours: int, caddy: int, row: Endpoint, method: str) -> None:
    one, two = (ask(port, address_of(row), method, b"") for port in (ours, caddy))
    expected = (503, None) if method in row.allowed else (405, ", ".join(row.allowed))
    assert (one.status, one.headers.get("allow")) == (two.status, two.headers.get("allow")) == expected


@pytest.mark.parametrize("method", ["POST", "PUT", "HEAD", "OPTIONS"])
def test_nothing_stands_where_no_endpoint_is_and_pages_are_only_read(ours: int, caddy: int, method: str) -> None:
    for port in (ours, caddy):
        reply = ask(port, "/-/none", method, b"")
        assert (reply.status, reply.body) == (404, b"" if method == "HEAD" else small_tree.MISSING)
    if method != "HEAD":
        replies = [ask(port, "/", method) for port in (ours, caddy)]
        assert [(reply.status, reply.headers["allow"]) for reply in replies] == [(405, "GET, HEAD")] * 2


@pytest.mark.parametrize(("headers", "ending"), DOWN)
@pytest.mark.parametrize("row", ROWS)
def test_one_that_is_down_is_answered_for_in_the_reader_s_language(
    ours: int, caddy: int, caddy_alone: int, row: Endpoint, headers: dict[str, str], ending: bytes
) -> None:
    ports = (ours, caddy, caddy_alone)
    replies = [ask(port, address_of(row), row.methods[0], b"", Accept_Encoding="gzip", **headers) for port in ports]
    for reply in replies:
        assert (reply.status, gzip.decompress(reply.body)) == (503, small_tree.UNSENT + ending)
        assert told(reply) == told(replies[0])
        assert (reply.headers["retry-after"], reply.headers["cache-control"]) == ("30", "no-store")


def test_a_question_finds_the_search_s_page_when_nobody_can_repeat_it(caddy_alone: int) -> None:
    reply = ask(caddy_alone, "/search/?q=river")
    assert (reply.status, reply.body) == (200, small_tree.SEARCH)


def test_more_than_a_row_allows_is_refused(caddy: int) -> None:
    assert ask(caddy, "/-/toy", "POST", b"x" * 5000).status == 413
