"""Django's own mail, such as that of a forgotten password, through the queue."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from handpress.outgoing import actions
from handpress.outgoing.server import mail_settings


class QueueBackend(BaseEmailBackend):
    """A letter for each recipient, from the magazine's own sender. Attachments are refused: nothing here sends any."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue them; how many messages. Raises AddressRefused, MailIsOff, ValueError."""
        for message in email_messages:
            if message.attachments:
                raise ValueError("Letters have no attachments.")
            if not mail_settings().is_on:  # Wagtail tells editors of workflows whether or not there is mail
                continue
            parts = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
            html = next((str(part[0]) for part in parts if part[1] == "text/html"), "")
            for to in message.recipients():
                actions.write(to, str(message.subject), str(message.body), html=html)
        return len(email_messages)
