"""Questions as bytes on the wire, as browsers, old crawlers and attackers send them."""

from __future__ import annotations

import socket

HOST = b"Host: paper.example"
PAGE = b"/2013/06/rivers.html"


def _asked(path: bytes = PAGE, *headers: bytes, method: bytes = b"GET", version: bytes = b"HTTP/1.1") -> bytes:
    lines = [method + b" " + path + b" " + version, *headers, b"Connection: close"]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def _paths(*paths: str) -> dict[str, bytes]:
    return {f"path {path}": _asked(path.encode(), HOST) for path in paths}


def _header(name: str, *values: str) -> dict[str, bytes]:
    return {f"{name}: {value[:40]}": _asked(PAGE, HOST, f"{name}: {value}".encode()) for value in values}


_OLD_PATHS = (
    "/RIVERS130603.HTM", "/Rivers130603.htm", "/OLD/", "/GONE/", "/2013/06/RIVERS.HTML", "/2013/06/Rivers.html",
    "/./", "/./2013/06/rivers.html", "/2013/./06/rivers.html", "/2013/06/.", "/2013/06/./", "/%", "/%2", "/%zz",
    "/2013/06/rivers.html%", "/2013/06/rivers%2ehtml", "/2013%2f06/rivers.html", "/%2f", "//", "///", "//2013/06/",
    "/2013/06/rivers.html#part", "/2013/06/rivers.html?", "/?", "/2013/06/?x", "/2013/06/rivers.html;v=1", "/a+b",
    "/2013/06/rivers.html%20", "/2013/06/rivers.html%0d%0aX:1", "/%c0%ae%c0%ae/etc/passwd", "/~", "/~/", "/*", "/'",
    "/2013/06/rivers.html%3f", "/index.html", "/2013/06/index.html", "/es/index.html", "/INDEX.HTML", "/es", "/ES/",
    "/%E0%A4%A8%E0%A4%A6%E0%A5%80.HTM", "/index.php?ID=12", "/index.php?id=12&x=1", "/index.php", "/robots.txt/",
    "/.", "/..", "/...", "/.../", "/2013/...", "/a/b/", "/A/B", "/kept.ASP", "/search", "/es/search", "/sitemap.xml/",
)  # fmt: skip
QUESTIONS: dict[str, bytes] = {
    **_paths(*_OLD_PATHS),
    **_header("If-Match", "*", '"none"', '"a", "b"', "W/\"x\"", ""),
    **_header("If-None-Match", "*", '"none"', "W/\"x\"", '"a", "b"', "", "nonsense"),
    **_header("If-Modified-Since", "Tue Nov 14 22:13:20 2023", "Tuesday, 14-Nov-23 22:13:20 GMT", "nonsense", "",
              "Wed, 15 Nov 2123 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT",
              "Tue, 14 Nov 202311111111 22:13:20 GMT"),
    **_header("If-Unmodified-Since", "Tue, 14 Nov 2023 22:13:20 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "nonsense"),
    **_header("Range", "bytes=0-9", "bytes=-5", "bytes=5-", "bytes=0-0,2-3", "bytes=999999-", "nonsense", "bytes=9-2"),
    **_header("Accept-Encoding", "gzip;q=0", "*", "identity;q=0", "GZIP", "gzip, br", "deflate", "", "gzip;q=0.001"),
    **_header("Expect", "100-continue", "nonsense"),
    **_header("X-Forwarded-Host", "evil.example"),
    **_header("X-Original-URL", "/desk/"),
    **_header("Content-Length", "0"),
    **_header("Connection", "upgrade"),
    "no host": _asked(PAGE),
    "two hosts": _asked(PAGE, HOST, b"Host: other.example"),
    "two hosts alike": _asked(PAGE, HOST, HOST),
    "another host": _asked(PAGE, b"Host: other.example"),
    "an empty host": _asked(PAGE, b"Host:"),
    "a host of nonsense": _asked(PAGE, b"Host: a b/c"),
    "a host with a port": _asked(PAGE, b"Host: paper.example:8080"),
    "an old address at a host with a port": _asked(b"/rivers130603.htm", b"Host: paper.example:8080"),
    "HTTP/1.0 without a host": _asked(PAGE, version=b"HTTP/1.0"),
    "HTTP/1.0 with a host": _asked(PAGE, HOST, version=b"HTTP/1.0"),
    "two hundred headers": _asked(PAGE, HOST, *(b"X-%d: a" % number for number in range(200))),
    "a header of eight thousand bytes": _asked(PAGE, HOST, b"X-Long: " + b"a" * 8_000),
    "a path of four thousand bytes": _asked(b"/" + b"a" * 4_000, HOST),
    "a name longer than a file's may be": _asked(b"/" + b"a" * 300, HOST),
    "an absolute address": _asked(b"http://paper.example/2013/06/rivers.html", HOST),
    "an absolute address of another": _asked(b"http://other.example/2013/06/rivers.html", HOST),
    **{f"method {method}": _asked(PAGE, HOST, b"Content-Length: 0", method=method.encode())
       for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND", "TRACE", "get", "FOO")},
    **{f"method {method} of what is not there": _asked(b"/none.html", HOST, b"Content-Length: 0",
                                                    method=method.encode())
       for method in ("POST", "DELETE")},
    **{f"method {method} of an old address": _asked(b"/rivers130603.htm", HOST, b"Content-Length: 0",
                                                    method=method.encode())
       for method in ("POST", "HEAD")},
}  # fmt: skip


# Where they differ, and why: status of ours, of nginx.
DIFFER: dict[str, tuple[int, int, str]] = {
    **{f"path {path}": (404, 400, "granian hands paths on decoded: “/%” and “/%25” are one")
       for path in ("/%", "/%2", "/%zz", "/2013/06/rivers.html%")},
    "two hundred headers": (431, 200, "hyper takes a hundred; nginx counts bytes"),
    "Accept-Encoding: *": (200, 200, "Debian's nginx has brotli as a module of its own"),
    "Accept-Encoding: gzip, br": (200, 200, "the same"),
}  # fmt: skip


def answer(port: int, question: bytes) -> tuple[int, dict[str, str], bytes]:
    """Status (0: hung up without a word), headers and body."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(question)
        said = b""
        try:
            while part := connection.recv(65_536):
                said += part
        except ConnectionResetError:
            pass
    head, _, body = said.partition(b"\r\n\r\n")
    if head.startswith(b"HTTP/1.1 100"):
        head, _, body = body.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":")[::2] for line in lines)
    status = int(first.split()[1]) if first.startswith("HTTP/") else 0
    return status, {name.lower(): value.strip() for name, value in pairs}, body
