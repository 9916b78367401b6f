"""Whatever is killed and whatever is posted: what was confirmed is there, once, and honest readers get through."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest
from tests.journeys.letters import TOML, UNLIMITED, Post, confirmed, hidden, send
from tests.journeys.pressing import environment, until
from tests.journeys.serving import Reply, ask, free_port, running
from tests.journeys.test_cli import handpress
from tests.journeys.test_engine import PUBLISH, in_django

from handpress.cli.supervising import programs
from handpress.config.publication import load
from handpress.server import places

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("HANDPRESS_TEST_KILLS", "200"))
POSTS = int(os.environ.get("HANDPRESS_TEST_POSTS", "5000"))
HONEST_EVERY = 25  # posts
HOSTILE_NETWORKS = 10
# Forks the public process, and another one at once when it has ended: the supervisor would wait, longer each time.
KEEPER = """
import os, sys, django
django.setup()
from django.db import connections
from handpress.config.public import application, serve
from handpress.kit.processes import die_with_parent
application()
connections.close_all()
while True:
    if (child := os.fork()) == 0:
        die_with_parent()
        open(sys.argv[1], "w").write(str(os.getpid()))
        serve()
        os._exit(0)
    os.waitpid(child, 0)
"""
TASKS = "import django; django.setup(); from handpress.background.worker import serve; serve()"


@dataclass
class House:
    """A publication behind its file server; its public process is found in `pid_file`."""

    folder: Path
    port: int
    pid_file: Path
    post: Post = field(default_factory=Post)

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        with sqlite3.connect(self.folder / "data" / "handpress.sqlite3", timeout=30) as database:
            return database.execute(sql).fetchall()


def made(pristine: Path, folder: Path, post: Post, limits: str = "") -> Path:
    shutil.copytree(pristine, folder)
    file = folder / "handpress.toml"
    file.write_text(file.read_text() + TOML.format(port=post.port) + limits)
    assert handpress("-C", str(folder), "upgrade").returncode == 0
    in_django(folder, PUBLISH)
    return folder


@contextmanager
def kept(folder: Path, script: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the publication, as if the supervisor had started it, ended with all that it started."""
    told = {**environment(folder), places.SUPERVISED: "1"}
    process = subprocess.Popen([sys.executable, "-c", script, *arguments], cwd=ROOT, env=told, start_new_session=True)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def served(folder: Path, post: Post) -> Iterator[House]:
    run, port = folder / "data" / "run", free_port()
    run.mkdir(parents=True, exist_ok=True)
    files = programs(load(folder), "127.0.0.1", port, 1)[0]
    with kept(folder, KEEPER, str(run / "public.pid")), running(list(files.command), port, **files.environment):
        until(lambda: ask(port, "/-/contact/report").status == 200, "the public process answers")
        yield House(folder, port, run / "public.pid", post)


@pytest.fixture
def post() -> Iterator[Post]:
    server = Post()
    server.come()
    yield server
    server.go()


def test_what_was_confirmed_is_there_and_none_twice_whatever_is_killed(
    pristine: Path, tmp_path: Path, post: Post
) -> None:
    chance, answered = random.Random(7), {}
    folder = made(pristine, tmp_path / "paper", post, UNLIMITED)
    with served(folder, post) as house, kept(folder, TASKS):
        for number in range(KILLS):
            written = {"subject": "editors", "text": f"Kill {number}", "language": "en", "mail": f"r{number}@a.example"}
            fields = hidden(patiently(lambda w=written: send(house.port, w)).body.decode())
            killer = kill_after(house.pid_file, chance.uniform(0, 0.03))
            with suppress(OSError):
                first = send(house.port, fields)
                if first.status == 303:
                    answered[number] = first.headers["location"]
            killer.join()
            again = patiently(lambda f=fields: send(house.port, f)).headers["location"]
            assert answered.setdefault(number, again) == again
        rows = house.rows("SELECT text, key, mail FROM contact_item WHERE text LIKE 'Kill %'")
        assert sorted(text for text, _, _ in rows) == sorted(f"Kill {number}" for number in range(KILLS))
        assert {f"r{number}@a.example": answered[number] for number in answered} == {
            mail: f"/-/contact/status/{key}" for _, key, mail in rows
        }
        until(lambda: house.rows("SELECT count(*) FROM outgoing_letter WHERE state <> 'sent'") == [(0,)], "all is sent")
        sent = Counter(str(message["to"]) for message in post.taken)
        assert sent == Counter({f"r{number}@a.example": 1 for number in range(KILLS)})


def kill_after(pid_file: Path, seconds: float) -> threading.Thread:
    def kill() -> None:
        time.sleep(seconds)
        with suppress(ProcessLookupError):
            os.kill(int(pid_file.read_text()), signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


def patiently(post: Callable[[], Reply]) -> Reply:
    """The answer once there is one: after a kill the process has to come back."""
    found: list[Reply] = []

    def tried() -> bool:
        with suppress(OSError):
            answer = post()
            if answer.status in (200, 303):
                found.append(answer)
        return bool(found)

    until(tried, "it is answered again")
    return found[-1]


def test_a_sender_that_is_killed_sends_each_letter_and_repeats_none_as_another(
    pristine: Path, tmp_path: Path, post: Post
) -> None:
    """What the server had taken when the sender was killed comes once more, as the same message: SMTP knows no more."""
    folder, chance = made(pristine, tmp_path / "paper", post, UNLIMITED), random.Random(8)
    count = 60
    in_django(folder, WRITE.format(count=count))
    for _round in range(12):
        with kept(folder, TASKS):
            time.sleep(chance.uniform(1.0, 2.5))
        database = sqlite3.connect(folder / "data" / "handpress.sqlite3", timeout=30)
        with database:  # as when the ten minutes have gone by
            database.execute("UPDATE outgoing_letter SET next_at = created_at WHERE state = 'waiting'")
        database.close()
    with kept(folder, TASKS):
        waiting = "SELECT count(*) FROM outgoing_letter WHERE state <> 'sent'"
        until(lambda: House(folder, 0, tmp_path, post).rows(waiting) == [(0,)], "all is sent")
    by_person = {f"p{n}@a.example": set() for n in range(count)}
    for message in post.taken:
        by_person[str(message["to"])].add(message["message-id"])
    assert {len(ids) for ids in by_person.values()} == {1}


WRITE = """
from django.db import transaction
from handpress.outgoing.actions import write
for number in range({count}):
    write(f"p{{number}}@a.example", "A letter", "Words.")
"""


def hostile(chance: random.Random) -> list[Callable[[int, dict[str, str]], Reply]]:
    """What attackers and broken programs send; each takes a port and the headers of its network."""
    return [
        lambda port, told: raw(port, form(text="x" * 1_000_000), told),
        lambda port, told: too_much(port, told),
        lambda port, told: raw(port, form(text="a\0b", name="\u202egro.elpmaxe"), told),
        lambda port, told: raw(port, form(mail="a@b.example\r\nBcc: all@b.example"), told),
        lambda port, told: raw(port, form(mail="a" * 400 + "@b.example", subject="takedown"), told),
        lambda port, told: raw(port, form(about="http://[::1", subject="correction"), told),
        lambda port, told: raw(port, form(about="/../../etc/passwd\0", subject="correction"), told),
        lambda port, told: raw(port, form(about="%" * 200), told),
        lambda port, told: raw(port, form(subject="'; DROP TABLE contact_item; --"), told),
        lambda port, told: raw(port, form(language="../../x"), told),
        lambda port, told: raw(port, form(language="ar", text="<script>alert(1)</script>"), told),
        lambda port, told: raw(port, form(text="\ud800".encode("utf-8", "surrogatepass").decode("latin-1")), told),
        lambda port, told: raw(port, b"text=%ff%fe%00&subject=editors&name=%80", told),
        lambda port, told: raw(port, chance.randbytes(3000), told),
        lambda port, told: raw(port, b"&" * 5000, told),
        lambda port, told: raw(port, b"&".join(b"f%d=1" % n for n in range(1500)), told),
        lambda port, told: raw(port, form(token="x" * 5000), told),
        lambda port, told: raw(port, form(token="é:\U0001f600:\0"), told),
        lambda port, told: raw(port, b'{"subject": "editors"}', told, kind="application/json"),
        lambda port, told: raw(port, chance.randbytes(500), told, kind="multipart/form-data; boundary=x"),
        lambda port, told: raw(port, b"--x\r\n", told, kind="multipart/form-data; boundary=x"),
        lambda port, told: raw(port, b"x", told, kind="multipart/form-data"),
        lambda port, told: raw(port, b"x", told, kind="multipart/form-data; boundary=" + "y" * 300),
        lambda port, told: raw(port, PIECE, told, kind="multipart/form-data; boundary=x"),
        lambda port, told: raw(port, form(), told, kind="application/x-www-form-urlencoded; charset=utf-7"),
        lambda port, told: raw(port, form(), told, kind="application/x-www-form-urlencoded; charset=nonsense"),
        lambda port, told: raw(port, form(), {**told, "Origin": "https://evil.example"}),
        lambda port, told: raw(port, form(), {**told, "Origin": "http://[", "Host": "evil.example"}),
        lambda port, told: raw(port, form(), {**told, "Sec_Fetch_Site": "cross-site"}),
        lambda port, told: raw(port, form(website="https://buy.example"), told),
        lambda port, told: raw(port, b"", told, method="PUT"),
        lambda port, told: raw(port, b"", told, path="/-/contact/" + "x" * 3000),
        lambda port, told: ask(port, "/-/contact/report?about=%ff%00&about=" + "y" * 2000, **told),
        lambda port, told: ask(port, "/-/contact/status/%00%ff", **told),
        lambda port, told: ask(port, "/-/contact/status/" + "z" * 900, **told),
        lambda port, told: replayed(port, told),
        lambda port, told: told_otherwise(port, told),
        lambda port, told: confirmed(port, address=told["X_Forwarded_For"], text=f"Spam {chance.random()}"),
    ]


PIECE = b'--x\r\nContent-Disposition: form-data; name="text"; filename="a.html"\r\n\r\nHello\r\n--x--\r\n'


def form(**fields: str) -> bytes:
    return urlencode({"subject": "editors", "text": "Words", "language": "en", **fields}).encode()


def raw(
    port: int,
    body: bytes,
    told: dict[str, str],
    *,
    kind: str = "application/x-www-form-urlencoded",
    method: str = "POST",
    path: str = "/-/contact",
) -> Reply:
    return ask(port, path, method, body, Content_Type=kind, **told)


def too_much(port: int, told: dict[str, str]) -> Reply:
    """More than the endpoint takes is refused before all of it has come: the client may find the line closed."""
    try:
        return raw(port, form(text="x" * 2_200_000), told)
    except OSError:
        return Reply(413, {}, b"")


def second_step(port: int, told: dict[str, str]) -> dict[str, str]:
    page = send(port, {"subject": "editors", "text": "Spam that is sent twice", "language": "en"}, **told)
    return hidden(page.body.decode())


def replayed(port: int, told: dict[str, str]) -> Reply:
    fields = second_step(port, told)
    first, again = send(port, fields, **told), send(port, fields, **told)
    if first.status == 303:
        assert again.headers["location"] == first.headers["location"]
    return again


def told_otherwise(port: int, told: dict[str, str]) -> Reply:
    fields = second_step(port, told) | {"text": "Other words than those that were shown"}
    answer = send(port, fields, **told)
    assert answer.status == 422
    assert b"Other words than those" in answer.body
    return answer


def test_hostile_posts_break_nothing_and_honest_readers_get_through(pristine: Path, tmp_path: Path, post: Post) -> None:
    """With the limits as they come: whoever floods uses up the limit of the own network alone."""
    chance = random.Random(11)
    kinds, folder = hostile(chance), made(pristine, tmp_path / "paper", post)
    with served(folder, post) as house, ThreadPoolExecutor(4) as threads:

        def one(number: int) -> tuple[int, bool, str]:
            if number % HONEST_EVERY == 0:
                words = f"Honest {number} — “quoted”, नमस्ते, مرحبا\nand a second line"
                answer = confirmed(house.port, address=f"10.{number // 250 % 250}.{number % 250}.7", text=words)
                return answer.status, "set-cookie" in answer.headers, words
            told = {"X_Forwarded_For": f"203.0.{number % HOSTILE_NETWORKS}.{number % 200 + 1}"}
            answer = kinds[number % len(kinds)](house.port, told)
            return answer.status, "set-cookie" in answer.headers, ""

        done = list(threads.map(one, range(POSTS)))
        statuses = Counter(status for status, _, _ in done)
        assert not [status for status in statuses if status >= 500], statuses
        assert not [each for each in done if each[1]]
        honest = [(status, words) for status, _, words in done if words]
        assert {status for status, _ in honest} == {303}
        stored = Counter(text for (text,) in house.rows("SELECT text FROM contact_item WHERE text LIKE 'Honest%'"))
        assert stored == Counter(words for _, words in honest)
        spam = house.rows("SELECT count(*) FROM contact_item WHERE text NOT LIKE 'Honest%'")
        assert 0 < spam[0][0] <= HOSTILE_NETWORKS * 10 * 2  # twice, should an hour begin meanwhile
        assert statuses[429]
        assert house.rows("SELECT count(*) FROM contact_item WHERE text LIKE 'Other words%'") == [(0,)]
