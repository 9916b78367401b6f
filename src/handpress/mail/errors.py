"""What stops a message on its way; each says in words what happened and what may help."""

from __future__ import annotations


class MailError(Exception):
    """A message that was not handed over. `retry`: whether waiting may help."""

    code = "mail_error"
    retry = True


class AddressRefused(MailError, ValueError):
    """What stands there is no mail address."""

    code = "mail_address_refused"
    retry = False


class ServerAway(MailError):
    """The server could not be spoken with, or lets us in no more: it concerns every message."""

    code = "mail_server_away"


class PutOff(MailError):
    """The server does not take this message now (a code of 4xx, RFC 5321, 4.2.1)."""

    code = "mail_put_off"


class Refused(MailError):
    """The server does not take this message at all (5xx)."""

    code = "mail_refused"
    retry = False
