"""Tags, one vocabulary per language."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale


class Tag(models.Model):
    """A word under which articles of one language are found."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.CharField(_("slug"), max_length=200, blank=True)
    locale = models.ForeignKey(Locale, verbose_name=_("language"), on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="newsroom_one_tag_per_slug_and_locale"),
        ]

    def __str__(self) -> str:
        return self.name
