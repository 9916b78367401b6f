"""What is forgotten in time."""

from __future__ import annotations

from datetime import datetime

from handpress.accounts import lockout
from handpress.accounts.models import DeskSession, Failures
from handpress.background.upkeep import delete_some


def prune(at: datetime) -> str:
    """The duty: failures that count no more, sessions that have expired."""
    delete_some(Failures.objects.filter(last_at__lt=at - lockout.FORGOTTEN_AFTER).order_by("last_at"))
    delete_some(DeskSession.objects.filter(expire_date__lt=at).order_by("expire_date"))
    return ""
