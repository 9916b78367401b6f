"""`[mail]`: the server that takes the magazine's mail. Imports no Django."""

from __future__ import annotations

from dataclasses import dataclass

from handpress.kit.conf import setting
from handpress.mail.addresses import checked
from handpress.mail.sending import SECURITIES, Server


@dataclass(frozen=True)
class Mail:
    """Without a `server` no mail is sent, and none is promised."""

    server: str = setting("", "The mail server’s name; without one no mail is sent and none is promised.")
    port: int = setting(0, "Its port; 0 means the usual one: 587 for starttls, 465 for tls, 25 for none.")
    security: str = setting("starttls", "starttls, tls, or none (a server on this machine or network only).")
    user: str = setting("", "Whom to sign in as; empty for a server that asks nobody.")
    password: str = setting("", "The password.", secret=True)
    sender: str = setting("", "The address that mail comes from, such as editors@example.org.")
    sender_name: str = setting("", "The name beside it; empty for the magazine’s.")
    timeout_s: int = setting(30, "How long an answer of the server is waited for, in seconds.")

    def __post_init__(self) -> None:
        if self.security not in SECURITIES:
            raise ValueError(f"security = {self.security!r}; write one of {', '.join(SECURITIES)}")
        if not 0 <= self.port <= 65535:
            raise ValueError(f"port = {self.port} must be between 1 and 65535, or 0 for the usual one")
        if self.server and not self.sender:
            raise ValueError("sender is missing: write the address that mail comes from")
        if self.sender:
            checked(self.sender)
        if self.timeout_s < 1:
            raise ValueError(f"timeout_s = {self.timeout_s} must be at least 1")

    @property
    def is_on(self) -> bool:
        """Whether mail is sent."""
        return bool(self.server)

    @property
    def as_server(self) -> Server:
        """For `handpress.mail`."""
        return Server(self.server, self.port, self.security, self.user, self.password, float(self.timeout_s))


TABLES = {"mail": Mail}
