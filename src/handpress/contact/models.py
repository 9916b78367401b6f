"""Readers' letters and what was done with each."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from handpress.contact.subjects import Subject


def new_key() -> str:
    """144 random bits, in the 24 letters of a status page's address."""
    return secrets.token_urlsafe(18)


class Item(models.Model):
    """One letter. Rows are written by `contact.actions` alone.

    `number`: of the token that it came with, so that the same form is taken once. `key`: of its status page.
    `article`: what it is about, when that is an article of the magazine; `about`: the address as it was written.
    `correction`: what is to be printed under the article, once it is accepted; `known_corrections`: ids of those that
    the article had before.
    """

    class State(models.TextChoices):
        RECEIVED = "received", _("Received")
        LOOKED_AT = "looked_at", _("Being looked at")
        ANSWERED = "answered", _("Answered")
        CORRECTED = "corrected", _("Corrected")
        TAKEN_DOWN = "taken_down", _("Taken down")
        CLOSED = "closed", _("Closed")

    number = models.CharField(max_length=32, unique=True, editable=False)
    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    subject = models.CharField(_("subject"), max_length=12, choices=Subject.choices)
    article = models.ForeignKey(
        "newsroom.Article", verbose_name=_("article"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    about = models.CharField(_("address"), max_length=500, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    mail = models.CharField(_("mail address"), max_length=320, blank=True, db_index=True)
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=35)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.RECEIVED)
    is_open = models.BooleanField(_("open"), default=True)
    received_at = models.DateTimeField(_("received"))
    due_at = models.DateTimeField(_("due"))
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who has it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    correction = models.TextField(_("correction"), blank=True)
    known_corrections = models.JSONField(default=list)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("inbox")
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(fields=["is_open", "due_at", "id"], name="contact_by_due"),
            models.Index(fields=["state", "received_at"], name="contact_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()} {self.pk}"


class Step(models.Model):
    """One thing that was done with a letter: its log. What was written to the reader is kept in `words`."""

    class What(models.TextChoices):
        RECEIVED = "received", _("Received")
        TAKEN = "taken", _("Taken on")
        GIVEN_BACK = "given_back", _("Given back")
        DUE = "due", _("Due date changed")
        ANSWERED = "answered", _("Answered by mail")
        ACCEPTED = "accepted", _("Correction accepted")
        CORRECTED = "corrected", _("Correction published")
        TAKEN_DOWN = "taken_down", _("Taken down")
        CLOSED = "closed", _("Closed")
        REOPENED = "reopened", _("Opened again")

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    what = models.CharField(max_length=12, choices=What.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_what_display()
