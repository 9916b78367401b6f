"""What is seen to from time to time: letters that wait, letters that are old."""

from __future__ import annotations

from datetime import datetime, timedelta

from handpress.background.upkeep import delete_some
from handpress.outgoing.models import Letter
from handpress.outgoing.sender import is_due
from handpress.outgoing.server import mail_settings
from handpress.outgoing.tasks import send_letters

SENT_KEPT, FAILED_KEPT = timedelta(days=30), timedelta(days=90)

SENT, FAILED = Letter.State.SENT, Letter.State.FAILED


def follow_up(at: datetime) -> str:
    """The duty: have sent what is due and has no task of its own, as after a failure."""
    if mail_settings().is_on and is_due(at):
        send_letters.enqueue()
    return ""


def prune(at: datetime) -> str:
    """The duty: letters that were sent, or given up long ago, are forgotten."""
    gone = delete_some(Letter.objects.filter(state=SENT, sent_at__lt=at - SENT_KEPT).order_by("pk"))
    gone += delete_some(Letter.objects.filter(state=FAILED, next_at__lt=at - FAILED_KEPT).order_by("pk"))
    return f"{gone}" if gone else ""
