"""What an editor and a reader do at a publication in a drill, as often as it takes until it is accepted."""

from __future__ import annotations

import secrets
import time
from contextlib import suppress
from http.client import HTTPException

from tests.journeys.desk_forms import Editor, Post, paragraph
from tests.journeys.letters import hidden, multipart, send
from tests.journeys.serving import ask

PATIENCE_S = 240.0
PAUSE_S = 0.3


def new_piece(editor: Editor, title: str) -> str:
    """A new draft; the address of its form."""
    choice = editor.post("/desk/articles/choose_parent/", {"kind": "article", "language": "en"})
    _, headers, _ = editor.send(choice)
    made = editor.post(headers["location"], {"title": title, **paragraph("It rose. " * 60)})
    status, headers, page = editor.send(made)
    if status != 302:
        raise RuntimeError(f"the desk made no draft: {status} {page[-500:]!r}")
    return headers["location"]


def publication_of(editor: Editor, piece: str, title: str, **fields: str) -> Post:
    """The form of a piece, filled in, with the button that publishes."""
    published = {"title": title, **paragraph("It came. " * 40), "action-publish": "action-publish"}
    return editor.post(piece, {**published, **fields})


def publish(editor: Editor, piece: str, title: str, **fields: str) -> bool:
    """Whether the desk accepted it now."""
    with suppress(OSError, HTTPException, AssertionError):  # AssertionError: the form itself did not come
        return editor.send(publication_of(editor, piece, title, **fields))[0] == 302
    return False


def publish_at_last(editor: Editor, piece: str, title: str, **fields: str) -> float:
    """Seconds until the desk accepted it. Raises TimeoutError."""
    begun = time.monotonic()
    while not publish(editor, piece, title, **fields):
        if time.monotonic() - begun > PATIENCE_S:
            raise TimeoutError(f"{title} was not accepted within {PATIENCE_S:.0f} s")
        time.sleep(PAUSE_S)
    return time.monotonic() - begun


def letter_of(port: int, text: str) -> Post:
    """The second step of a letter, which commits it."""
    first = send(port, {"subject": "editors", "text": text, "language": "en"})
    if first.status != 200:
        raise OSError(f"the letter was answered {first.status}")
    body, kind = multipart(hidden(first.body.decode()))
    return Post("/-/contact", kind, body, {})


def write_at_last(port: int, text: str) -> None:
    """A letter, sent until it is accepted: the second step again and again, with the same token."""
    begun, letter = time.monotonic(), None
    while time.monotonic() - begun < PATIENCE_S:
        with suppress(OSError, HTTPException):
            letter = letter or letter_of(port, text)
            if ask(port, letter.path, "POST", letter.body, Content_Type=letter.kind).status == 303:
                return
        time.sleep(PAUSE_S)
    raise TimeoutError(f"the letter {text!r} was not accepted within {PATIENCE_S:.0f} s")


def mark() -> str:
    """A word that no other run uses."""
    return secrets.token_hex(4)
