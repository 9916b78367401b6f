"""The real desk and a real endpoint behind our server, nginx and Caddy: cut and slow posts, and cookies."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from tests.journeys import kept_state
from tests.journeys.desk_forms import Editor, Post, paragraph
from tests.journeys.serving import Reply, ask, free_port, running
from tests.journeys.test_cli import handpress
from tests.journeys.test_server_and_caddy import CADDY, caddy_before, needs_caddy
from tests.journeys.test_server_and_nginx import NGINX, address_of, needs_nginx, nginx_file
from tests.journeys.test_supervisor import served, told, until

from handpress.server.endpoints import Endpoint, table_of

pytestmark = pytest.mark.slow

TOY = table_of(["tests.engine_toy"])
CUTS = 8  # of each form, by each server
SLOW_POSTS = 200


@dataclass
class House:
    """A publication that `handpress run` serves, with an editor signed in."""

    folder: Path
    ports: dict[str, int]
    editor: Editor
    password: str
    counts: Path

    def state(self) -> dict[str, str]:
        """All that the desk and the endpoints write."""
        return self._with_toy(kept_state.state(self.folder))

    def settled(self) -> dict[str, str]:
        """The state, once nothing changes any more."""
        return self._with_toy(kept_state.settled(self.folder))

    def _with_toy(self, found: dict[str, str]) -> dict[str, str]:
        return found | {"toy": self.counts.read_text() if self.counts.exists() else ""}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("real") / "paper"
    folder.parent.chmod(0o755)
    languages = ("--language", "en=English", "--language", "es=Español")
    done = handpress("init", str(folder), "--name", "The Paper", *languages, "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    file = folder / "handpress.toml"
    file.write_text('engines = ["tests.engine_toy"]\n' + file.read_text())
    counts = folder.parent / "counts"
    with pytest.MonkeyPatch.context() as patch, served_with(folder, patch, counts) as (process, port):
        until(process, lambda: ask(port, "/desk/login/").status == 200)
        until(process, lambda: ask(port, "/-/toy-both").status == 200)
        until(process, lambda: (folder / "public" / "index.html").exists())
        editor = Editor(port)
        editor.sign_in(said["user"], said["password"])
        with ExitStack() as more:
            ports = {"ours": port}
            if NGINX:
                nginx = free_port()
                more.enter_context(
                    running([str(NGINX), "-c", str(nginx_file(folder / "public", nginx, port, "nginx-real"))], nginx)
                )
                ports["nginx"] = nginx
            if CADDY:
                ports["caddy"] = more.enter_context(caddy_before(folder / "public", port))
            yield House(folder, ports, editor, said["password"], counts)


def served_with(folder: Path, patch: pytest.MonkeyPatch, counts: Path):  # type: ignore[no-untyped-def]
    """`handpress run`, whose toy notes what it did in `counts`."""
    patch.setenv("ENGINE_TOY_COUNTS", str(counts))
    return served(folder)


@pytest.fixture(
    params=[
        "ours",
        pytest.param("nginx", marks=[pytest.mark.nginx, needs_nginx]),
        pytest.param("caddy", marks=[pytest.mark.caddy, needs_caddy]),
    ]
)
def port(request: pytest.FixtureRequest, house: House) -> int:
    return house.ports[request.param]


def picture() -> bytes:
    made = io.BytesIO()
    Image.effect_noise((200, 150), 90).save(made, "PNG")
    return made.getvalue()


def forms(house: House, mark: str) -> dict[str, Post]:
    """Thirteen posts, each of which changes something when all of it arrives. `mark` makes them differ."""
    post, snippets = house.editor.post, "/desk/snippets/newsroom/{}/add/".format
    _, headers, _ = house.editor.send(post("/desk/articles/choose_parent/", {"kind": "article", "language": "en"}))
    new = headers["location"]
    _, headers, _ = house.editor.send(post(new, {"title": f"The dam {mark}", **paragraph("Water came. " * 20)}))
    published = {"title": f"The dam at night {mark}", **paragraph("It came. " * 40), "action-publish": "action-publish"}
    dam, report = ("dam.png", "image/png", picture()), ("report.pdf", "application/pdf", b"%PDF-1.4 " + b"x" * 9000)
    address = {"path": f"/old-{mark}.htm", "state": "redirect", "to_path": "/archive/"}
    licence = {"name": f"Attribution {mark}", "code": mark, "notice": "Copy freely."}
    signed = {"username": "editor", "password": house.password}
    return {
        "article made": post(new, {"title": f"The river {mark}", **paragraph("It rose. " * 30)}),
        "article scheduled": post(headers["location"], {**published, "go_live_at": "2031-12-02 10:00"}),
        "article published": post(headers["location"], published),
        "tag": post(snippets("tag"), {"name": f"dams {mark}", "locale": "1"}),
        "author": post(snippets("author"), {"name": f"Asha Rao {mark}"}),
        "section": post(snippets("section"), {"name": f"Water {mark}", "introduction": "null"}),
        "source": post(snippets("source"), {"name": f"The Lower Bank News {mark}"}),
        "licence": post(snippets("licence"), licence),
        "address": post("/desk/snippets/addresses/address/add/", address),
        "picture": post("/desk/images/add/", {"title": f"Dam {mark}", "description": "A dam", "file": dam}),
        "document": post("/desk/documents/add/", {"title": f"Report {mark}", "file": report}),
        "settings": post("/desk/settings/newsroom/magazine/1/", {"motto": f"News that wait for {mark}"}),
        "signing in": Editor(house.ports["ours"]).post("/desk/login/", signed),
        "endpoint": Post("/-/toy", "text/plain", b"x" * 3000, {}),
    }


def break_off(port: int, post: Post, at: int, *, says_so: bool) -> bytes:
    """Send a part, then close the connection, or only the half of it that sends; what is answered then."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection, suppress(ConnectionError):
        connection.sendall(post.cut(at))
        if says_so:
            connection.shutdown(socket.SHUT_WR)
            return connection.recv(1024)
    return b""


def is_refusal(said: bytes) -> bool:
    """Whether an answer is none of the desk's; Caddy 2.6 says an empty 200 to who has hung up."""
    return not said or said[9:10] in (b"4", b"5") or (b"Server: Caddy" in said and b"\r\nContent-Length: 0\r\n" in said)


def test_no_form_that_breaks_off_changes_anything(house: House, port: int) -> None:
    rng, posts = random.Random(175), forms(house, str(port))
    before = house.settled()
    for post in posts.values():
        size = len(post.body)
        for number, cut in enumerate([0, size - 1, size - 3, *(rng.randrange(size) for _ in range(CUTS))]):
            said = break_off(port, post, cut, says_so=number % 2 == 1)
            assert is_refusal(said), said
    after = house.settled()
    assert {name for name in after if after[name] != before[name]} == set()
    for name, post in posts.items():  # the very same, whole
        status, _, page = Editor(port, dict(post.cookies)).send(post)
        changed = house.state()
        assert changed != after, (name, status, page[-2000:])
        after = changed


@pytest.mark.parametrize("slow_at", ["/-/toy", "/desk/login/"])
def test_two_hundred_slow_posts_keep_nobody_from_the_desk_nor_from_an_endpoint(
    house: House, port: int, slow_at: str
) -> None:
    page = (house.folder / "public" / "index.html").read_bytes()
    editor = Editor(port, dict(house.editor.cookies))
    editor.ask("/desk/articles/")
    times = []
    with ExitStack() as slow:
        for _ in range(SLOW_POSTS):
            connection = slow.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
            connection.sendall(Post(slow_at, "text/plain", b"x" * 4000, {}).cut(1))
        for _ in range(5):
            times.append(took(lambda: editor.ask("/desk/login/")[0]))
            times.append(took(lambda: ask(port, "/-/toy-both", "POST", b"whole").status))
            assert ask(port, "/").body == page
    assert max(times) < 1.0, times


def took(do: Callable[[], int]) -> float:
    begun = time.monotonic()
    assert do() in (200, 302)
    return time.monotonic() - begun


@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in TOY.public])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_no_endpoint_sets_a_cookie_whatever_is_asked(house: House, port: int, row: Endpoint, method: str) -> None:
    for path in (address_of(row), f"{address_of(row)}?fails=1", f"{address_of(row)}/none"):
        for headers in ({}, {"Cookie": "toy=1; sessionid=x"}, {"Origin": "https://elsewhere.example"}):
            reply = ask(port, path, method, b"x" if method == "POST" else None, **headers)
            assert "set-cookie" not in reply.headers, (path, headers)


def test_no_page_sets_a_cookie_and_the_desk_s_are_its_own(house: House, port: int) -> None:
    files = [path.relative_to(house.folder / "public") for path in (house.folder / "public").rglob("*.*")]
    addresses = {f"/{path}".removesuffix("index.html") for path in files} | {"/none.html", "/desk", "/none/", "/-/none"}
    assert len(addresses) > 20
    assert {each for each in addresses if "set-cookie" in ask(port, each).headers} == set()
    assert "Path=/desk/" in ask(port, "/desk/login/").headers["set-cookie"]


def test_no_endpoint_is_told_a_reader_s_cookie_or_password(house: House, port: int) -> None:
    told = json.loads(ask(port, "/-/toy/shown/x", Cookie="sessionid=x", Authorization="Basic eDp5").body)
    assert (told["rest"], {"HTTP_COOKIE", "HTTP_AUTHORIZATION"} & set(told)) == ("x", set())
    assert told["HTTP_X_FORWARDED_FOR"] == "127.0.0.1"


def test_what_may_not_be_cached_says_so_whatever_its_view_says(house: House, port: int) -> None:
    assert ask(port, "/-/toy-both").headers["cache-control"] == "no-store"
    assert ask(port, "/-/toy/shown/x").headers["cache-control"] == "max-age=9"


def test_more_than_the_row_allows_is_refused(house: House, port: int) -> None:
    before = house.state()["toy"]
    assert ask(port, "/-/toy", "POST", b"x" * 4097).status == 413
    assert ask(port, "/-/toy", "POST", b"x" * 4096).status == 200
    assert house.state()["toy"] == before + "4096\n"


def asked_until(port: int, status: int) -> list[Reply]:
    """The answers to a post, up to the first of this status."""
    replies, deadline = [], time.monotonic() + 60
    while not replies or replies[-1].status != status:
        replies.append(ask(port, "/-/toy-both", "POST", b"kept", Accept_Language="es"))
        assert time.monotonic() < deadline, replies[-1]
        time.sleep(0.02)
    return replies


def test_a_public_process_that_is_killed_is_answered_for_and_comes_back(house: House, port: int) -> None:
    os.kill(told(house.folder)["public"]["pid"], signal.SIGKILL)
    replies = [*asked_until(port, 503), *asked_until(port, 200)]
    assert {reply.status for reply in replies} <= {200, 503}
    down = [reply for reply in replies if reply.status == 503]
    assert all("Esto no puede enviarse ahora" in reply.body.decode() for reply in down)
    assert ask(port, "/desk/login/").status == 200
