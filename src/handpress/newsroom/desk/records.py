"""The desk's listings and forms of sections, authors, sources, tags, licences, links, menus, front pages, addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.admin.ui.tables import BooleanColumn, Column, LocaleColumn
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from handpress.addresses import actions as addresses
from handpress.addresses.errors import AddressRefused, AddressTaken
from handpress.addresses.models import Address
from handpress.newsroom.desk.articles import plain_page_listing
from handpress.newsroom.desk.deleting import DeleteTagView
from handpress.newsroom.desk.gone import GoneStatusField
from handpress.newsroom.desk.shown import EditNamedView, NamedPolicy, WithoutPolicy
from handpress.newsroom.models import (
    Author,
    FrontPage,
    Licence,
    LinkGroup,
    MagazineText,
    Menu,
    Section,
    Source,
    Tag,
)
from handpress.newsroom.pasted_links import RefusesDeskLinks

if TYPE_CHECKING:
    from wagtail.snippets.views.chooser import ChooseView as _Chooser
else:
    _Chooser = object


# A word where it is so and nothing where it is not: a red cross on all that lives looks like a fault.
RETIRED = Column("retired", label=_("Retired"), accessor=lambda record: _("Retired") if record.retired else "")


for _model in (Section, Licence):
    register_permission_policy(_model, WithoutPolicy(_model, "delete"))
for _named in (Author, Source):
    register_permission_policy(_named, NamedPolicy(_named, "delete"))
register_permission_policy(Tag, NamedPolicy(Tag))
for _fixed in (Menu, FrontPage, MagazineText):
    register_permission_policy(_fixed, WithoutPolicy(_fixed, "add", "delete"))
register_permission_policy(Address, WithoutPolicy(Address, "change", "delete"))


class _NotRetired(_Chooser):
    def get_object_list(self) -> Any:
        """Those that may be chosen for something new."""
        return super().get_object_list().filter(retired=False)


class ChooseNotRetiredView(_NotRetired, ChooseView):
    """The chooser without the retired."""


class ChooseNotRetiredResultsView(_NotRetired, ChooseResultsView):
    """Its results."""


class NotRetiredChooser(SnippetChooserViewSet):
    """Chooses among those that are not retired; a new one can be made on the spot."""

    choose_view_class = ChooseNotRetiredView
    choose_results_view_class = ChooseNotRetiredResultsView
    form_fields = ["name"]


class TagChooser(SnippetChooserViewSet):
    """Chooses tags; a new one can be made on the spot."""

    form_fields = ["name", "locale"]


class SectionViewSet(SnippetViewSet):
    """Sections."""

    model = Section
    icon = "folder-open-inverse"
    menu_label = _("Sections")
    list_display = ["name", LocaleColumn(), "kind", "slug", RETIRED]
    list_filter = ["kind", "retired"]
    ordering = ["sort_order", "name"]
    panels = [
        FieldPanel("name"),
        FieldPanel("standfirst"),
        FieldPanel("introduction"),
        FieldPanel("picture"),
        MultiFieldPanel(
            [FieldPanel("kind"), FieldRowPanel([FieldPanel("began_on"), FieldPanel("ended_on")])],
            heading=_("Standing section or dossier"),
        ),
        MultipleChooserPanel("key_articles", chooser_field_name="article", heading=_("Key articles")),
        MultiFieldPanel(
            [FieldPanel("slug"), FieldRowPanel([FieldPanel("sort_order"), FieldPanel("retired")])],
            heading=_("Address and place"),
        ),
    ]


class AuthorViewSet(SnippetViewSet):
    """Authors."""

    model = Author
    icon = "group"
    menu_label = _("Authors")
    list_display = ["name", "slug", RETIRED, Column("merged_into", label=_("Merged into"))]
    list_filter = ["retired"]
    chooser_viewset_class = NotRetiredChooser
    edit_view_class = EditNamedView
    panels = [
        FieldPanel("name"),
        FieldPanel("sort_name"),
        FieldPanel("picture"),
        InlinePanel("bios", label=_("Biography"), heading=_("Biographies, one for each language")),
        FieldPanel("website"),
        FieldPanel("fediverse_handle"),
        InlinePanel("links", label=_("Link"), heading=_("Links")),
        FieldRowPanel([FieldPanel("email"), FieldPanel("show_contact")]),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("retired")]),
    ]


class SourceViewSet(SnippetViewSet):
    """Sources."""

    model = Source
    icon = "globe"
    menu_label = _("Sources")
    list_display = ["name", "home_url", BooleanColumn("standing_permission"), RETIRED]
    list_filter = ["standing_permission", "licence", "retired"]
    chooser_viewset_class = NotRetiredChooser
    edit_view_class = EditNamedView
    panels = [
        FieldPanel("name"),
        FieldPanel("home_url"),
        FieldPanel("credit_line"),
        MultiFieldPanel(
            [FieldPanel("standing_permission"), FieldPanel("licence"), FieldPanel("permission_note")],
            heading=_("Rights"),
        ),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("retired")]),
    ]


class TagViewSet(SnippetViewSet):
    """Tags."""

    model = Tag
    icon = "tag"
    menu_label = _("Tags")
    list_display = ["name", "locale", "slug"]
    list_filter = ["locale"]
    chooser_viewset_class = TagChooser
    edit_view_class = EditNamedView
    delete_view_class = DeleteTagView
    panels = [FieldPanel("name"), FieldPanel("locale"), FieldPanel("slug")]


class LicenceViewSet(SnippetViewSet):
    """Licences."""

    model = Licence
    icon = "lock-open"
    menu_label = _("Licences")
    list_display = ["name", "code", "url"]
    panels = [
        FieldPanel("name"),
        FieldPanel("code"),
        FieldPanel("url"),
        FieldPanel("notice"),
        InlinePanel("wordings", label=_("Notice"), heading=_("Notices in other languages, one for each")),
        FieldPanel("sort_order"),
    ]


class LinkGroupViewSet(SnippetViewSet):
    """Links."""

    model = LinkGroup
    icon = "link"
    menu_label = _("Links")
    list_display = ["name", "locale", "sort_order"]
    list_filter = ["locale"]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("locale"), FieldPanel("sort_order")]),
        InlinePanel("links", label=_("Link"), heading=_("Links")),
    ]


class MenuViewSet(SnippetViewSet):
    """Menus."""

    model = Menu
    icon = "list-ul"
    menu_label = _("Menus")
    list_display = ["__str__", "locale"]
    list_filter = ["locale", "place"]
    panels = [InlinePanel("items", label=_("Entry"), heading=_("Entries"))]


class FrontPageViewSet(SnippetViewSet):
    """Front pages."""

    model = FrontPage
    icon = "home"
    menu_label = _("Front page")
    list_display = ["__str__", BooleanColumn("automatic"), "lead"]
    panels = [
        FieldPanel("automatic"),
        FieldPanel("lead"),
        MultipleChooserPanel("pins", chooser_field_name="article", label=_("Article"), heading=_("Pinned articles")),
        InlinePanel("slots", label=_("Block"), heading=_("Blocks, from top to bottom")),
    ]


class MagazineTextViewSet(SnippetViewSet):
    """The magazine's name and words in each language."""

    model = MagazineText
    icon = "title"
    menu_label = _("Name and words")
    list_display = ["name", "locale", "motto"]
    panels = [
        FieldPanel("name"),
        FieldPanel("motto"),
        FieldPanel("contact_text"),
        FieldPanel("support_text"),
        FieldPanel("copyright_line"),
    ]


class AddressFilterSet(WagtailFilterSet):
    """What it answers and where it came from."""

    state = django_filters.MultipleChoiceFilter(
        label=_("Answers"), choices=Address.State.choices, widget=forms.CheckboxSelectMultiple
    )
    origin = django_filters.MultipleChoiceFilter(
        label=_("Origin"), choices=Address.Origin.choices, widget=forms.CheckboxSelectMultiple
    )
    path = django_filters.CharFilter(label=_("Address contains"), lookup_expr="icontains")

    class Meta:
        model = Address
        fields: list[str] = []


class AddressForm(RefusesDeskLinks, WagtailAdminModelForm):
    """A redirect or a gone-notice by hand."""

    state = forms.ChoiceField(
        label=_("Answers"), choices=[("redirect", _("Redirect")), ("gone", _("Gone"))], widget=forms.RadioSelect
    )

    gone_status = GoneStatusField(label=_("An address that is gone says"))

    class Meta:
        model = Address
        fields = ["path", "state", "to_path", "reason", "gone_status"]

    def clean(self) -> dict[str, Any]:
        """A redirect needs a target on this site; the path must be nobody's."""
        data = super().clean()
        if data.get("state") == "redirect" and not data.get("to_path", "").startswith("/"):
            self.add_error("to_path", ValidationError(_("Write the path it leads to; it begins with a slash.")))
        try:
            addresses.refuse(data.get("path", ""), data.get("to_path", ""))
            addresses.refuse_taken(data.get("path", ""))
        except AddressRefused as refused:
            self.add_error(refused.field, ValidationError(str(refused)))
        except AddressTaken as taken:
            self.add_error("path", ValidationError(str(taken)))
        return data

    def save(self, commit: bool = True) -> Address:
        """Through the door of all addresses; a path that is somebody's is refused by the form before."""
        data = self.cleaned_data
        if data["state"] == "redirect":
            return addresses.redirect(data["path"], to_path=data["to_path"])
        return addresses.mark_gone(data["path"], data["reason"], gone_status=data["gone_status"])


class AddressViewSet(SnippetViewSet):
    """Every public path."""

    model = Address
    icon = "link-external"
    menu_label = _("Addresses")
    list_display = ["path", "state", "record", "to_path", "reason", "origin", "created_at"]
    filterset_class = AddressFilterSet
    ordering = ["path_key"]
    list_per_page = 50
    inspect_view_enabled = True
    copy_view_enabled = False
    add_item_label = _("Add redirect")

    def get_form_class(self, for_update: bool = False) -> type[AddressForm]:
        """Our own form: addresses have one door."""
        return AddressForm


class FilingGroup(SnippetViewSetGroup):
    """Who and what articles are filed under."""

    menu_label = _("Filing")
    menu_icon = "folder-inverse"
    menu_order = 110
    items = (SectionViewSet, AuthorViewSet, SourceViewSet, TagViewSet, LicenceViewSet)


class SiteGroup(SnippetViewSetGroup):
    """What stands around the articles."""

    menu_label = _("Site")
    menu_icon = "site"
    menu_order = 120
    items = (
        FrontPageViewSet,
        MenuViewSet,
        plain_page_listing,
        LinkGroupViewSet,
        MagazineTextViewSet,
        AddressViewSet,
    )
