"""A small public tree with one of everything the server must tell apart."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import brotli

WRITTEN_AT = 1_700_000_000  # 2023-11-14 22:13:20 UTC
PAGE = b"<!doctype html><html lang=en><title>Rivers</title><p>" + b"The river rose again. " * 60
MISSING = b"<!doctype html><html lang=en><title>Not here</title><p>" + b"No page stands here. " * 30
FEED = b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0">' + b"<item/>" * 60 + b"</rss>"
PICTURE = bytes(range(256)) * 4
SEARCH = PAGE + b'<!--handpress asks--><!--asked <q>%%asked%%</q> asked--><input name="q" value="">'
UNSENT = b"<!doctype html><html lang=en><title>Not now</title><p>" + b"Send it again later. " * 30
REDIRECTS = {
    "/rivers130603.htm": "/2013/06/rivers.html",
    "/old/": "/archive/",
    "/2003/jan/index.html": "/archive/",
    "/a/b": "/2013/06/rivers.html",
    "/index.php?id=12": "/2013/06/rivers.html",
    "/\u0928\u0926\u0940.htm": "/2013/06/%E0%A4%A8%E0%A4%A6%E0%A5%80.html",
}
BARRED = ("/2013/06/barred.html", "/barred/")  # for legal reasons
GONE = ("/2013/06/withdrawn.html", "/gone/", "/story.asp", "/2003/feb/index.html")


def notice(target: str | None, gone: int = 410) -> bytes:
    """The file the press leaves at an address that moved, or at one that is gone."""
    kind = f"301 {target}" if target else str(gone)
    return f"<!doctype html><!--handpress {kind}--><title>Notice</title><p>See elsewhere.".encode()


def build(root: Path) -> Path:
    """The tree below `root`, with every file's time in the past."""
    texts = {
        "index.html": PAGE + b"front",
        "404.html": MISSING,
        "2013/06/rivers.html": PAGE,
        "2013/06/index.html": PAGE + b"month",
        "2013/06/\u0928\u0926\u0940.html": PAGE + "\u0928\u0926\u0940".encode(),
        "es/index.html": PAGE + b"portada",
        "es/404.html": MISSING + b"No hay nada.",
        "-/en/unsent.html": UNSENT,
        "-/es/unsent.html": UNSENT + b"Ahora no.",
        "search/index.html": SEARCH,
        "es/search/index.html": SEARCH + b"busca",
        "feeds/all.xml": FEED,
        "es/feeds/all.xml": FEED + b" ",
        "feeds/all.json": b'{"version": "https://jsonfeed.org/version/1.1", "items": []}' + b" " * 300,
        "sitemap.xml": FEED,
        "robots.txt": b"User-agent: *\n" * 20,
        "drive.svg": b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<g/>" * 80 + b"</svg>",
        ".well-known/security.txt": b"Contact: mailto:desk@paper.example\n" * 8,
        "kept.asp": PAGE + b"kept",
    }
    for name, body in texts.items():
        _write(root / name, body)
        _write(root / (name + ".gz"), gzip.compress(body, mtime=0))
        _write(root / (name + ".br"), brotli.compress(body))
    plain = {
        "2013/06/young.html": PAGE + b"no variants yet",
        "i/ab/0123456789abcdef0123.webp": PICTURE,
        "d/0123abcd/report.pdf": b"%PDF-1.4 " + PICTURE,
        "d/0123abcd/table.html": b"<script>alert(1)</script>",
        "d/0123abcd/data.tar.gz": gzip.compress(b"data", mtime=0),
        "empty.txt": b"",
        ".handpress/manifest": b"private",
        ".~0123456789abcdef": b"half a page",
        "2013/06/.~0123456789abcdef": b"half a page",
    }
    for name, body in plain.items():
        _write(root / name, body)
    for path, target in REDIRECTS.items():
        _write(root / _file(path), notice(target))
    for path in GONE:
        _write(root / _file(path), notice(None))
    for path in BARRED:
        _write(root / _file(path), notice(None, 451))
    _write_maps(root / ".handpress")
    return root


def _file(path: str) -> str:
    return path.lstrip("/") + ("index.html" if path.endswith("/") else "")


def _write_maps(folder: Path) -> None:
    lines = "".join(f'"{path}" "{target}";\n' for path, target in REDIRECTS.items())
    _write(folder / "redirects" / "0a.map", lines.encode())
    _write(folder / "gone" / "0a.map", "".join(f'"{path}" 1;\n' for path in GONE).encode())
    _write(folder / "gone" / "0b.map", "".join(f'"{path}" 451;\n' for path in BARRED).encode())


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    os.utime(path, (WRITTEN_AT, WRITTEN_AT))
