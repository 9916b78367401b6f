"""Whatever lies in a folder is named or taken; nothing in it can stop the reading or lead out of it."""

from __future__ import annotations

import gzip
import inspect
import os
import socket
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

from handpress.extract import Refusal
from handpress.importers import extracting
from handpress.importers.archive import Archive, ArchiveFile, import_id, read_file
from handpress.importers.legacy import LegacyArchive
from handpress.importers.pieces import Piece
from handpress.importers.roles import role_of

PAGE = (
    "<html><head><title>The Weir at Stow</title></head><body><h1>The Weir at Stow</h1>"
    + "<p>The weir at Stow was built by monks, and it has been mended by nearly everybody else since then.</p>" * 6
    + "{more}</body></html>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "old"
    root.mkdir()
    (root / "good.htm").write_text(PAGE.format(more=""))
    return root


def read(folder: Path) -> tuple[dict[str, Piece], dict[str, Refusal]]:
    found = list(LegacyArchive(Archive.at(folder)).pieces())
    pieces = {each.extraction.path: each for each in found if isinstance(each, Piece)}
    refusals = {each.path: each for each in found if isinstance(each, Refusal)}
    assert "good.htm" in pieces, "the import went on"
    return pieces, refusals


def test_a_link_out_of_the_folder_is_named_and_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.htm").write_text(PAGE.format(more="Secret."))
    (folder / "out.htm").symlink_to(tmp_path / "secret.htm")
    (folder / "sub").symlink_to(tmp_path)
    (folder / "within.htm").symlink_to(folder / "good.htm")
    pieces, refusals = read(folder)
    assert refusals["out.htm"].code == refusals["sub"].code == "leads_out"
    assert set(pieces) == {"good.htm", "within.htm"}


def test_a_picture_beyond_the_folder_is_not_taken(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "p.jpg").write_bytes(b"x")
    (folder / "q.jpg").symlink_to(tmp_path / "p.jpg")
    archive = Archive.at(folder)
    page = ArchiveFile(folder / "good.htm", "good.htm")
    for source in ("../p.jpg", "/../p.jpg", str(tmp_path / "p.jpg"), "q.jpg", "%00.jpg", "http://[bad"):
        assert archive.picture(source, page) is None, source


def test_a_picture_is_found_whatever_its_capitals(folder: Path) -> None:
    (folder / "Images").mkdir()
    (folder / "Images" / "Wheel.JPG").write_bytes(b"x")
    archive = Archive.at(folder)
    found = archive.picture("images/wheel.jpg", ArchiveFile(folder / "good.htm", "good.htm"))
    assert found == folder / "Images" / "Wheel.JPG"


def test_pipes_sockets_and_devices_are_named_and_never_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(folder / "pipe.htm")
    where = socket.socket(socket.AF_UNIX)
    monkeypatch.chdir(folder)  # a socket's path may be 107 bytes long
    where.bind("socket.htm")
    (folder / "null.htm").symlink_to("/dev/null")
    _, refusals = read(folder)
    where.close()
    assert {name: refusals[name].code for name in ("pipe.htm", "socket.htm", "null.htm")} == {
        "pipe.htm": "no_file",
        "socket.htm": "no_file",
        "null.htm": "leads_out",
    }


def test_a_file_that_becomes_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.jpg")
    with pytest.raises(OSError, match="pipe"):
        read_file(folder / "pipe.jpg")


def test_an_unreadable_file_and_folder_are_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "closed.htm").write_text(PAGE.format(more=""))
    (folder / "locked").mkdir()
    real_open, real_scan = os.open, os.scandir

    def refuse(path, *arguments, **options):
        if str(path).endswith(("closed.htm", "locked")):
            raise PermissionError(13, "Permission denied", str(path))
        return real_open(path, *arguments, **options)

    def refuse_scan(path):
        return refuse(path) if str(path).endswith("locked") else real_scan(path)

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(os, "scandir", refuse_scan)
    _, refusals = read(folder)
    for name in ("closed.htm", "locked"):
        assert (refusals[name].code, "Permission denied" in refusals[name].message) == ("unreadable", True)


def test_a_file_that_vanishes_meanwhile_is_named(folder: Path) -> None:
    (folder / "gone.htm").write_text(PAGE.format(more=""))
    archive = LegacyArchive(Archive.at(folder))
    archive.learn()
    (folder / "gone.htm").unlink()
    refusals = [each for each in archive.pieces() if isinstance(each, Refusal)]
    assert [(each.path, each.code) for each in refusals] == [("gone.htm", "unreadable")]


def test_a_file_that_grows_over_the_limit_meanwhile_is_named(folder: Path) -> None:
    (folder / "grows.htm").write_text(PAGE.format(more=""))
    archive = LegacyArchive(Archive.at(folder))
    with (folder / "grows.htm").open("r+b") as file:
        file.truncate(100_000_000)
    refusals = [each for each in archive.pieces() if isinstance(each, Refusal)]
    assert [(each.path, "100000000 bytes" in each.message) for each in refusals] == [("grows.htm", True)]


def test_files_that_are_no_pages_are_named_with_the_reason(folder: Path) -> None:
    (folder / "empty.htm").write_bytes(b"")
    (folder / "photo.html").write_bytes(bytes(range(256)) * 40)
    (folder / "bomb.html").write_bytes(gzip.compress(b"<p>" + b"a" * 5_000_000))
    (folder / "bomb.zip").write_bytes(b"PK\x03\x04")
    (folder / "export.xml").write_bytes(b"<rss/>")
    (folder / "notes.doc").write_bytes(b"x")
    with (folder / "huge.html").open("wb") as file:
        file.truncate(100_000_000)
    (folder / "entities.html").write_text(
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><html><p>&e;</p></html>'
    )
    _, refusals = read(folder)
    assert {name: refusal.code for name, refusal in refusals.items()} == {
        "empty.htm": "empty",
        "photo.html": "binary",
        "bomb.html": "binary",
        "bomb.zip": "packed",
        "export.xml": "not_a_page",
        "notes.doc": "not_a_page",
        "huge.html": "too_large",
        "entities.html": "external_entities",
    }
    assert all(name in refusal.message for name, refusal in refusals.items())


def test_a_truncated_page_is_taken_with_a_warning(folder: Path) -> None:
    (folder / "cut.htm").write_text(PAGE.format(more="<p>And the").removesuffix("</body></html>"))
    pieces, _ = read(folder)
    assert pieces["cut.htm"].extraction.warnings


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "blockquote", "font", "ul><li"])
def test_deep_nesting_is_read_or_refused_but_never_fails(folder: Path, tag: str) -> None:
    (folder / "deep.htm").write_text(PAGE.format(more=f"<{tag}>" * 5000 + "<p>The bottom of it.</p>"))
    pieces, refusals = read(folder)
    assert "deep.htm" in pieces or "deep.htm" in refusals


def test_a_deep_folder_is_walked_without_recursion(folder: Path) -> None:
    (folder / Path(*"d" * 300)).mkdir(parents=True)
    (folder / Path(*"d" * 300) / "deep.htm").write_text(PAGE.format(more="Deep."))
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        found = [each.name for each in Archive.at(folder).pages()]
    finally:
        sys.setrecursionlimit(limit)
    assert "good.htm" in found
    assert "d/" * 300 + "deep.htm" in found


def test_dot_files_are_passed_over(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".git" / "page.htm").write_text(PAGE.format(more=""))
    (folder / ".page.htm").write_text(PAGE.format(more=""))
    pieces, refusals = read(folder)
    assert (set(pieces), refusals) == ({"good.htm"}, {})


def test_a_file_name_that_is_not_utf_8_has_its_old_address(folder: Path) -> None:
    (Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.htm"))).write_text(PAGE.format(more=""))
    pieces, _ = read(folder)
    assert unquote(pieces["café.htm"].extraction.legacy_address) == "/café.htm"


def test_each_old_address_has_an_id_of_its_own() -> None:
    found = {import_id(kind, path) for kind in ("page", "wordpress") for path in ("/a.htm", "/A.htm", "/a%2Ehtm")}
    assert len(found) == 6


def test_pages_of_the_magazine_itself_are_told_by_their_names(folder: Path) -> None:
    (folder / "sub").mkdir()
    for name in ("about.htm", "sub/contact.htm"):
        (folder / name).write_text(PAGE.format(more=name))
    pieces, _ = read(folder)
    assert (pieces["about.htm"].role, pieces["sub/contact.htm"].role, pieces["good.htm"].role) == ("about", "", "")
    assert role_of("Quienes-Somos") == "about"


def test_many_pages_read_by_processes_give_the_same_in_the_same_order(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(70):
        (folder / f"page{number:02}.htm").write_text(PAGE.format(more=f"<p>Page {number}.</p>"))
    (folder / "page33.htm").write_bytes(b"")
    serial = list(LegacyArchive(Archive.at(folder)).pieces())
    monkeypatch.setattr(extracting, "MANY", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert list(LegacyArchive(Archive.at(folder)).pieces()) == serial
    assert len(serial) == 71


FEED = '<rss version="2.0"><channel><item><title>The weir</title></item></channel></rss>'


@pytest.mark.parametrize(
    "name", ["feed/index.html", "rss.php", "index.html?feed=rss2", "feed", "atom.asp", "index.php@feed=rss.html"]
)
@pytest.mark.parametrize(
    ("text", "code"),
    [
        (FEED, "feed"),
        (f'\ufeff<?xml version="1.0"?>\n<?xml-stylesheet href="x"?><!-- a > b -->\n{FEED}', "feed"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"/>'.replace("/>", "></feed>"), "feed"),
        ('<?xml version="1.0"?><rdf:RDF xmlns:rdf="x"></rdf:RDF>', "feed"),
        ("<urlset></urlset>", "sitemap"),
    ],
)
def test_a_feed_is_one_whatever_a_mirror_called_it(folder: Path, name: str, text: str, code: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    _, refusals = read(folder)
    assert refusals[name].code == code
    assert "leads" not in refusals[name].message


def test_a_page_that_shows_a_feed_is_a_page(folder: Path) -> None:
    (folder / "many.html").write_text("<!-- -->\n" * 400 + PAGE.format(more="Many comments."), "utf-8")
    (folder / "how.html").write_text(PAGE.format(more=f"<pre>{FEED}</pre><!-- <rss > -->"), "utf-8")
    pieces, _ = read(folder)
    assert {"how.html", "many.html"} <= set(pieces)


@pytest.mark.parametrize(
    ("files", "source", "found"),
    [
        (["photo.jpg?w=300", "photo.jpg"], "/photo.jpg?w=300", "photo.jpg?w=300"),
        (["photo.jpg?w=300", "photo.jpg"], "photo.jpg?w=200", "photo.jpg"),
        (["photo.jpg?w=300"], "photo.jpg%3Fw=300", "photo.jpg?w=300"),
        (["photo.jpg%3fw%3d300"], "photo.jpg?w=300", "photo.jpg%3fw%3d300"),
        (["a/Photo.JPG?x=1&y=a%2Fb"], "/a/photo.jpg?x=1&y=a/b", "a/Photo.JPG?x=1&y=a%2Fb"),
        (["caf%C3%A9.jpg"], "/caf%C3%A9.jpg", "caf%C3%A9.jpg"),
        (["photo.jpg"], "/photo.jpg?w=300", "photo.jpg"),
        (["photo.jpg?w=300"], "/photo.jpg", None),
    ],
)
def test_a_picture_of_a_mirror_is_found_by_its_address(
    folder: Path, files: list[str], source: str, found: str | None
) -> None:
    for name in files:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"x")
    page = ArchiveFile(folder / "good.htm", "good.htm")
    assert Archive.at(folder).picture(source, page) == (folder.resolve() / found if found else None)
