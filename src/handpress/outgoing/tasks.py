"""Sending, as a task: woken at once by whoever commits a letter."""

from __future__ import annotations

from django_tasks import task

from handpress.background.queues import LETTERS
from handpress.outgoing.sender import send_due


@task(queue_name=LETTERS)
def send_letters() -> int:
    """Send what is due; how many were sent."""
    return send_due()
