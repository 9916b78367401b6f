"""What the queue of letters refuses."""

from __future__ import annotations


class MailIsOff(Exception):
    """No mail server is set, so nothing is promised."""

    code = "mail_is_off"
    retry = False
