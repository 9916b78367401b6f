"""Every public path the magazine ever had, and what it answers today."""

from __future__ import annotations

import unicodedata

from django.db import models
from django.utils.translation import gettext_lazy as _

from handpress.addresses.paths import path_key


class Address(models.Model):
    """One public path: a record lives there, or it leads elsewhere, or it is gone with a reason.

    `record` is the key of what it belongs to ("article:17", "page:4", "section:7"); rows are written by
    `addresses.actions` and `addresses.bulk` only, and no row ever passes to another record.
    """

    class State(models.TextChoices):
        LIVE = "live", _("Live")
        REDIRECT = "redirect", _("Redirect")
        GONE = "gone", _("Gone")

    class GoneStatus(models.IntegerChoices):
        """HTTP's words for what is gone (RFC 9110, 15.5.11; RFC 7725)."""

        GONE = 410, _("Gone (410)")
        LEGAL = 451, _("Not available for legal reasons (451)")

    class Origin(models.TextChoices):
        OWN = "own", _("Own")
        LEGACY = "legacy", _("Old site")
        MOVED = "moved", _("Moved")
        PRESS = "press", _("By hand")

    path = models.CharField(_("address"), max_length=500, help_text=_("Begins with a slash, for example /old/page.htm"))
    path_key = models.CharField(max_length=500, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.LIVE)
    record = models.CharField(_("record"), max_length=40, blank=True, db_index=True)
    to_path = models.CharField(_("leads to"), max_length=500, blank=True, db_index=True)
    reason = models.TextField(_("reason"), blank=True)
    gone_status = models.PositiveSmallIntegerField(
        _("how it is gone"), choices=GoneStatus.choices, default=GoneStatus.GONE
    )
    origin = models.CharField(_("origin"), max_length=10, choices=Origin.choices, default=Origin.OWN)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        db_table = "newsroom_address"  # where the newsroom had it before there was this floor
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["record"],
                condition=models.Q(state="live") & ~models.Q(record=""),
                name="newsroom_one_live_address_per_record",
            ),
        ]

    def __str__(self) -> str:
        return self.path

    def save(self, *args, **kwargs) -> None:
        """Store the row with the key that makes it unique ignoring case."""
        self.path = unicodedata.normalize("NFC", self.path)
        self.path_key = path_key(self.path)
        super().save(*args, **kwargs)
