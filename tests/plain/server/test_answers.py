"""What the file server answers, by the tree alone."""

from __future__ import annotations

import gzip
import os
import urllib.parse
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plain.server import small_tree
from tests.plain.server.small_tree import FEED, MISSING, PAGE, PICTURE, WRITTEN_AT

from handpress.server.answers import TreeAnswers
from handpress.server.headers import static_cache_control
from handpress.server.messages import Request, Response

LATER = WRITTEN_AT + 3600
BROWSER = "gzip, deflate, br, zstd"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_tree.build(tmp_path_factory.mktemp("public"))


@pytest.fixture(scope="module")
def site(tree: Path) -> TreeAnswers:
    return TreeAnswers(tree, now=lambda: LATER)


def get(site: TreeAnswers, path: str, **more: str) -> tuple[Response, dict[str, str]]:
    answer = site.answer(Request(more.pop("method", "GET"), path, **more))
    return answer, dict(answer.headers)


@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        ("/", PAGE + b"front", "text/html; charset=utf-8"),
        ("/2013/06/rivers.html", PAGE, "text/html; charset=utf-8"),
        ("/2013/06/", PAGE + b"month", "text/html; charset=utf-8"),
        ("//2013///06//", PAGE + b"month", "text/html; charset=utf-8"),
        ("/kept.asp", PAGE + b"kept", "text/html; charset=utf-8"),
        ("/feeds/all.xml", FEED, "application/rss+xml; charset=utf-8"),
        ("/es/feeds/all.xml", FEED + b" ", "application/rss+xml; charset=utf-8"),
        ("/sitemap.xml", FEED, "application/xml; charset=utf-8"),
        ("/i/ab/0123456789abcdef0123.webp", PICTURE, "image/webp"),
        ("/d/0123abcd/data.tar.gz", gzip.compress(b"data", mtime=0), "application/gzip"),
        ("/empty.txt", b"", "text/plain; charset=utf-8"),
    ],
)
def test_a_file_comes_with_its_type(site: TreeAnswers, path: str, body: bytes, kind: str) -> None:
    answer, headers = get(site, path)
    assert (answer.status, answer.body, headers["content-type"]) == (200, body, kind)


def test_feeds_in_json_are_named_as_feeds(site: TreeAnswers) -> None:
    assert get(site, "/feeds/all.json")[1]["content-type"] == "application/feed+json"


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        (BROWSER, "br"),
        ("gzip", "gzip"),
        ("", ""),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("identity", ""),
        ("gzip;q=0.2, identity;q=1", ""),
        ("BR", "br"),
        ("br;q=high", ""),
    ],
)
def test_a_reader_gets_the_stored_form_asked_for(site: TreeAnswers, accepted: str, coding: str) -> None:
    answer, headers = get(site, "/2013/06/rivers.html", accept_encoding=accepted)
    decode = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[coding]
    assert decode(answer.body) == PAGE
    assert (headers.get("content-encoding", ""), headers["vary"]) == (coding, "Accept-Encoding")


def test_each_stored_form_has_its_own_tag(site: TreeAnswers) -> None:
    tags = {get(site, "/", accept_encoding=each)[1]["etag"] for each in ("", "gzip", "br")}
    assert len(tags) == 3


def test_a_page_without_variants_is_served_as_it_is(site: TreeAnswers) -> None:
    answer, headers = get(site, "/2013/06/young.html", accept_encoding=BROWSER)
    assert answer.status == 200
    assert answer.body.endswith(b"no variants yet")
    assert "content-encoding" not in headers
    assert "vary" not in headers


def test_variants_are_no_pages_of_their_own(site: TreeAnswers) -> None:
    assert get(site, "/2013/06/rivers.html.br")[0].status == 404
    assert get(site, "/robots.txt.gz")[0].status == 404


@pytest.mark.parametrize("path", sorted(small_tree.REDIRECTS))
def test_a_moved_address_leads_to_its_new_place(site: TreeAnswers, path: str) -> None:
    path, _, query = path.partition("?")
    answer, headers = get(site, path, query=query, accept_encoding=BROWSER)
    assert answer.status == 301
    assert headers["location"] == small_tree.REDIRECTS[path + ("?" + query if query else "")]


@pytest.mark.parametrize("path", small_tree.GONE)
def test_a_withdrawn_address_says_so_with_its_notice(site: TreeAnswers, path: str) -> None:
    answer, headers = get(site, path, accept_encoding=BROWSER)
    assert (answer.status, answer.body) == (410, small_tree.notice(None))
    assert headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", small_tree.BARRED)
def test_an_address_that_the_law_closed_says_so_with_its_notice(site: TreeAnswers, path: str) -> None:
    answer, headers = get(site, path, accept_encoding=BROWSER)
    assert (answer.status, answer.body) == (451, small_tree.notice(None, 451))
    assert headers["content-type"] == "text/html; charset=utf-8"


def test_a_redirect_out_of_the_magazine_is_kept_and_can_forge_no_header(tmp_path: Path) -> None:
    (tmp_path / "out.htm").write_bytes(small_tree.notice("https://partner.example/a?b=c#d"))
    (tmp_path / "bad.htm").write_bytes(small_tree.notice("/x\r\nset-cookie:a=b"))
    site = TreeAnswers(tmp_path)
    assert get(site, "/out.htm")[1]["location"] == "https://partner.example/a?b=c#d"
    assert get(site, "/bad.htm")[0].status == 200


def test_a_folder_without_its_slash_is_sent_there(site: TreeAnswers) -> None:
    answer, headers = get(site, "/2013/06", query="page=2")
    assert (answer.status, headers["location"]) == (301, "/2013/06/?page=2")


def test_queries_are_ignored_for_files(site: TreeAnswers) -> None:
    assert get(site, "/2013/06/rivers.html", query="utm_source=mail")[0].body == PAGE
    assert get(site, "/", query="../../etc/passwd")[0].body == PAGE + b"front"


def test_a_missing_page_brings_the_magazines_own(site: TreeAnswers) -> None:
    answer, headers = get(site, "/2013/06/none.html", accept_encoding="br")
    assert (answer.status, brotli.decompress(answer.body)) == (404, MISSING)
    assert headers["cache-control"].startswith("public, max-age=60")
    assert "etag" not in headers


def test_a_missing_page_of_another_language_brings_that_languages_own(site: TreeAnswers) -> None:
    assert get(site, "/es/2013/06/none.html")[0].body == MISSING + b"No hay nada."
    assert get(site, "/none/2013/06/none.html")[0].body == MISSING


def test_an_empty_tree_still_answers(tmp_path: Path) -> None:
    answer, headers = get(TreeAnswers(tmp_path), "/")
    assert (answer.status, headers["content-type"]) == (404, "text/plain; charset=utf-8")
    assert get(TreeAnswers(tmp_path / "missing"), "/")[0].status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_pages_can_only_be_read(site: TreeAnswers, method: str) -> None:
    answer, headers = get(site, "/", method=method)
    assert (answer.status, headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/", "/none.html", "/gone/", "/rivers130603.htm", "/2013/06"])
def test_head_is_get_without_its_body(site: TreeAnswers, path: str) -> None:
    whole, _ = get(site, path, accept_encoding=BROWSER)
    head, headers = get(site, path, accept_encoding=BROWSER, method="HEAD")
    assert head.body is None
    assert head.status == whole.status
    assert head.headers == [*whole.headers, ("content-length", str(len(whole.body)))]
    assert headers["content-length"] == str(len(whole.body))


@pytest.mark.parametrize("coding", ["", "gzip", "br"])
def test_an_unchanged_page_is_not_sent_again(site: TreeAnswers, coding: str) -> None:
    _, headers = get(site, "/", accept_encoding=coding)
    for value in (headers["etag"], "W/" + headers["etag"], f'"x", {headers["etag"]}', "*"):
        again, kept = get(site, "/", accept_encoding=coding, if_none_match=value)
        assert (again.status, again.body, kept["etag"]) == (304, None, headers["etag"])
        assert kept["content-security-policy"] == "frame-ancestors 'self'"
        assert "content-type" not in kept
    assert get(site, "/", accept_encoding=coding, if_none_match='"x"')[0].status == 200


@pytest.mark.parametrize(
    ("since", "status"),
    [
        ("Tue, 14 Nov 2023 22:13:20 GMT", 304),
        ("Tue, 14 Nov 2023 22:13:21 GMT", 304),
        ("Tue, 14 Nov 2023 22:13:19 GMT", 200),
        ("yesterday", 200),
        ("Tue, 14 Nov 2023 22:13:20", 200),
    ],
)
def test_a_date_proves_a_page_unchanged(site: TreeAnswers, since: str, status: int) -> None:
    assert get(site, "/", if_modified_since=since)[0].status == status
    assert get(site, "/", if_modified_since=since, if_none_match='"x"')[0].status == 200


def test_two_versions_within_one_second_have_two_tags(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    site = TreeAnswers(tmp_path, now=lambda: WRITTEN_AT + 0.9)
    tags = []
    for nanoseconds, body in ((100, b"<p>one"), (200, b"<p>two")):
        page.write_bytes(body)
        os.utime(page, ns=(0, WRITTEN_AT * 1_000_000_000 + nanoseconds))
        tags.append(get(site, "/")[1]["etag"])
    assert tags[0] != tags[1]


def test_a_page_written_anew_is_served_at_once(tmp_path: Path) -> None:
    small_tree.build(tmp_path)
    site = TreeAnswers(tmp_path, now=lambda: LATER)
    assert get(site, "/", accept_encoding="br")[0].status == 200
    fresh = tmp_path / ".~fresh"
    fresh.write_bytes(brotli.compress(b"<p>new"))
    os.utime(fresh, (WRITTEN_AT, WRITTEN_AT))
    fresh.replace(tmp_path / "index.html.br")
    assert brotli.decompress(get(site, "/", accept_encoding="br")[0].body) == b"<p>new"


def test_a_withdrawn_page_is_gone_at_once(tmp_path: Path) -> None:
    small_tree.build(tmp_path)
    site = TreeAnswers(tmp_path, now=lambda: LATER)
    path = "/2013/06/rivers.html"
    assert get(site, path, accept_encoding="br")[0].status == 200
    for ending in (".br", ".gz", ""):
        (tmp_path / ("2013/06/rivers.html" + ending)).unlink()
    assert [get(site, path, accept_encoding=each)[0].status for each in ("br", "gzip", "")] == [404, 404, 404]


@pytest.mark.parametrize(
    ("path", "cache"),
    [
        ("/", "public, max-age=60, stale-while-revalidate=86400"),
        ("/i/ab/0123456789abcdef0123.webp", "public, max-age=31536000, immutable"),
        ("/d/0123abcd/report.pdf", "public, max-age=31536000, immutable"),
        ("/i/ab/none.webp", "public, max-age=60, stale-while-revalidate=86400"),
    ],
)
def test_only_files_named_by_their_content_are_kept_for_ever(site: TreeAnswers, path: str, cache: str) -> None:
    assert get(site, path)[1]["cache-control"] == cache


def test_an_uploaded_page_cannot_run_in_the_magazines_name(site: TreeAnswers) -> None:
    assert get(site, "/d/0123abcd/table.html")[1]["content-disposition"] == "attachment"
    assert "content-disposition" not in get(site, "/d/0123abcd/report.pdf")[1]


@pytest.mark.parametrize("path", ["/", "/none", "/gone/", "/rivers130603.htm", "/a\\b"])
def test_every_answer_carries_the_security_headers(tree: Path, path: str) -> None:
    _, plain = get(TreeAnswers(tree), path)
    assert plain["x-content-type-options"] == "nosniff"
    assert "strict-transport-security" not in plain
    assert "strict-transport-security" in get(TreeAnswers(tree, https=True), path)[1]


def test_a_large_file_is_streamed_and_not_held_in_memory(tmp_path: Path) -> None:
    (tmp_path / "i").mkdir()
    (tmp_path / "i" / "large.png").write_bytes(bytes(600_000))
    answer, headers = get(TreeAnswers(tmp_path), "/i/large.png")
    assert (answer.body, answer.file) == (None, str(tmp_path / "i" / "large.png"))
    assert headers["content-length"] == "600000"
    assert get(TreeAnswers(tmp_path), "/i/large.png", method="HEAD")[0].file is None


def test_composed_and_decomposed_letters_are_one_address(tmp_path: Path) -> None:
    (tmp_path / "caf\u00e9.html").write_bytes(b"<p>yes")
    assert get(TreeAnswers(tmp_path), "/cafe\u0301.html")[0].status == 200


@pytest.mark.parametrize(
    "path",
    ["/.handpress/manifest", "/.~0123456789abcdef", "/2013/06/.~0123456789abcdef", "/.git/config", "/a/.well-known/x"],
)
def test_what_the_press_keeps_for_itself_is_not_served(site: TreeAnswers, path: str) -> None:
    assert get(site, path)[0].status == 404


def test_the_well_known_folder_is_served(site: TreeAnswers) -> None:
    assert get(site, "/.well-known/security.txt")[0].status == 200
    assert get(site, "/.well-known/.hidden")[0].status == 404


@pytest.mark.parametrize("path", ["/../x", "/2013/../../x", "/..", "/a\\..\\b", "/a\0b", "", "*", "x"])
def test_a_malformed_path_is_refused(site: TreeAnswers, path: str) -> None:
    assert get(site, path)[0].status == 400


def test_no_link_leads_out_of_the_tree(tmp_path: Path) -> None:
    secret = tmp_path / "data"
    secret.mkdir()
    (secret / "secret.html").write_bytes(b"secret")
    public = tmp_path / "public"
    (public / "in").mkdir(parents=True)
    (public / "folder").symlink_to(secret)
    (public / "file.html").symlink_to(secret / "secret.html")
    (public / "in" / "index.html").symlink_to("../../data/secret.html")
    (public / "page.html").write_bytes(b"<p>page")
    (public / "page.html.gz").symlink_to(secret / "secret.html")
    site = TreeAnswers(public)
    paths = ("/folder/secret.html", "/file.html", "/in/", "/folder", "/folder/")
    assert [get(site, path)[0].status for path in paths] == [404] * 5
    assert get(site, "/page.html", accept_encoding="gzip")[0].body != b"secret"


def test_a_pipe_or_device_blocks_nobody(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    assert get(TreeAnswers(tmp_path), "/pipe.html")[0].status == 404


def test_a_failing_disk_asks_to_try_again(site: TreeAnswers, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(site._tree, "find", failing)
    answer, headers = get(site, "/2013/06/young.html")
    assert (answer.status, headers["retry-after"]) == (503, "5")


hostile = st.lists(
    st.one_of(
        st.binary(max_size=8),
        st.sampled_from([b"/", b"..", b".", b"%2e", b"%2f", b"%5c", b"\\", b"%00", b"%", b"%252e", b"~"]),
        st.sampled_from([b"data", b"secret.html", b"public", b"2013", b"06", b".handpress", b"index.html"]),
        st.sampled_from([b"\xc0\xae", b"%c0%af"]),
    ),
    max_size=14,
)


@given(parts=hostile, query=st.text(max_size=20), accepted=st.sampled_from(["", "br", "gzip"]))
def test_no_bytes_in_a_path_reach_outside_the_tree(
    guarded: TreeAnswers, parts: list[bytes], query: str, accepted: str
) -> None:
    raw = b"/" + b"".join(parts)
    path = urllib.parse.unquote_to_bytes(raw).decode("utf-8", "replace")
    for each in (path, raw.decode("latin-1")):
        answer = guarded.answer(Request("GET", each, query, accepted))
        assert answer.status in (200, 301, 400, 404)
        assert b"secret" not in (answer.body or b"")
        assert all("\r" not in value and "\n" not in value for _, value in answer.headers)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> TreeAnswers:
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "data").mkdir()
    for name in ("data/secret.html", "secret.html", "index.html"):
        (folder / name).write_bytes(b"secret")
    public = folder / "public"
    (public / "2013" / "06").mkdir(parents=True)
    (public / ".handpress").mkdir()
    (public / ".handpress" / "index.html").write_bytes(b"secret")
    (public / "index.html").write_bytes(b"<p>page")
    return TreeAnswers(public)


DATES = (
    "Sat, 01 Jan 999999999999 00:00:00 GMT", "Sat, 01 Jan 0000 00:00:00 GMT", "Sat, 31 Feb 2020 00:00:00 GMT", "1",
    "Sat, 01 Jan 2020 99:00:00 GMT", "Sat, 01 Jan 2020 00:00:00 +9999999", "\x00", "é" * 9000, ", ,", "Sun Nov  6",
    "Sat, 01 Jan -5 00:00:00 GMT", "01 01 01 01:01:01 01", "Sat, 01 Jan 2020 00:00:00 GMT" * 50,
)  # fmt: skip


@pytest.mark.parametrize("date", DATES)
def test_a_date_that_is_none_is_as_good_as_not_sent(site: TreeAnswers, date: str) -> None:
    assert get(site, "/", if_modified_since=date)[0].status in (200, 304)


def test_a_date_in_the_old_form_counts(site: TreeAnswers) -> None:
    assert get(site, "/", if_modified_since="Sun Nov  6 08:49:37 1994")[0].status == 200
    assert get(site, "/", if_modified_since="Fri Nov  6 08:49:37 2099")[0].status == 304


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=200))
def test_no_header_whatever_is_in_it_is_an_error_of_ours(tree: Path, coding: str, tag: str, date: str) -> None:
    more = {"accept_encoding": coding, "if_none_match": tag, "if_modified_since": date}
    assert get(TreeAnswers(tree), "/2013/06/rivers.html", **more)[0].status in (200, 304)


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/a/desk.0123456789ab.css", True),
        ("/desk.css", False),
        ("/desk.0123.css", False),
        ("/x.0123456789ab.min.js", True),
    ],
)
def test_the_desk_s_own_files_are_kept_as_long_as_their_names_say(tmp_path: Path, path: str, kept: bool) -> None:
    file = tmp_path / path.removeprefix("/")
    file.parent.mkdir(exist_ok=True)
    file.write_text("body {}")
    headers = get(TreeAnswers(tmp_path, cache_control=static_cache_control), path)[1]
    assert ("immutable" in headers["cache-control"]) == kept
