"""Learning from the press which articles readers see now: a correction is published when its page has been written."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from handpress.contact import actions
from handpress.press import feed

READER = "contact"
AT_ONCE, ROUNDS = 1000, 50


def follow(at: datetime) -> str:
    """The duty: close the letters whose corrections stand under their articles."""
    count = 0
    for _round in range(ROUNDS):
        with transaction.atomic():
            rows = feed.take(READER, AT_ONCE)
            count += actions.corrected([int(row.job.subject) for row in rows if not row.is_gone])
            feed.done(rows)
        if len(rows) < AT_ONCE:
            break
    return _("%(count)d corrections") % {"count": count} if count else ""
