"""Menus that readers see."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Locale, Orderable

from handpress.newsroom.forms import RecordForm


class Menu(ClusterableModel):
    """The menu of one language at one place of the page."""

    class Place(models.TextChoices):
        MAIN = "main", _("Main menu")
        FOOTER = "footer", _("Footer")
        SUPPORT = "support", _("Support")

    locale = models.ForeignKey(Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+")
    place = models.CharField(_("place"), max_length=10, choices=Place.choices, default=Place.MAIN)

    base_form_class = RecordForm

    class Meta:
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        ordering = ["locale", "place"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "place"], name="newsroom_one_menu_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.get_place_display()} ({self.locale.language_code})"


class MenuItem(Orderable):
    """One entry: a section, a plain page, or any address."""

    menu = ParentalKey(Menu, on_delete=models.CASCADE, related_name="items")
    label = models.CharField(
        _("label"), max_length=80, blank=True, help_text=_("Left empty: the name of the section or page.")
    )
    section = models.ForeignKey(
        "newsroom.Section",
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    page = models.ForeignKey(
        "newsroom.PlainPage", verbose_name=_("page"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    address = models.CharField(_("other address"), max_length=500, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("entry")

    def clean(self) -> None:
        """One target, and a label where the target has no name."""
        targets = [bool(self.section_id), bool(self.page_id), bool(self.address)]
        if sum(targets) != 1:
            raise ValidationError(_("Choose a section, or a page, or write an address: exactly one of them."))
        if self.address and not self.label:
            raise ValidationError({"label": _("An entry with an address of its own needs a label.")})
        if self.address and not self.address.startswith(("/", "https://", "http://", "mailto:")):
            raise ValidationError({"address": _("Begin with / for this site, or with https://")})
