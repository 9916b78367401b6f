"""A reader's form as browsers send it, and a mail server that takes what becomes of it."""

from __future__ import annotations

import html
import re
import secrets
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from tests.journeys.serving import Reply, ask, free_port


@dataclass
class Post:
    """A mail server on a port of its own, that can go away and come back."""

    port: int = field(default_factory=free_port)
    taken: list[Any] = field(default_factory=list)
    _controller: Controller | None = None

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802  aiosmtpd's name
        self.taken.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"

    def to(self, address: str) -> list[Any]:
        """The messages that were taken for an address."""
        return [each for each in list(self.taken) if address in str(each["to"])]

    def come(self) -> None:
        self._controller = Controller(self, "127.0.0.1", self.port)
        self._controller.start()

    def go(self) -> None:
        if self._controller:
            self._controller.stop()
        self._controller = None


TOML = '\n[mail]\nserver = "127.0.0.1"\nport = {port}\nsecurity = "none"\nsender = "editors@paper.example"\n'
UNLIMITED = "\n[contact]\nper_network_an_hour = 100000\nin_all_an_hour = 100000\n"


def multipart(fields: dict[str, str]) -> tuple[bytes, str]:
    boundary = secrets.token_hex(8)
    parts = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    return "".join([*parts, f"--{boundary}--\r\n"]).encode(), f"multipart/form-data; boundary={boundary}"


def send(port: int, fields: dict[str, str], **headers: str) -> Reply:
    body, kind = multipart(fields)
    return ask(port, "/-/contact", "POST", body, Content_Type=kind, **headers)


def hidden(page: str) -> dict[str, str]:
    pairs = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)
    text = re.search(r'<textarea name="text" hidden>\n(.*?)</textarea>', page, re.DOTALL)
    return {
        **{name: html.unescape(value) for name, value in pairs},
        **({"text": html.unescape(text[1])} if text else {}),
    }


def confirmed(port: int, *, address: str = "", **fields: str) -> Reply:
    """The answer to the second step. `address`: the client's, as a proxy that is trusted tells it."""
    told = {"X_Forwarded_For": address} if address else {}
    first = send(port, {"subject": "editors", "text": "Words", "language": "en", **fields}, **told)
    assert first.status == 200, first.body[:300]
    return send(port, hidden(first.body.decode()), **told)
