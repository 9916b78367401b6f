"""What a letter may be about, and how long it may take."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from handpress.contact.conf import Contact


class Subject(models.TextChoices):
    """The four kinds of letters."""

    EDITORS = "editors", _("To the editors")
    CORRECTION = "correction", _("Correction")
    TAKEDOWN = "takedown", _("Takedown")
    TECHNICAL = "technical", _("Technical")


def due_at(subject: str, at: datetime) -> datetime:
    """When a letter that came then is to be answered."""
    table = settings.PUBLICATION.table(Contact)
    days = {Subject.TAKEDOWN: table.takedown_days, Subject.CORRECTION: table.correction_days}
    return at + timedelta(days=days.get(Subject(subject), table.other_days))
