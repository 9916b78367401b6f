"""By what the listing of articles can be narrowed."""

from __future__ import annotations

import django_filters
from django import forms
from django.conf import settings
from django.db.models import BigIntegerField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.models import Revision

from handpress.newsroom.models import Article, Author, Byline, Section, Source

STATUSES = [
    ("draft", _("Draft")),
    ("public", _("Published")),
    ("changed", _("Published, with changes")),
    ("scheduled", _("Scheduled")),
    ("embargoed", _("Under embargo")),
    ("withdrawn", _("Withdrawn")),
]
_CONDITIONS = {
    "draft": Q(live=False),
    "public": Q(is_public=True),
    "changed": Q(is_public=True, has_unpublished_changes=True),
    "embargoed": Q(live=True, is_public=False, withdrawn_at__isnull=True),
    "withdrawn": Q(withdrawn_at__isnull=False),
}


def _scheduled() -> Q:
    waiting = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    return Q(pk__in=waiting.annotate(page_id=Cast("object_id", BigIntegerField())).values("page_id"))


class ArticleFilterSet(WagtailFilterSet):
    """Status, kind, section, author, source, language, date, and whether it is one's own."""

    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=STATUSES, method="of_status", widget=forms.RadioSelect, empty_label=_("Any")
    )
    mine = django_filters.ChoiceFilter(
        label=_("Whose"), choices=[("yes", _("Mine"))], method="of_mine", widget=forms.RadioSelect, empty_label=_("All")
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=Article.Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    language = django_filters.MultipleChoiceFilter(
        label=_("Language"), choices=lambda: settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    section = django_filters.ModelChoiceFilter(
        label=_("Section"), queryset=Section.objects.select_related("locale"), method="of_section"
    )
    author = django_filters.ModelChoiceFilter(
        label=_("Author"), queryset=Author.objects.filter(merged_into__isnull=True), method="of_author"
    )
    source = django_filters.ModelChoiceFilter(
        label=_("Source"), queryset=Source.objects.filter(merged_into__isnull=True)
    )
    sorted_on = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)

    class Meta:
        model = Article
        fields: list[str] = []

    def of_status(self, found: QuerySet, name: str, value: str) -> QuerySet:
        """Articles in one state."""
        return found.filter(_scheduled() if value == "scheduled" else _CONDITIONS[value])

    def of_mine(self, found: QuerySet, name: str, value: str) -> QuerySet:
        """Articles the user created."""
        return found.filter(owner=self.request.user)

    def of_section(self, found: QuerySet, name: str, section: Section) -> QuerySet:
        """Articles in the section, as main or further one."""
        further = Article.further_sections.through.objects.filter(section=section).values("article")
        return found.filter(Q(main_section=section) | Q(pk__in=further))

    def of_author(self, found: QuerySet, name: str, author: Author) -> QuerySet:
        """Articles with the author among the bylines."""
        return found.filter(pk__in=Byline.objects.filter(author=author).values("article"))
