"""What can be done with letters: written, sent again, thrown away. Nothing else writes the table but the sender."""

from __future__ import annotations

from django.db import transaction

from handpress.kit import clock
from handpress.kit.text import one_line, without_controls
from handpress.mail.addresses import checked
from handpress.mail.composing import LONGEST_SUBJECT, new_message_id
from handpress.outgoing.errors import MailIsOff
from handpress.outgoing.models import Letter
from handpress.outgoing.server import mail_settings
from handpress.outgoing.tasks import send_letters

WAITING, FAILED = Letter.State.WAITING, Letter.State.FAILED


@transaction.atomic
def write(
    to: str,
    subject: str,
    text: str,
    *,
    html: str = "",
    reply_to: str = "",
    language: str = "",
    about: str = "",
) -> Letter:
    """A letter, committed with whatever else the caller's transaction holds, and sent afterwards.

    Raises AddressRefused, and MailIsOff without a `[mail]` server.
    """
    mail = mail_settings()
    if not mail.is_on:
        raise MailIsOff("There is no [mail] server in handpress.toml, so no mail can be sent.")
    now = clock.now()
    letter = Letter.objects.create(
        message_id=new_message_id(checked(mail.sender)),
        to_address=checked(to),
        subject=one_line(subject)[:LONGEST_SUBJECT],
        text=without_controls(text),
        html=html,
        reply_to=checked(reply_to) if reply_to else "",
        language=language,
        about=about,
        created_at=now,
        next_at=now,
    )
    send_letters.enqueue()
    return letter


@transaction.atomic
def send_again(letter: Letter) -> bool:
    """Have a letter that was given up, or waits for its next try, tried now; False for one that was sent."""
    moved = Letter.objects.filter(pk=letter.pk, state__in=[WAITING, FAILED])
    is_moved = moved.update(state=WAITING, next_at=clock.now(), attempts=0) == 1
    if is_moved:
        send_letters.enqueue()
    return is_moved


@transaction.atomic
def forget_about(about: str) -> int:
    """Throw away every letter about something, sent or not; how many."""
    return Letter.objects.filter(about=about).delete()[0] if about else 0


@transaction.atomic
def forget_person(address: str) -> int:
    """Throw away every letter to an address, sent or not; how many. The letters' case does not matter."""
    return Letter.objects.filter(to_address__iexact=address).delete()[0]
