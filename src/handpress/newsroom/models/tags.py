"""Tags, one vocabulary per language."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail.search import index

from handpress.newsroom.forms import RecordForm
from handpress.newsroom.slugged import Slugged


class Tag(Slugged, index.Indexed, models.Model):
    """A word under which articles of one language are found."""

    group = "tag"

    name = models.CharField(_("name"), max_length=100)
    slug = models.CharField(_("slug"), max_length=200, blank=True)
    locale = models.ForeignKey(Locale, verbose_name=_("language"), on_delete=models.PROTECT, related_name="+")

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale")]

    base_form_class = RecordForm

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="newsroom_one_tag_per_slug_and_locale"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def languages(self) -> list[str]:
        """Its own language only."""
        return [self.locale.language_code]
