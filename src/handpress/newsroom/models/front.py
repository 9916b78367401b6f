"""The front page: what stands on it, by the editor's hand or by itself."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Locale, Orderable

from handpress.newsroom.forms import RecordForm


class FrontPage(ClusterableModel):
    """The front page of one language. While `automatic` it leads with the newest pick or article."""

    locale = models.OneToOneField(Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+")
    automatic = models.BooleanField(
        _("lays itself out"), default=True, help_text=_("Otherwise the lead and the pinned articles below are used.")
    )
    lead = models.ForeignKey(
        "newsroom.Article",
        verbose_name=_("lead story"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    base_form_class = RecordForm

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")
        ordering = ["locale"]

    def __str__(self) -> str:
        return str(self.locale)


class FrontSlot(Orderable):
    """One block of the front page; their order is the page's order."""

    class Block(models.TextChoices):
        LEAD = "lead", _("Lead story")
        PICKS = "picks", _("Editor’s picks")
        LATEST = "latest", _("Latest")
        ALERTS = "alerts", _("Action alerts that are open")
        RELEASES = "releases", _("Press releases")
        SECTIONS = "sections", _("Sections")
        DOSSIERS = "dossiers", _("Open dossiers")
        MEDIA = "media", _("Pictures and videos")

    front = ParentalKey(FrontPage, on_delete=models.CASCADE, related_name="slots")
    block = models.CharField(_("block"), max_length=10, choices=Block.choices)
    shown = models.BooleanField(_("shown"), default=True)

    class Meta(Orderable.Meta):
        verbose_name = _("block")


class FrontArticle(Orderable):
    """An article pinned to the front page."""

    front = ParentalKey(FrontPage, on_delete=models.CASCADE, related_name="pins")
    article = models.ForeignKey(
        "newsroom.Article", verbose_name=_("article"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("pinned article")
