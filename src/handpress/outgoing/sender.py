"""Sending letters that are due, each remembered as sent before the next one begins.

A letter is taken in hand by moving its `next_at` on: two senders never have the same one, and one that was in hand
when its process was killed is tried again later, under the same Message-ID.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Q, QuerySet

from handpress.kit import clock
from handpress.mail.composing import Draft, compose
from handpress.mail.errors import MailError, ServerAway
from handpress.mail.sending import Connection, connected
from handpress.outgoing.models import Letter
from handpress.outgoing.server import mail_settings

IN_HAND = timedelta(minutes=10)  # longer than the longest answer of a server is waited for
PAUSES = (1, 5, 15, 60, 240)  # minutes after each failure, the last one again and again
LONGEST = timedelta(minutes=max(PAUSES))  # a try that is further off was set by a clock since set back
GIVEN_UP_AFTER = timedelta(days=4)  # RFC 5321, 4.5.4.1

WAITING, SENT, FAILED = Letter.State.WAITING, Letter.State.SENT, Letter.State.FAILED
log = logging.getLogger("handpress.outgoing")


class _BrokenOff(Exception):
    """The server went away while it had a letter in hand, which is put off already."""


def is_due(at: datetime) -> bool:
    """Whether a letter waits to be tried now."""
    return _due(at).exists()


def send_due() -> int:
    """Send every letter that is due over one connection; how many went. A server that is away ends it."""
    mail = mail_settings()
    sent = 0
    if not mail.is_on or not is_due(clock.now()):
        return sent
    try:
        with connected(mail.as_server, mail.sender) as connection:
            while letter := _take(clock.now()):
                sent += _send(letter, connection)
    except _BrokenOff as trouble:
        log.warning("mail: %s", trouble)
    except ServerAway as trouble:
        log.warning("mail: %s", trouble)
        if letter := _take(clock.now()):  # its pause grows, and the desk says why
            _put_off(letter, trouble)
    return sent


def _due(at: datetime) -> QuerySet[Letter]:
    return Letter.objects.filter(Q(next_at__lte=at) | Q(next_at__gt=at + LONGEST), state=WAITING)


def _take(at: datetime) -> Letter | None:
    """The letter that has waited longest, in nobody else's hands."""
    due = _due(at)
    for letter in due.order_by("next_at", "pk")[:20]:
        mine = due.filter(pk=letter.pk, next_at=letter.next_at)
        if mine.update(next_at=at + IN_HAND, attempts=F("attempts") + 1) == 1:
            letter.attempts += 1
            return letter
    return None


def _send(letter: Letter, connection: Connection) -> bool:
    """Whether it went. Raises _BrokenOff when nothing more will go now."""
    mail = mail_settings()
    try:
        draft = Draft(
            sender=mail.sender,
            sender_name=mail.sender_name or settings.PUBLICATION.name,
            to=letter.to_address,
            subject=letter.subject,
            text=letter.text,
            html=letter.html,
            at=letter.created_at,
            message_id=letter.message_id,
            reply_to=letter.reply_to,
            language=letter.language,
        )
        connection.send(compose(draft), mail.sender, letter.to_address)
    except ServerAway as trouble:
        _put_off(letter, trouble)
        raise _BrokenOff(str(trouble)) from trouble
    except MailError as trouble:
        _put_off(letter, trouble)
        return False
    Letter.objects.filter(pk=letter.pk).update(state=SENT, sent_at=clock.now(), said="")
    return True


def _put_off(letter: Letter, trouble: MailError) -> None:
    """Try it later, or give it up."""
    now = clock.now()
    is_over = not trouble.retry or now - letter.created_at > GIVEN_UP_AFTER
    pause = timedelta(minutes=PAUSES[min(letter.attempts, len(PAUSES)) - 1])
    state = FAILED if is_over else WAITING
    Letter.objects.filter(pk=letter.pk).update(state=state, next_at=now + pause, said=str(trouble))
