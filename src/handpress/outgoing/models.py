"""The queue of letters."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """One message to one person. Written by `outgoing.actions` alone.

    `message_id` stays the same however often it is tried. `next_at`: when it is tried next; while it is being sent,
    when whoever has it in hand is taken for dead. `about`: what it belongs to ("contact:17").
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not delivered")

    message_id = models.CharField(max_length=320, unique=True, editable=False)
    to_address = models.CharField(_("to"), max_length=320, db_index=True)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField(blank=True)
    reply_to = models.CharField(max_length=320, blank=True)
    language = models.CharField(max_length=35, blank=True)
    about = models.CharField(max_length=60, blank=True, db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField(_("written"))
    next_at = models.DateTimeField(_("next try"))
    attempts = models.PositiveIntegerField(_("tries"), default=0)
    said = models.TextField(_("what the server said"), blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("mail")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "next_at"], name="outgoing_due")]

    def __str__(self) -> str:
        return self.subject
