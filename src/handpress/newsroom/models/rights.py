"""Where pieces come from and under which terms they may be shown."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Locale, RevisionMixin
from wagtail.search import index

from handpress.newsroom.forms import RecordForm
from handpress.newsroom.slugged import Slugged


class Licence(index.Indexed, ClusterableModel):
    """Terms under which articles may be reused, with the notice printed under them."""

    name = models.CharField(_("name"), max_length=160)
    code = models.CharField(_("code"), max_length=40, unique=True, help_text=_("For example CC BY-SA 4.0"))
    url = models.URLField(_("address of its text"), max_length=500, blank=True)
    notice = models.TextField(
        _("notice"), blank=True, help_text=_("Printed under articles in languages that have no notice of their own.")
    )
    sort_order = models.IntegerField(_("order"), default=0)

    search_fields = [
        *(index.SearchField(name) for name in ("name", "code")),
        *(index.AutocompleteField(name) for name in ("name", "code")),
    ]

    base_form_class = RecordForm

    class Meta:
        verbose_name = _("licence")
        verbose_name_plural = _("licences")
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name


class LicenceWording(models.Model):
    """A licence's notice in one language."""

    licence = ParentalKey(Licence, on_delete=models.CASCADE, related_name="wordings")
    locale = models.ForeignKey(Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+")
    notice = models.TextField(_("notice"), help_text=_("Printed under articles in this language."))

    class Meta:
        verbose_name = _("notice")
        constraints = [
            models.UniqueConstraint(fields=["licence", "locale"], name="newsroom_one_wording_per_language"),
        ]

    def __str__(self) -> str:
        return self.notice[:60]


class Source(Slugged, RevisionMixin, index.Indexed, models.Model):
    """A publication that pieces were first published in. Retired or merged, never deleted."""

    group = "source"

    name = models.CharField(_("name"), max_length=160)
    slug = models.CharField(
        _("slug"), max_length=200, unique=True, blank=True, help_text=_("Left empty it is made of the name.")
    )
    home_url = models.URLField(_("home page"), max_length=500, blank=True)
    standing_permission = models.BooleanField(_("standing permission to republish"), default=False)
    permission_note = models.TextField(_("about the permission"), blank=True, help_text=_("Private."))
    licence = models.ForeignKey(
        Licence, verbose_name=_("licence"), null=True, blank=True, on_delete=models.SET_NULL, related_name="sources"
    )
    credit_line = models.CharField(
        _("credit line"),
        max_length=255,
        blank=True,
        help_text=_("For example “First published in {source}”; {source} becomes the linked name."),
    )
    retired = models.BooleanField(_("retired"), default=False)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="merged_from"
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    base_form_class = RecordForm

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
