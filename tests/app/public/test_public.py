"""The public process's application, made in a process that has the desk's: its addresses, its answers, no cookie."""

from __future__ import annotations

import importlib
import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.urls import clear_url_caches, set_urlconf

from handpress.config.public import MIDDLEWARE, application
from handpress.public import urls
from handpress.server.endpoints import table_of
from handpress.server.headers import SECURITY


@dataclass
class Said:
    """An answer of the application."""

    status: int
    headers: dict[str, str]
    body: bytes


@contextmanager
def connections_kept() -> Iterator[None]:
    """The test's transaction would end with the connection, which Django closes around a request."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


class Asker:
    """Asks the application as granian does."""

    def __init__(self) -> None:
        self.application = application()

    def __call__(
        self, path: str, method: str = "GET", body: bytes = b"", environ: dict[str, str] | None = None, **headers: str
    ) -> Said:
        path, _, query = path.partition("?")
        asked = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "x", "SERVER_PORT": "80",
            "HTTP_HOST": "paper.example", "wsgi.input": io.BytesIO(body), "wsgi.url_scheme": "http",
            "CONTENT_LENGTH": str(len(body)), **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
            **(environ or {}),
        }  # fmt: skip
        began: list[tuple[str, list[tuple[str, str]]]] = []
        with connections_kept():
            answer = self.application(asked, lambda status, pairs, *_: began.append((status, pairs)))
            whole = b"".join(answer)
        status, pairs = began[0]
        return Said(int(status[:3]), {name.lower(): value for name, value in pairs}, whole)


@pytest.fixture
def ask(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    own = settings.ENDPOINTS
    settings.ENDPOINTS = table_of(["tests.engine_toy"]).public
    monkeypatch.setenv("ENGINE_TOY_COUNTS", str(tmp_path / "counts"))
    _load_urls()
    yield Asker()
    settings.ENDPOINTS = own
    _load_urls()
    set_urlconf(None)  # the application's own, left in this thread


def _load_urls() -> None:
    importlib.reload(urls)
    clear_url_caches()


def test_each_row_is_answered_by_its_view(ask, tmp_path: Path) -> None:
    assert ask("/-/toy", "POST", b"abc").body == b"counted"
    assert (tmp_path / "counts").read_text() == "3\n"
    assert b'"rest": "a/b"' in ask("/-/toy/shown/a/b").body
    assert (ask("/-/toy-both").body, ask("/-/toy-both", "POST", b"x").body) == (b"read", b"x")


@pytest.mark.parametrize("path", ["/desk/", "/desk/login/", "/", "/-/", "/-/none", "/-/toy/", "/2013/06/rivers.html"])
def test_nothing_else_is_answered_least_of_all_the_desk(ask, path: str) -> None:
    for method in ("GET", "POST"):
        said = ask(path, method)
        assert (said.status, "set-cookie" in said.headers) == (404, False)
        assert b"There is no such page" in said.body


def test_a_wrong_method_is_refused_here_too(ask) -> None:
    said = ask("/-/toy")
    assert (said.status, said.headers["allow"]) == (405, "POST")


def test_a_cookie_that_a_view_sets_is_dropped_and_noted(ask, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="handpress.public"):
        assert "set-cookie" not in ask("/-/toy", "POST", b"a").headers
    assert "/-/toy sets the cookies toy" in caplog.text


@pytest.mark.parametrize("path", ["/-/toy-both", "/-/none", "/-/toy-both?fails=1"])
def test_every_answer_carries_the_headers_of_a_page(ask, path: str) -> None:
    said = ask(path)
    assert {name: said.headers[name] for name, _ in SECURITY} == dict(SECURITY)
    assert said.headers["strict-transport-security"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"sec_fetch_site": "same-origin"}, 200),
        ({"sec_fetch_site": "none"}, 200),
        ({"sec_fetch_site": "same-origin", "origin": "null"}, 200),
        ({"origin": "https://paper.example"}, 200),
        ({"origin": "HTTPS://Paper.Example"}, 200),
        ({"origin": "http://abcdef.onion", "host": "abcdef.onion"}, 200),
        ({"origin": "http://abcdef.onion", "x_forwarded_host": "abcdef.onion"}, 200),
        ({"referer": "https://paper.example/contact/"}, 200),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
        ({"sec_fetch_site": "cross-site", "origin": "https://paper.example"}, 403),
        ({"sec_fetch_site": "anything"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"origin": "https://paper.example.evil.example"}, 403),
        ({"origin": "https://evil.example/paper.example"}, 403),
        ({"origin": "https://paper.example:8443"}, 403),
        ({"origin": "https://["}, 403),
        ({"referer": "https://evil.example/"}, 403),
    ],
)
def test_only_the_magazine_s_own_pages_send(ask, tmp_path: Path, headers: dict[str, str], status: int) -> None:
    said = ask("/-/toy", "POST", b"a", **headers)
    assert said.status == status
    assert (tmp_path / "counts").exists() is (status == 200)
    assert (b"This did not come from a page of this magazine" in said.body) is (status == 403)
    assert ask("/-/toy-both", **headers).status == 200


def test_refusals_are_in_the_reader_s_language(ask) -> None:
    spanish = ask("/-/toy", "POST", sec_fetch_site="cross-site", accept_language="es")
    assert "Esto no vino de una página de esta revista" in spanish.body.decode()
    arabic = ask("/-/none", referer="https://paper.example/ar/contact/").body.decode()
    assert '<html lang="ar" dir="rtl">' in arabic
    assert 'href="/ar/"' in arabic


def test_a_fault_of_a_view_is_told_and_logged(ask, caplog: pytest.LogCaptureFixture) -> None:
    said = ask("/-/toy-both?fails=1")
    assert (said.status, b"ZeroDivisionError" in said.body) == (500, False)
    assert b"Send it later" in said.body
    assert "ZeroDivisionError" in caplog.text


def test_the_client_s_address_is_the_one_that_the_file_server_found(ask, settings) -> None:
    settings.BEHIND_FILE_SERVER = True
    assert b'"REMOTE_ADDR": "203.0.113.7"' in ask("/-/toy/shown/x", x_forwarded_for="203.0.113.7").body


def test_the_desk_s_application_keeps_its_own(ask, client) -> None:
    assert settings.MIDDLEWARE != MIDDLEWARE
    assert client.get("/-/toy/shown/x").status_code == 404
    assert client.get("/desk/nowhere/").status_code in (302, 404)
