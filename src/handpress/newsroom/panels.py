"""The forms of articles and plain pages at the desk, laid out in tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def article_tabs() -> TabbedInterface:
    """Text, details of its kind, filing and rights, front and related, publishing."""
    return TabbedInterface(
        [
            ObjectList(_text_panels(), heading=_("Text")),
            ObjectList(_detail_panels(), heading=_("Details")),
            ObjectList(_filing_panels(), heading=_("Filing and rights")),
            ObjectList(_front_panels(), heading=_("Front and related")),
            ObjectList(_publishing_panels(), heading=_("Address and comments")),
        ]
    )


def plain_page_tabs() -> TabbedInterface:
    """Text, and where the page stands."""
    text = [FieldPanel("title"), FieldPanel("standfirst"), FieldPanel("body")]
    place = [
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("show_in_footer"), FieldPanel("sort_order")]),
        FieldPanel("asked_slug"),
        PublishingPanel(),
        CommentPanel(),
    ]
    return TabbedInterface([ObjectList(text, heading=_("Text")), ObjectList(place, heading=_("Place and address"))])


def _text_panels() -> list:
    return [
        FieldPanel("title", heading=_("Headline"), help_text=_("The address is made of it at the first publishing.")),
        FieldPanel("standfirst"),
        InlinePanel("bylines", label=_("Byline"), heading=_("Bylines")),
        FieldPanel("place"),
        MultiFieldPanel(
            [
                FieldPanel("lead_picture"),
                FieldPanel("lead_caption"),
                FieldRowPanel([FieldPanel("lead_alt"), FieldPanel("lead_credit")]),
            ],
            heading=_("Lead picture"),
        ),
        FieldPanel("body"),
    ]


def _detail_panels() -> list:
    return [
        FieldPanel("kind"),
        _of_kind("book_review", "book_details", _("Book")),
        _of_kind("action_alert", "alert_details", _("Action alert")),
        _of_kind("press_release", "release_details", _("Press release")),
        _of_kind("video", "video_details", _("Video")),
        InlinePanel("corrections", label=_("Correction"), heading=_("Corrections")),
    ]


def _of_kind(kind: str, relation: str, label: StrOrPromise) -> InlinePanel:
    """One set of details; a script hides it for other kinds, without the script it is there and optional."""
    return InlinePanel(relation, label=label, heading=label, max_num=1, classname=f"hp-kind hp-kind--{kind}")


def _filing_panels() -> list:
    return [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("published_on"), FieldPanel("date_precision"), FieldPanel("day_order")]),
                FieldPanel("main_section"),
                FieldPanel("further_sections", widget=CheckboxSelectMultiple),
                MultipleChooserPanel("article_tags", chooser_field_name="tag", label=_("Tag"), heading=_("Tags")),
            ],
            heading=_("Filing"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("basis"),
                FieldPanel("source"),
                FieldRowPanel([FieldPanel("original_url"), FieldPanel("first_published_on")]),
                FieldPanel("licence"),
                FieldPanel("rights_note"),
                FieldPanel("takedown"),
            ],
            heading=_("Source and rights"),
        ),
    ]


def _front_panels() -> list:
    return [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("pick_from"), FieldPanel("pick_until")])], heading=_("Editor’s pick")
        ),
        MultipleChooserPanel(
            "related", chooser_field_name="target", label=_("Related article"), heading=_("Related articles")
        ),
    ]


def _publishing_panels() -> list:
    return [
        FieldPanel("asked_slug"),
        PublishingPanel(),
        FieldRowPanel([FieldPanel("comments"), FieldPanel("comments_until")], heading=_("Readers’ comments")),
        CommentPanel(),
    ]
