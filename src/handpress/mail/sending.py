"""Handing messages to a server (RFC 5321, submission by RFC 6409)."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage

from handpress.mail.addresses import domain_of
from handpress.mail.errors import PutOff, Refused, ServerAway

STARTTLS, TLS, NONE = "starttls", "tls", "none"
SECURITIES = (STARTTLS, TLS, NONE)
PORTS = {STARTTLS: 587, TLS: 465, NONE: 25}


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server and how it lets us in. `port` 0 is the usual one; without a `user` nobody signs in."""

    host: str
    port: int = 0
    security: str = STARTTLS
    user: str = ""
    password: str = ""
    timeout_s: float = 30.0

    @property
    def place(self) -> str:
        """`mail.example.org:587`."""
        return f"{self.host}:{self.port or PORTS[self.security]}"


class Connection:
    """An open way to a server."""

    def __init__(self, smtp: smtplib.SMTP, server: Server) -> None:
        self._smtp = smtp
        self._server = server

    def send(self, message: EmailMessage, sender: str, to: str) -> None:
        """Hand one message over. Raises PutOff, Refused and ServerAway.

        Once this returns the message is the server's. One that breaks off while the server takes it may have been
        taken: whoever sends it again keeps its Message-ID.
        """
        try:
            self._smtp.send_message(message, sender, [to])
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            raise _refusal(code, said, f"does not take mail for {to}") from error
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            raise _refusal(error.smtp_code, error.smtp_error, f"does not take this message of {sender}") from error
        except smtplib.SMTPNotSupportedError as error:
            raise Refused(f"The mail server takes no addresses with other letters than English ones: {to}") from error
        except (smtplib.SMTPException, OSError) as error:
            raise ServerAway(f"{self._server.place} broke off: {_words(error)}") from error


@contextmanager
def connected(server: Server, sender: str) -> Iterator[Connection]:
    """A connection, safe and signed in as the server's settings say. Raises ServerAway."""
    smtp = _opened(server, sender)
    try:
        yield Connection(smtp, server)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            smtp.quit()
        smtp.close()


def _opened(server: Server, sender: str) -> smtplib.SMTP:
    port, name = server.port or PORTS[server.security], domain_of(sender)
    try:
        if server.security == TLS:
            context = ssl.create_default_context()
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, port, name, timeout=server.timeout_s, context=context)
        else:
            smtp = smtplib.SMTP(server.host, port, name, timeout=server.timeout_s)
    except (smtplib.SMTPException, OSError) as error:
        raise ServerAway(f"{server.place} does not answer: {_words(error)}") from error
    try:
        _secure(smtp, server)
    except (smtplib.SMTPException, OSError, ValueError) as error:
        smtp.close()
        raise ServerAway(_why_not_secured(server, error)) from error
    return smtp


def _secure(smtp: smtplib.SMTP, server: Server) -> None:
    if server.security == STARTTLS:
        smtp.starttls(context=ssl.create_default_context())
    if server.user:
        smtp.login(server.user, server.password)


def _why_not_secured(server: Server, error: Exception) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"{server.place} does not let “{server.user}” in: {_words(error)} Look at `user` and the password."
    if isinstance(error, ssl.SSLError):
        return f"The certificate of {server.place} is not to be trusted: {_words(error)}"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return f"{server.place} does not offer what `security` and `user` ask for: {_words(error)}"
    return f"{server.place} broke off: {_words(error)}"


def _refusal(code: int, said: bytes | str, what: str) -> PutOff | Refused:
    words = f"The mail server {what}: {code} {_text(said)}"
    return Refused(words) if code >= 500 else PutOff(words)


def _words(error: Exception) -> str:
    """The error in the server's or the system's own words."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    if isinstance(error, TimeoutError):
        return "no answer in time."
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).strip()


def _text(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(text.split())[:300]
