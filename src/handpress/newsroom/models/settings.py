"""What the magazine says of itself: one record for all languages, one for each."""

from __future__ import annotations

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.models import Locale, Orderable

from handpress.kit.colour import ACCENT
from handpress.newsroom.colour import contrast_problem
from handpress.newsroom.forms import RecordForm


def new_guid_base() -> str:
    """A name no other magazine has."""
    return uuid4().urn


class Magazine(BaseGenericSetting, ClusterableModel):
    """The language-independent settings; one row."""

    class Translation(models.TextChoices):
        NONE = "none", _("None")
        GOOGLE = "google", "Google"
        BING = "bing", "Bing"
        YANDEX = "yandex", "Yandex"
        CUSTOM = "custom", _("Another")

    logo = models.ForeignKey(
        "newsroom.Picture", verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        default=ACCENT,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour such as #a3201d."))],
        help_text=_("Used for links and marks; it must be readable on white."),
    )
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    support_url = models.CharField(
        _("support address"), max_length=500, blank=True, help_text=_("A page of this site (/support/) or another.")
    )
    publisher_name = models.CharField(_("publisher"), max_length=160, blank=True)
    security_contact = models.CharField(
        _("security contact"), max_length=255, blank=True, help_text=_("For security.txt: an e-mail or an address.")
    )
    translation_service = models.CharField(
        _("translation service"),
        max_length=10,
        choices=Translation.choices,
        default=Translation.NONE,
        help_text=_("Articles without a translation link to it."),
    )
    translation_template = models.CharField(
        _("address of the other service"), max_length=500, blank=True, help_text=_("With {url}, {from} and {to}.")
    )
    default_licence = models.ForeignKey(
        "newsroom.Licence",
        verbose_name=_("usual licence"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Of the magazine’s own articles that name no other."),
    )
    news_window_from = models.DateTimeField(null=True, editable=False)
    # what the ids of articles in feeds are made of: it never changes, so that a new domain makes nothing unread
    guid_base = models.CharField(max_length=500, default=new_guid_base, editable=False)

    panels = [
        FieldPanel("logo"),
        FieldPanel("accent"),
        MultiFieldPanel(
            [FieldPanel("contact_email"), FieldPanel("publisher_name"), FieldPanel("security_contact")],
            heading=_("Contact"),
        ),
        InlinePanel("follow_links", label=_("Profile"), heading=_("Follow us")),
        FieldPanel("support_url"),
        MultiFieldPanel(
            [FieldPanel("translation_service"), FieldPanel("translation_template")], heading=_("Translation")
        ),
        FieldPanel("default_licence"),
    ]

    base_form_class = RecordForm

    class Meta:
        verbose_name = _("magazine")

    def clean(self) -> None:
        """Refuse an accent nobody can read, and a translation template that cannot work."""
        if problem := contrast_problem(self.accent):
            raise ValidationError({"accent": problem})
        if self.translation_service == self.Translation.CUSTOM and "{url}" not in self.translation_template:
            raise ValidationError({"translation_template": _("The address needs {url} where the page’s goes.")})


class MagazineText(models.Model):
    """The magazine's name and words in one language."""

    locale = models.OneToOneField(Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    motto = models.CharField(_("motto"), max_length=255, blank=True)
    contact_text = models.TextField(_("how to reach us"), blank=True)
    support_text = models.TextField(_("why support us"), blank=True)
    copyright_line = models.CharField(_("copyright line"), max_length=255, blank=True)

    base_form_class = RecordForm

    class Meta:
        verbose_name = _("name and words")
        verbose_name_plural = _("names and words")
        ordering = ["locale"]

    def __str__(self) -> str:
        return f"{self.name} ({self.locale.language_code})"


class FollowLink(Orderable):
    """A profile of the magazine elsewhere."""

    magazine = ParentalKey(Magazine, on_delete=models.CASCADE, related_name="follow_links")
    label = models.CharField(_("label"), max_length=80)
    url = models.URLField(_("address"), max_length=500)
    network = models.SlugField(_("network"), max_length=30, blank=True, help_text=_("For example mastodon"))

    class Meta(Orderable.Meta):
        verbose_name = _("profile")
