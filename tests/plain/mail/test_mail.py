"""Addresses as people write them, messages as they are sent, a real server's answers in words."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from hypothesis import given
from hypothesis import strategies as st

from handpress.mail.addresses import checked
from handpress.mail.composing import Draft, compose, new_message_id
from handpress.mail.errors import AddressRefused, PutOff, Refused, ServerAway
from handpress.mail.sending import NONE, STARTTLS, Server, connected

AT = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)
US, READER = "editors@paper.example", "reader@home.example"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("reader@home.example", READER),
        ("  Reader@HOME.example. ", "Reader@home.example"),
        ("o'brien+news@mail.co.uk", "o'brien+news@mail.co.uk"),
        ("büro@straße.example", "büro@strasse.example"),
        ("कोई@उदाहरण.भारत", "कोई@xn--p1b6ci4b4b3a.xn--h2brj9c"),
    ],
)
def test_an_address_is_read_as_people_write_it(written: str, address: str) -> None:
    assert checked(written) == address


@pytest.mark.parametrize(
    "written",
    ["", "reader", "@home.example", "reader@", "reader@home", "a b@home.example",
     "a@b@home.example", "a..b@home.example",
     ".a@home.example", "a@-home.example", "a@home..example", "a@home.example\nBcc: b@home.example",
     "<a@home.example>",
     "a@home.example, b@home.example", "x" * 65 + "@home.example", "a@" + "x" * 64 + ".example", '"a"@home.example'],
)  # fmt: skip
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(AddressRefused):
        checked(written)


def test_a_message_has_what_mail_programs_expect() -> None:
    draft = Draft(
        sender=US, sender_name="The Paper", to=READER, subject="Ríos — ríos", text="One.\n\nTwo ríos.", at=AT,
        message_id="<1@paper.example>", html="<p>One</p>", reply_to="asha@paper.example", language="es",
    )  # fmt: skip
    read = message_from_bytes(compose(draft).as_bytes(), policy=default)
    assert (read["From"], read["To"], read["Subject"]) == ("The Paper <editors@paper.example>", READER, "Ríos — ríos")
    assert (read["Message-ID"], read["Content-Language"], read["Reply-To"]) == (
        "<1@paper.example>",
        "es",
        "asha@paper.example",
    )
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["Date"].datetime == AT
    text, html = read.iter_parts()
    assert (text.get_content().split(), html.get_content_type()) == (["One.", "Two", "ríos."], "text/html")
    assert len({new_message_id(US) for _ in range(50)}) == 50


@given(st.text(), st.text(), st.text())
def test_nothing_that_is_written_becomes_a_header(subject: str, name: str, text: str) -> None:
    draft = Draft(sender=US, sender_name=name, to=READER, subject=subject, text=text, at=AT, message_id="<1@x.example>")
    names = [line for line, _ in message_from_bytes(compose(draft).as_bytes(), policy=default).items()]
    assert sorted(names) == sorted(
        ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Type", "Content-Transfer-Encoding",
         "MIME-Version"]
    )  # fmt: skip


class Inbox:
    """A server's handler that answers as it is told and keeps what it takes."""

    def __init__(self, rcpt: str = "250 OK", data: str = "250 OK") -> None:
        self.rcpt, self.data = rcpt, data
        self.taken: list[bytes] = []

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802  aiosmtpd's name
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802  aiosmtpd's name
        if self.data.startswith("250"):
            self.taken.append(envelope.content)
        return self.data


@contextmanager
def serving(inbox: Inbox, **options) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(inbox, "127.0.0.1", port, **options)
    controller.start()
    try:
        yield Server("127.0.0.1", port, NONE, timeout_s=5)
    finally:
        controller.stop()


def send(server: Server, to: str = READER) -> None:
    draft = Draft(sender=US, to=to, subject="Hello", text="Text", at=AT, message_id="<1@paper.example>")
    with connected(server, US) as connection:
        connection.send(compose(draft), US, to)


def test_a_message_arrives() -> None:
    inbox = Inbox()
    with serving(inbox) as server:
        send(server)
    assert message_from_bytes(inbox.taken[0])["Message-ID"] == "<1@paper.example>"


@pytest.mark.parametrize(
    ("inbox", "error", "words"),
    [
        (Inbox(rcpt="550 no such person"), Refused, "550 no such person"),
        (Inbox(rcpt="450 full just now"), PutOff, "450 full just now"),
        (Inbox(data="554 we think this is spam"), Refused, "554 we think this is spam"),
        (Inbox(data="451 later"), PutOff, "451 later"),
    ],
)
def test_what_a_server_refuses_is_said_in_its_words(inbox: Inbox, error: type[Exception], words: str) -> None:
    with serving(inbox) as server, pytest.raises(error, match=words):
        send(server)


def test_a_server_that_is_away_or_not_as_safe_as_asked_is_named() -> None:
    with pytest.raises(ServerAway, match="does not answer"):
        send(Server("127.0.0.1", 1, NONE, timeout_s=2))
    with serving(Inbox()) as server, pytest.raises(ServerAway, match="does not offer"):
        send(Server(server.host, server.port, STARTTLS, timeout_s=5))


def test_a_wrong_password_is_named() -> None:
    def only_asha(server, session, envelope, mechanism, data):
        is_she = isinstance(data, LoginPassword) and (data.login, data.password) == (b"asha", b"right")
        return AuthResult(success=is_she, handled=False)

    inbox = Inbox()
    with serving(inbox, authenticator=only_asha, auth_require_tls=False) as server:
        with pytest.raises(ServerAway, match="does not let “asha” in"):
            send(Server(server.host, server.port, NONE, "asha", "wrong", 5))
        send(Server(server.host, server.port, NONE, "asha", "right", 5))
    assert len(inbox.taken) == 1


def test_a_server_that_breaks_off_is_away() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def greet_and_go() -> None:
            with listener.accept()[0] as client:
                client.sendall(b"220 mail.example\r\n")
                client.recv(1024)
                client.sendall(b"250 mail.example\r\n")
                client.recv(1024)

        server = threading.Thread(target=greet_and_go)
        server.start()
        with pytest.raises(ServerAway, match="broke off"):
            send(Server("127.0.0.1", listener.getsockname()[1], NONE, timeout_s=5))
        server.join()
