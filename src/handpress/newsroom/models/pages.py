"""Plain pages (About, Contact …) and the annotated links."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import Locale, Orderable, Page

from handpress.newsroom.addressed import AddressedPage
from handpress.newsroom.blocks import PlainBody, sanitise_body
from handpress.newsroom.forms import AddressedForm, RecordForm
from handpress.newsroom.panels import plain_page_tabs
from handpress.newsroom.paths import plain_path


class PlainPage(AddressedPage, Page):
    """A page of the magazine itself, at `/about/` (`/es/acerca/`)."""

    class Role(models.TextChoices):
        ABOUT = "about", _("About us")
        CONTACT = "contact", _("Contact")
        SUPPORT = "support", _("Support us")
        SUBMISSION_POLICY = "submission_policy", _("Submission policy")
        FAIR_USE = "fair_use", _("Fair use notice")
        DISCLAIMER = "disclaimer", _("Disclaimer")
        PRIVACY = "privacy", _("Privacy")
        LINKS = "links", _("Introduction to the links")
        OTHER = "other", _("Another page")

    record_kind = "page"

    standfirst = models.CharField(_("standfirst"), max_length=500, blank=True)
    body = StreamField(PlainBody(), verbose_name=_("text"), blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.OTHER)
    show_in_footer = models.BooleanField(_("listed in the footer"), default=True)
    sort_order = models.IntegerField(_("order"), default=0)

    parent_page_types = ["wagtailcore.Page"]
    subpage_types: list[str] = []
    base_form_class = AddressedForm
    edit_handler = plain_page_tabs()
    exclude_fields_in_copy = AddressedPage.kept_out_of_copies

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")

    def settle(self) -> None:
        """Clean pasted HTML, and compute who may see the page."""
        sanitise_body(self.body)
        super().settle()

    def wanted_path(self, slug: str) -> str:
        """`/slug/`, under the language's prefix."""
        return plain_path(self.locale.language_code, slug)


class LinkGroup(ClusterableModel):
    """A group of annotated links in one language."""

    locale = models.ForeignKey(Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    sort_order = models.IntegerField(_("order"), default=0)

    base_form_class = RecordForm

    class Meta:
        verbose_name = _("group of links")
        verbose_name_plural = _("links")
        ordering = ["locale", "sort_order", "name"]

    def __str__(self) -> str:
        return self.name


class Link(Orderable):
    """A site worth reading, and why."""

    group = ParentalKey(LinkGroup, on_delete=models.CASCADE, related_name="links")
    title = models.CharField(_("title"), max_length=160)
    url = models.URLField(_("address"), max_length=500)
    note = models.TextField(_("note"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("link")
