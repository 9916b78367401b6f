"""Ways out of the tree, in every encoding: to the settings, the database and the machine's own files."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator

from drill.connections import status_of
from drill.outcome import Found, told
from drill.sizes import Sizes

SECRETS = (b"root:", b"base_url", b"SQLite format", b"time_zone", b"PRIVATE KEY")
TARGETS = ("handpress.toml", "data/handpress.sqlite3", "etc/passwd", "data/secret_key", "proc/self/environ")
DOTS = ("..", "%2e%2e", ".%2e", "%2E.", "%252e%252e", "%c0%ae%c0%ae", "%e0%80%ae%e0%80%ae", "..;", "...",
        "%uff0e%uff0e", "..%00", "．．", ".%00.", "%2e%2e%20")  # fmt: skip
SLASHES = ("/", "%2f", "%2F", "\\", "%5c", "%252f", "%c0%af", "%e0%80%af", "//", "/./", "%u2215", "／")
STARTS = ("/", "//", "/static/", "/desk/static/", "/i/", "/d/", "/2013/", "/-/", "/.handpress/", "/desk/", "/./", "")
DEPTHS = (1, 2, 3, 6, 12)
DIRECT = ("/handpress.toml", "/.handpress/", "/.git/config", "/data/handpress.sqlite3", "//etc/passwd", "/%00",
          "/.", "/..", "/../", "/index.html%00.txt", "/index.html.br", "/index.html.gz", "file:///etc/passwd",
          "http://elsewhere.example/etc/passwd", "/?file=../../etc/passwd", "/a" * 4000,
          "/" + "%2e" * 3000)  # fmt: skip


def attack(port: int, sizes: Sizes) -> Found:
    """Each way by itself, then random mixtures."""
    answered: Counter[int] = Counter()
    broken: list[str] = []
    for path in _paths(sizes.traversals):
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nConnection: close\r\n\r\n"
        status, answer = status_of(port, request.encode("utf-8"))
        answered[status] += 1
        if status >= 500 or (status == 200 and any(secret in answer for secret in SECRETS)):
            broken.append(f"{path[:120]!r} was answered {status}")
    return Found(f"{answered.total():,} ways out; answered {told(answered)}", tuple(broken))


def _paths(mixtures: int) -> Iterator[str]:
    yield from DIRECT
    chance = random.Random(42)
    for start, target in itertools.product(STARTS, TARGETS):
        for dots, slash in itertools.product(DOTS, SLASHES) if mixtures > 10 else ():
            yield start + (dots + slash) * 3 + target
        for _ in range(mixtures):
            steps = (chance.choice(DOTS) + chance.choice(SLASHES) for _ in range(chance.choice(DEPTHS)))
            yield start + "".join(steps) + target
