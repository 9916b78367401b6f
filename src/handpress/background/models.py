"""What is remembered of duties."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DutyRecord(models.Model):
    """How one duty went. A row without a duty is one whose app was taken out; it goes when duties are next looked at.

    `due_at`: the moment that was last attended to. `finished_at`: None while it runs, or when it was broken off.
    `retry_at`: when a failed one is tried again. `missed_from`, `missed`: when the machine was off, and how often.
    """

    name = models.CharField(max_length=100, primary_key=True)
    due_at = models.DateTimeField(_("due"))
    started_at = models.DateTimeField(_("last run"), null=True)
    finished_at = models.DateTimeField(null=True)
    took_ms = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0, help_text=_("in a row"))
    said = models.TextField(blank=True)
    retry_at = models.DateTimeField(null=True)
    missed_from = models.DateTimeField(null=True)
    missed_until = models.DateTimeField(null=True)
    missed = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")

    def __str__(self) -> str:
        return self.name
