"""Whether mail is sent, and through which server."""

from __future__ import annotations

from django.conf import settings

from handpress.outgoing.conf import Mail


def mail_settings() -> Mail:
    """The publication's `[mail]`."""
    return settings.PUBLICATION.table(Mail)
