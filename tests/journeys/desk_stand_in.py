"""A WSGI application in the place of the desk: it says what reached it."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse


def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Answer by path: `echo`, `large`, `cookies`, `empty`, `acted`, `together`, otherwise what was asked, as JSON."""
    answers: dict[str, Callable[..., Iterable[bytes]]] = {
        "/desk/echo": _echo,
        "/desk/large": _large,
        "/desk/cookies": _cookies,
        "/desk/empty": _empty,
        "/desk/acted": _act,
        "/desk/together": _together,
    }
    return answers.get(environ["PATH_INFO"], _report)(environ, start_response)


def _echo(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    start_response("200 OK", [("Content-Type", "application/octet-stream"), ("Content-Length", str(len(body)))])
    return [body]


def _act(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Do what a form does: act on what arrived, whether it is all of it or not."""
    body = environ["wsgi.input"].read()
    with Path(os.environ["ACTED"]).open("ab") as acted:
        acted.write(body[:40] + b" %d\n" % len(body))
    start_response("200 OK", [("Content-Length", "0")])
    return []


_at_work: list[object] = []


def _together(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Take a while; how many were at work then."""
    _at_work.append(environ)
    time.sleep(0.2)
    number = len(_at_work)
    _at_work.remove(environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(number).encode()]


def _large(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "application/octet-stream")])
    return (bytes([number]) * 65536 for number in range(64))


def _cookies(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    start_response("302 Found", [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("Location", "/desk/")])
    return [b""]


def _empty(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    start_response("204 No Content", [("X-Kept", "yes")])
    return []


def _report(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    shown = {name: value for name, value in environ.items() if isinstance(value, str)}
    start_response("200 OK", [("Content-Type", "application/json"), ("Connection", "X-Hop"), ("X-Hop", "secret")])
    return [json.dumps(shown).encode()]
