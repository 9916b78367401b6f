"""Posts cut off at random bytes: the desk's sign-in and forms, and a reader's letter; none may change anything."""

from __future__ import annotations

import random
import socket
from collections.abc import Iterator
from contextlib import suppress

from tests.journeys.desk_forms import Editor, Post, paragraph
from tests.journeys.kept_state import settled, state

from drill.desk_work import letter_of, mark, new_piece, publication_of
from drill.house import House, temporary
from drill.outcome import Outcome
from drill.sizes import Sizes

HANGS_UP_S = 30.0
ENDPOINTS = frozenset({"contact"})  # that take posts: each has a form below


def drill(sizes: Sizes) -> Iterator[Outcome]:
    """Each form so often, by each server; then the very same, whole, which has to change something."""
    with temporary(sizes.articles, nginx=True) as house:
        editor = house.editor()
        for server, port in house.ports.items():
            posts = _forms(house, editor, port)
            before = settled(house.folder)
            number = sum(_cut_often(port, post, sizes.cuts) for post in posts.values())
            after = settled(house.folder)
            broken = [f"{table} has changed" for table in after if after[table] != before.get(table)]
            broken += list(_changing_nothing(house, server, posts))
            yield Outcome("cuts", server, f"{number:,} cut posts of {len(posts)} forms", broken=tuple(broken))


def _forms(house: House, editor: Editor, port: int) -> dict[str, Post]:
    made, later = mark(), {"go_live_at": "2031-12-02 10:00"}
    piece = new_piece(editor, f"The dam {made}")
    choice = editor.post("/desk/articles/choose_parent/", {"kind": "article", "language": "en"})
    new = editor.send(choice)[1]["location"]
    signed = {"username": house.user, "password": house.password}
    return {
        "an article made": editor.post(new, {"title": f"The river {made}", **paragraph("It rose. " * 30)}),
        "an article under embargo": publication_of(editor, piece, f"The dam at night {made}", **later),
        "an article published": publication_of(editor, piece, f"The dam at night {made}"),
        "signing in": Editor(house.ports["ours"]).post("/desk/login/", signed),
        "a letter": letter_of(port, f"Words {made}"),
    }


def _cut_often(port: int, post: Post, count: int) -> int:
    chance, size = random.Random(175), len(post.body)
    cuts = [0, 1, size - 1, size - 2, *(max(size - chance.randrange(400), 0) for _ in range(count // 4))]
    cuts += [chance.randrange(size) for _ in range(count)]
    for number, cut in enumerate(cuts):
        with suppress(ConnectionError), socket.create_connection(("127.0.0.1", port), HANGS_UP_S) as connection:
            connection.sendall(post.cut(cut))
            if number % 4 == 0:  # the client still waits for an answer
                connection.shutdown(socket.SHUT_WR)
                connection.recv(64)
    return len(cuts)


def _changing_nothing(house: House, server: str, posts: dict[str, Post]) -> Iterator[str]:
    before = state(house.folder)
    for name, post in posts.items():
        Editor(house.ports[server], dict(post.cookies)).send(post)
        if (now := state(house.folder)) == before:
            yield f"{name}: whole, it changes nothing either"
        before = now
