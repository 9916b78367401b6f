"""A message as it is sent (RFC 5322): text, with HTML beside it where there is any."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime

from handpress.kit.text import one_line, tidy_space
from handpress.mail.addresses import domain_of

LONGEST_SUBJECT = 200  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a message is made of. Addresses are such as `addresses.checked` gives; `at` is aware; `message_id` has its
    brackets. Everything else may hold anything: what would begin a header of its own is one line.
    """

    sender: str
    sender_name: str = ""
    to: str
    subject: str
    text: str
    at: datetime
    message_id: str
    html: str = ""
    reply_to: str = ""
    language: str = ""


def compose(draft: Draft) -> EmailMessage:
    """The message."""
    is_plain = all(each.isascii() for each in (draft.sender, draft.to, draft.reply_to))
    message = EmailMessage(policy=SMTP if is_plain else SMTPUTF8)
    message["From"] = _mailbox(draft.sender, draft.sender_name)
    message["To"] = _mailbox(draft.to)
    message["Subject"] = one_line(draft.subject)[:LONGEST_SUBJECT]
    message["Date"] = format_datetime(draft.at)
    message["Message-ID"] = draft.message_id
    if draft.reply_to:
        message["Reply-To"] = _mailbox(draft.reply_to)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine answers it
    message.set_content(tidy_space(draft.text) + "\n", cte="quoted-printable")
    if draft.html:
        message.add_alternative(draft.html, subtype="html", cte="quoted-printable")
    if draft.language:  # last: setting the content takes such headers away
        message["Content-Language"] = one_line(draft.language)
    return message


def new_message_id(sender: str) -> str:
    """A Message-ID that no other message has; it tells nothing of this machine."""
    return f"<{uuid.uuid4()}@{domain_of(sender)}>"


def _mailbox(address: str, name: str = "") -> Address:
    local, _, domain = address.rpartition("@")
    return Address(one_line(name), local, domain)
