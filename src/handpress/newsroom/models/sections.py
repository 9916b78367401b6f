"""Sections of the magazine: standing ones, and dossiers that follow one story."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index

from handpress.newsroom.blocks import RICH_TEXT_FEATURES
from handpress.newsroom.forms import RecordForm
from handpress.newsroom.preview import serve_preview
from handpress.newsroom.slugged import Slugged


class Section(Slugged, PreviewableMixin, RevisionMixin, TranslatableMixin, index.Indexed, ClusterableModel):
    """A section in one language; the same section in another language shares its `translation_key`.

    Sections are retired or renamed (`newsroom.actions.taxonomy`), never deleted: the address stays.
    """

    group = "section"

    class Kind(models.TextChoices):
        STANDING = "standing", _("Standing section")
        DOSSIER = "dossier", _("Dossier (one story, with a beginning and an end)")

    name = models.CharField(_("name"), max_length=120)
    slug = models.CharField(
        _("slug"), max_length=200, blank=True, help_text=_("Part of the address; left empty it is made of the name.")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.STANDING)
    began_on = models.DateField(_("began on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    standfirst = models.CharField(_("standfirst"), max_length=500, blank=True)
    introduction = RichTextField(_("introduction"), blank=True, features=RICH_TEXT_FEATURES)
    picture = models.ForeignKey(
        "newsroom.Picture",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sort_order = models.IntegerField(_("order"), default=0)
    retired = models.BooleanField(
        _("retired"), default=False, help_text=_("Takes no new articles and leaves the menus; its pages stay.")
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale")]
    override_translatable_fields: list[str] = []

    base_form_class = RecordForm

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["sort_order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="newsroom_one_section_per_slug_and_locale"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def languages(self) -> list[str]:
        """Its own language only."""
        return [self.locale.language_code]

    def serve_preview(self, request, mode_name):
        """What the press will write for this section."""
        return serve_preview(self, request)


class SectionKeyArticle(Orderable):
    """An article that a dossier names as a key to its story."""

    section = ParentalKey(Section, on_delete=models.CASCADE, related_name="key_articles")
    article = models.ForeignKey(
        "newsroom.Article", verbose_name=_("article"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("key article")
