"""Authors."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Locale, Orderable, PreviewableMixin, RevisionMixin
from wagtail.search import index

from handpress.kit.fediverse import LONGEST, handle_of
from handpress.newsroom.forms import RecordForm
from handpress.newsroom.preview import serve_preview
from handpress.newsroom.slugged import Slugged

NO_HANDLE = _("“%(written)s” is no handle. Write @name@server, or the address of the profile.")


class Author(Slugged, PreviewableMixin, RevisionMixin, index.Indexed, ClusterableModel):
    """Someone whose name stands in bylines, in every language the same record.

    Authors are retired or merged (`newsroom.actions.taxonomy`), never deleted.
    """

    group = "author"

    name = models.CharField(_("name"), max_length=160)
    slug = models.CharField(
        _("slug"), max_length=200, unique=True, blank=True, help_text=_("Left empty it is made of the name.")
    )
    sort_name = models.CharField(_("sorted as"), max_length=160, blank=True, help_text=_("For example “Sainath, P.”"))
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Private unless contact is shown."))
    show_contact = models.BooleanField(_("show contact to readers"), default=False)
    fediverse_handle = models.CharField(
        _("fediverse handle"),
        max_length=LONGEST,
        blank=True,
        help_text=_(
            "@name@server, or the address of a Mastodon profile: who shares an article there sees its author named. "
            "The author has to allow this magazine’s address in the settings of the profile (author attribution)."
        ),
    )
    website = models.URLField(_("website"), max_length=500, blank=True)
    picture = models.ForeignKey(
        "newsroom.Picture",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    retired = models.BooleanField(_("retired"), default=False)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="merged_from"
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    base_form_class = RecordForm

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["sort_name", "name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse what is no handle; take every form in which one is written down."""
        super().clean()
        try:
            self.fediverse_handle = handle_of(self.fediverse_handle)
        except ValueError:
            raise ValidationError({"fediverse_handle": NO_HANDLE % {"written": self.fediverse_handle}}) from None

    def save(self, *args, **kwargs) -> None:
        """Store the author, sorted by the name unless another form is given. ValueError for what is no handle."""
        self.sort_name = self.sort_name or self.name
        self.fediverse_handle = handle_of(self.fediverse_handle)
        super().save(*args, **kwargs)

    def serve_preview(self, request, mode_name):
        """What the press will write for this author."""
        return serve_preview(self, request)


class AuthorBio(models.Model):
    """What is said of an author in one language, and how the name is written there."""

    author = ParentalKey(Author, on_delete=models.CASCADE, related_name="bios")
    locale = models.ForeignKey(Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+")
    name_in_language = models.CharField(_("name in this language"), max_length=160, blank=True)
    bio = models.TextField(_("about the author"), blank=True)

    class Meta:
        verbose_name = _("biography")
        constraints = [
            models.UniqueConstraint(fields=["author", "locale"], name="newsroom_one_bio_per_language"),
        ]

    def __str__(self) -> str:
        return self.bio[:60]


class AuthorLink(Orderable):
    """A page or profile of an author elsewhere."""

    author = ParentalKey(Author, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(_("label"), max_length=80)
    url = models.URLField(_("address"), max_length=500)

    class Meta(Orderable.Meta):
        verbose_name = _("link")
