"""Our server and Debian's nginx are asked the same questions over real sockets."""

from __future__ import annotations

import gzip
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journeys.questions import DIFFER, QUESTIONS, answer
from tests.journeys.serving import ask, file_server, file_server_environment, free_port, running
from tests.plain.server import small_tree
from tests.programs import finished

from handpress.server.endpoints import Endpoint, table_of
from handpress.server.nginx import NginxSite, configuration

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin")
needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not installed (apt install nginx-light)")
pytestmark = [pytest.mark.nginx, needs_nginx]

TABLE = table_of(["tests.engine_toy"])
LANGUAGES = ("en", "es")
ENDPOINTS_TOLD = {"HANDPRESS_ENDPOINTS": TABLE.as_json(), "HANDPRESS_LANGUAGES": ",".join(LANGUAGES)}
COMPARED = (
    "retry-after",
    "location",
    "content-type",
    "content-encoding",
    "content-disposition",
    "vary",
    "etag",
    "last-modified",
    "allow",
    "cache-control",
    "x-content-type-options",
    "referrer-policy",
    "content-security-policy",
    "permissions-policy",
    "cross-origin-opener-policy",
    "strict-transport-security",
)
# What nginx adds of its own: a sentence for redirects and malformed requests, tags for error pages.
OWN = {
    301: ("content-type", "vary"),
    400: ("content-type", "vary"),
    404: ("etag", "last-modified"),
    410: ("etag", "last-modified"),
    451: ("etag", "last-modified"),
    412: ("content-type", "vary"),
}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    folder.chmod(0o755)
    return small_tree.build(folder / "public")


@pytest.fixture(scope="module")
def ours(public: Path) -> Iterator[int]:
    port = free_port()
    folder = public.parent
    environment = file_server_environment(
        public, folder / "static", folder / "no.sock", HANDPRESS_HTTPS="1", **ENDPOINTS_TOLD
    )
    with running(file_server(port), port, **environment):
        yield port


@pytest.fixture(scope="module")
def nginx(public: Path, ours: int) -> Iterator[int]:
    port = free_port()
    path = nginx_file(public, port, ours)
    with running([str(NGINX), "-c", str(path)], port):
        yield port


@pytest.fixture(scope="module")
def nginx_alone(public: Path) -> Iterator[int]:
    """nginx, with nothing of ours behind it."""
    port = free_port()
    path = nginx_file(public, port, free_port(), "alone")
    with running([str(NGINX), "-c", str(path)], port):
        yield port


def nginx_file(public: Path, port: int, desk: int, name: str = "nginx") -> Path:
    """A whole configuration around what `handpress config nginx` prints."""
    folder = public.parent / name
    folder.mkdir()
    site = NginxSite(
        "paper.example", public, f"127.0.0.1:{desk}", f"127.0.0.1:{port}", https=True, table=TABLE, languages=LANGUAGES
    )
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    path = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""  # the test's folder may be readable by its owner only
    path.write_text(
        f"{user}daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr error;\n"
        f"events {{}}\nhttp {{ access_log off;\n{temporary}{configuration(site)}}}\n"
    )
    return path


def test_nginx_accepts_the_configuration(public: Path, nginx: int) -> None:
    command = [str(NGINX), "-t", "-c", str(public.parent / "nginx" / "nginx.conf")]
    done = finished(command)
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


PAGES = [
    "/",
    "/2013/06/rivers.html",
    "/2013/06/",
    "/2013/06/young.html",
    "/2013/06/%E0%A4%A8%E0%A4%A6%E0%A5%80.html",
    "/2013//06///rivers.html",
    "/%32%30%31%33/06/rivers.html",
    "/2013/06/rivers.html?utm_source=mail",
    "/2013/06/rivers.html?a=../../etc/passwd",
    "/es/",
    "/kept.asp",
    "/search/",
    "/search/?x=1",
    "/search/?q=big+river",
    "/search/?q=0",
    "/search/?q=",
    "/es/search/?q=%3Cb%3E",
    "/search/index.html?q=river",
    "/feeds/all.xml",
    "/feeds/all.json",
    "/es/feeds/all.xml",
    "/sitemap.xml",
    "/robots.txt",
    "/drive.svg",
    "/.well-known/security.txt",
    "/i/ab/0123456789abcdef0123.webp",
    "/d/0123abcd/report.pdf",
    "/d/0123abcd/table.html",
    "/d/0123abcd/data.tar.gz",
    "/empty.txt",
]
MOVED = [
    "/rivers130603.htm",
    "/rivers130603.htm?utm_source=mail",
    "/old/",
    "/old/index.html",
    "/2003/jan/index.html",
    "/2003/jan/",
    "/a/b",
    "/index.php?id=12",
    "/%E0%A4%A8%E0%A4%A6%E0%A5%80.htm",
    "/2013/06",
    "/2013",
    "/2013?page=2",
    "/desk",
]
GONE = ["/2013/06/withdrawn.html", "/gone/", "/gone/index.html", "/2003/feb/", "/story.asp", "/story.asp?x=1"]
BARRED = ["/2013/06/barred.html", "/barred/", "/barred/index.html", "/2013/06/barred.html?x=1"]
MISSING = [
    "/none.html",
    "/none/",
    "/none",
    "/2013/06/none.html",
    "/es/none.html",
    "/none/search/",
    "/none/search/?q=river",
    "/es/2013/06/",
    "/es/.hidden",
    "/i/ab/none.webp",
    "/i/",
    "/index.php?id=13",
    "/2013/06/rivers.html/",
    "/2013/06/rivers.html/x",
    "/.handpress/manifest",
    "/.handpress/",
    "/.~0123456789abcdef",
    "/2013/06/.~0123456789abcdef",
    "/.git/config",
    "/a/.well-known/x",
    "/.well-known/.x",
    "/2013/06/rivers.html.br",
    "/2013/06/rivers.html.gz",
    "/robots.txt.gz",
    "/-/",
    "/-/none",
    "/-/none.html",
    "/-/toy/",
    "/-/toy/shown",
    "/-/toy/none",
    "/-/en/unsent.html",
    "/-/es/unsent.html",
    "/-/en/",
    "/-/TOY",
    "/-/toy%0A",
    "/%25",
    "/%ff",
]
MALFORMED = [
    "/../etc/passwd",
    "/2013/../../etc/passwd",
    "/2013/../index.html",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..%2f..%2fetc/passwd",
    "/2013/%2e./x",
    "/2013\\06",
    "/2013/%5c..%5cx",
    "/a%00b",
    "/-/../toy",
    "/-/toy/shown/../x",
    "/-/toy%5c",
]
ROWS = [pytest.param(row, id=row.name) for row in TABLE.public]


@pytest.mark.parametrize("accepted", ["gzip", "identity"])
@pytest.mark.parametrize("path", PAGES + MOVED + GONE + BARRED + MISSING + MALFORMED)
def test_both_answer_alike(ours: int, nginx: int, path: str, accepted: str) -> None:
    one, two = (ask(port, path, Accept_Encoding=accepted) for port in (ours, nginx))
    assert one.status == two.status
    names = [name for name in COMPARED if name not in OWN.get(one.status, ())]
    assert {name: one.headers.get(name) for name in names} == {name: two.headers.get(name) for name in names}
    if one.status not in (301, 400):
        assert one.body == two.body


@pytest.mark.parametrize(
    ("paths", "status"),
    [(PAGES, 200), (MOVED, 301), (GONE, 410), (BARRED, 451), (MISSING, 404), (MALFORMED, 400)],
)
def test_the_questions_have_the_answers_they_are_asked_for(ours: int, paths: list[str], status: int) -> None:
    assert {path: ask(ours, path).status for path in paths} == dict.fromkeys(paths, status)


@pytest.mark.parametrize("name", QUESTIONS)
def test_both_say_the_same_to_whatever_is_sent(ours: int, nginx: int, name: str) -> None:
    one, two = (answer(port, QUESTIONS[name]) for port in (ours, nginx))
    if name in DIFFER:
        assert (one[0], two[0]) == DIFFER[name][:2]
        return
    assert one[0] == two[0]
    names = [each for each in COMPARED if each not in OWN.get(one[0], ())]
    assert {each: one[1].get(each) for each in names} == {each: two[1].get(each) for each in names}


@pytest.mark.parametrize("accepted", ["gzip", "identity"])
def test_a_tag_of_one_server_proves_the_page_unchanged_at_the_other(ours: int, nginx: int, accepted: str) -> None:
    for first, second in ((ours, nginx), (nginx, ours)):
        tag = ask(first, "/", Accept_Encoding=accepted).headers["etag"]
        again = ask(second, "/", Accept_Encoding=accepted, If_None_Match=tag)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)


@pytest.mark.parametrize(
    "since", ["Tue, 14 Nov 2023 22:13:20 GMT", "Wed, 15 Nov 2023 00:00:00 GMT", "Tue, 14 Nov 2023 22:13:19 GMT"]
)
def test_both_know_which_copies_are_fresh(ours: int, nginx: int, since: str) -> None:
    one, two = (ask(port, "/2013/06/", If_Modified_Since=since) for port in (ours, nginx))
    assert one.status == two.status
    assert one.headers["cache-control"] == two.headers["cache-control"]


@pytest.mark.parametrize("path", ["/", "/2013/06/rivers.html", "/none.html", "/gone/", "/rivers130603.htm"])
def test_head_has_the_same_headers_and_no_body(ours: int, nginx: int, path: str) -> None:
    one, two = (ask(port, path, "HEAD", Accept_Encoding="gzip") for port in (ours, nginx))
    assert (one.status, one.body) == (two.status, b"")
    whole = ask(ours, path, Accept_Encoding="gzip")
    assert one.headers["content-length"] == str(len(whole.body))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_both_refuse_to_be_written_to(ours: int, nginx: int, method: str) -> None:
    one, two = (ask(port, "/", method) for port in (ours, nginx))
    assert (one.status, two.status) == (405, 405)
    assert one.headers["allow"] == two.headers["allow"] == "GET, HEAD"


def address_of(row: Endpoint) -> str:
    return row.address + ("any/thing" if row.is_folder else "")


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
@pytest.mark.parametrize("row", ROWS)
def test_an_endpoint_takes_its_methods_and_no_other(ours: int, nginx: int, row: Endpoint, method: str) -> None:
    one, two = (ask(port, address_of(row), method, b"") for port in (ours, nginx))
    expected = (503, None) if method in row.allowed else (405, ", ".join(row.allowed))
    assert (one.status, one.headers.get("allow")) == (two.status, two.headers.get("allow")) == expected


@pytest.mark.parametrize("method", ["POST", "PUT", "HEAD", "OPTIONS"])
def test_nothing_stands_where_no_endpoint_is_whatever_is_asked(ours: int, nginx: int, method: str) -> None:
    one, two = (ask(port, "/-/none", method, b"") for port in (ours, nginx))
    assert (one.status, two.status) == (404, 404)
    assert one.body == two.body == (b"" if method == "HEAD" else small_tree.MISSING)


DOWN = [
    ({}, b""),
    ({"Referer": "https://paper.example/es/contact/"}, b"Ahora no."),
    ({"Referer": "https://paper.example/contact/", "Accept_Language": "es"}, b""),
    ({"Accept_Language": "es-MX,es;q=0.9,en;q=0.5"}, b"Ahora no."),
    ({"Accept_Language": "fr"}, b""),
]


@pytest.mark.parametrize("accepted", ["gzip", "identity"])
@pytest.mark.parametrize(("headers", "ending"), DOWN)
@pytest.mark.parametrize("row", ROWS)
def test_one_that_is_down_is_answered_for_in_the_reader_s_language(
    ours: int, nginx: int, nginx_alone: int, row: Endpoint, headers: dict[str, str], ending: bytes, accepted: str
) -> None:
    ports = (ours, nginx, nginx_alone)
    replies = [ask(port, address_of(row), row.methods[0], b"", Accept_Encoding=accepted, **headers) for port in ports]
    for reply in replies:
        body = gzip.decompress(reply.body) if accepted == "gzip" else reply.body
        assert (reply.status, body) == (503, small_tree.UNSENT + ending)
        assert {name: reply.headers.get(name) for name in COMPARED if name not in ("etag", "last-modified")} == {
            name: replies[0].headers.get(name) for name in COMPARED if name not in ("etag", "last-modified")
        }
        assert (reply.headers["retry-after"], reply.headers["cache-control"]) == ("30", "no-store")
        assert reply.headers.get("content-encoding", "identity") == accepted


def test_brotli_comes_from_our_server_without_a_module(ours: int) -> None:
    reply = ask(ours, "/", Accept_Encoding="gzip, br")
    assert reply.headers["content-encoding"] == "br"
    assert gzip.decompress(ask(ours, "/", Accept_Encoding="gzip").body) == small_tree.PAGE + b"front"


def test_the_desk_is_forwarded_and_its_absence_explained(ours: int, nginx: int) -> None:
    for port in (ours, nginx):
        reply = ask(port, "/desk/")
        assert reply.status == 503
        assert b"Readers are not affected" in reply.body
        assert reply.headers["retry-after"] == "3"
        assert reply.headers["cache-control"] == "no-store"


def test_a_desk_that_is_away_is_said_to_be_in_the_words_of_our_own_server(ours: int, nginx_alone: int) -> None:
    answers = [ask(port, "/desk/articles/", Accept="text/html") for port in (ours, nginx_alone)]
    assert [each.status for each in answers] == [503, 503]
    assert answers[0].body == answers[1].body
    assert {each.headers["cache-control"] for each in answers} == {"no-store"}
    assert len({each.headers["content-security-policy"] for each in answers}) == 1


def test_a_question_finds_the_search_s_page_when_nobody_can_repeat_it(nginx_alone: int) -> None:
    reply = ask(nginx_alone, "/search/?q=river")
    assert (reply.status, reply.body) == (200, small_tree.SEARCH)
    assert reply.headers["content-type"] == "text/html; charset=utf-8"


def test_the_file_server_never_imports_django(public: Path) -> None:
    code = (
        "import sys\n"
        "from handpress.server.app import application\n"
        "application()\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'django', 'wagtail', 'sqlite3'}))\n"
    )
    environment = file_server_environment(public, public, public)
    command = [sys.executable, "-c", code]
    done = finished(command, env={**os.environ, **environment})
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
