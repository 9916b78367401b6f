"""Merging one author, source or tag into another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.permissions import policy_registry
from wagtail.snippets.widgets import AdminSnippetChooser

from handpress.newsroom.actions.taxonomy import merge_authors, merge_sources, merge_tags
from handpress.newsroom.desk.base import DeskFormView
from handpress.newsroom.desk.shown import may_publish
from handpress.newsroom.models import Author, Source, Tag

MERGES: dict[str, tuple[type[Author | Source | Tag], Callable[..., int]]] = {
    "author": (Author, merge_authors),
    "source": (Source, merge_sources),
    "tag": (Tag, merge_tags),
}


class MergeForm(forms.Form):
    """Asks which record stays."""

    def __init__(self, *args: Any, gone: Author | Source | Tag, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        peers: QuerySet[Any] = type(gone)._default_manager.exclude(pk=gone.pk)
        peers = peers.filter(locale=gone.locale) if isinstance(gone, Tag) else peers.filter(merged_into__isnull=True)
        self.fields["keep"] = forms.ModelChoiceField(
            queryset=peers, label=_("Merge into"), widget=AdminSnippetChooser(type(gone))
        )


def may_merge(record: Author | Source | Tag, user: Any) -> bool:
    """Whether somebody may merge it: published pages change at once and for good, so it takes the right to publish."""
    return bool(policy_registry.get(record).user_has_permission(user, "change") and may_publish(user))


class MergeView(DeskFormView):
    """Puts one record in the place of another everywhere; the old addresses lead to it."""

    form_class = MergeForm
    page_title = _("Merge")
    header_icon = "resubmit"
    submit_label = _("Merge")
    explanation = _(
        "Every article gets the other one in its place, and the old addresses lead there. It cannot be undone."
    )

    @cached_property
    def gone(self) -> Author | Source | Tag:
        """The record that goes."""
        model: type[Any] = MERGES[self.kwargs["kind"]][0]
        return get_object_or_404(model, pk=self.kwargs["pk"])

    @cached_property
    def back_url(self) -> str:
        """The listing of such records."""
        return reverse(type(self.gone).snippet_viewset.get_url_name("list"))

    def is_allowed(self) -> bool:
        """Whoever may change such records, and publish."""
        return may_merge(self.gone, self.request.user)

    def get_page_subtitle(self) -> str:
        """Its name."""
        return self.gone.name

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the record that goes."""
        return {**super().get_form_kwargs(), "gone": self.gone}

    def form_valid(self, form: MergeForm) -> HttpResponse:
        """Merge."""
        name, keep = self.gone.name, form.cleaned_data["keep"]
        number = MERGES[self.kwargs["kind"]][1](keep, self.gone, user=self.user)
        said = ngettext(
            "“%(gone)s” is merged into “%(keep)s”: %(number)d article.",
            "“%(gone)s” is merged into “%(keep)s”: %(number)d articles.",
            number,
        )
        messages.success(self.request, said % {"gone": name, "keep": keep.name, "number": number})
        return super().form_valid(form)
