"""Every header that anything of ours reads, with values that hurt: none may make a server fail or be believed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from drill.connections import status_of
from drill.outcome import Found, told
from drill.sizes import Sizes

HEADERS = """
Accept Accept-Charset Accept-Encoding Accept-Language Authorization Cache-Control Connection Content-Encoding
Content-Length Content-Type Cookie Date DNT Expect Forwarded From Host HTTP2-Settings If-Match
If-Modified-Since If-None-Match If-Range If-Unmodified-Since Keep-Alive Max-Forwards Origin Pragma
Proxy-Authorization Range Referer Sec-Fetch-Dest Sec-Fetch-Mode Sec-Fetch-Site TE Trailer Transfer-Encoding
Upgrade User-Agent Via Warning X-CSRFToken X-Forwarded-For X-Forwarded-Host X-Forwarded-Proto
X-Forwarded-Prefix X-HTTP-Method-Override X-Original-URL X-Real-IP X-Requested-With X-Rewrite-URL
X-Script-Name X-Handpress
""".split()
TOGETHER = 16
ELSEWHERE = b"evil-place.example"
VALUES = (b"", b" ", b"0", b"-1", b"99999999999999999999999999", b"1, 2", b"*", b'"',
          b"\xff\xfe\x80", b"\x00", b"a\x00b",
          b"a\rb", b"\x7f\x01\x1b[31m", b"'; DROP TABLE x; --", b"${jndi:ldap://127.0.0.1:1/a}",
          b"%s%n%x{{7*7}}", b"a" * 7000,
          b"," * 3000, b"en;q=" * 500, b"bytes=0-0," * 500, b"bytes=9-1",
          b"Fri, 31 Feb 2099 99:99:99 GMT", b"W/\"\xe2\x82\xac\"",
          ELSEWHERE, b"https://" + ELSEWHERE, b"for=" + ELSEWHERE, b"chunked, chunked", b"close, upgrade", b"h2c",
          "सत्य—الحق".encode(), b"\xc3\x28", b"100-continue", b"gzip;q=NaN, br;q=-inf", b"GET / HTTP/1.1")  # fmt: skip
PATHS = (b"/", b"/none.html", b"/desk/login/", b"/-/contact/report", b"/-/contact", b"/search/?q=a")


def attack(port: int, sizes: Sizes) -> Found:
    """Each header with each value, once, twice, and random bytes; at pages, the desk and the endpoints by turns."""
    answered: Counter[int] = Counter()
    broken: list[str] = []
    with ThreadPoolExecutor(TOGETHER) as pool:  # some of them wait for a body that never comes
        for name, value, path, status, answer in pool.map(
            lambda each: _asked(port, *each), enumerate(_pairs(sizes.fuzzed))
        ):
            answered[status] += 1
            if _is_a_failure(name, status) or (name != "Referer" and ELSEWHERE in answer):
                broken.append(f"{name}: {value[:60]!r} at {path.decode()} was answered {status}: {answer[:99]!r}")
    return Found(f"{len(HEADERS)} headers, {answered.total():,} requests; answered {told(answered)}", tuple(broken))


def _asked(port: int, number: int, pair: tuple[str, bytes]) -> tuple[str, bytes, bytes, int, bytes]:
    (name, value), path = pair, PATHS[number % len(PATHS)]
    said = _request(path, name, value, twice=number % 7 == 0)
    return name, value, path, *status_of(port, said, timeout_s=40.0)


def _is_a_failure(name: str, status: int) -> bool:
    """501 is the answer to a transfer coding that is not known (RFC 9112, 6.1)."""
    return status >= 500 and not (status == 501 and name == "Transfer-Encoding")


def _pairs(random_values: int) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(7)
    for name in HEADERS:
        for value in VALUES if random_values > 10 else chance.sample(VALUES, 6):
            yield name, value
        for _ in range(random_values):
            yield name, bytes(chance.randrange(256) for _ in range(chance.randrange(1, 200))).replace(b"\n", b"")


def _request(path: bytes, name: str, value: bytes, *, twice: bool) -> bytes:
    method = b"POST" if path == b"/-/contact" else b"GET"
    own = name.lower()
    lines = [b"%s %s HTTP/1.1" % (method, path)]
    lines += [b"Host: 127.0.0.1:8000"] * (own != "host") + [b"Connection: close"] * (own != "connection")
    if method == b"POST" and own not in ("content-length", "transfer-encoding"):
        lines.append(b"Content-Length: 0")
    lines += [name.encode() + b": " + value] * (2 if twice else 1)
    return b"\r\n".join(lines) + b"\r\n\r\n"
