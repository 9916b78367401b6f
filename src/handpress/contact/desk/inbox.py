"""The inbox: what is open by its due date, and a few of it on the desk's first page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.components import Component

from handpress.contact.desk.access import LettersPage
from handpress.contact.models import Item
from handpress.contact.subjects import Subject
from handpress.kit import clock
from handpress.newsroom.models import User

A_PAGE = 30
SHOWN_ON_HOME = 5


class FilterForm(forms.Form):
    """Which letters are shown."""

    subject = forms.ChoiceField(
        label=gettext_lazy("Subject"), required=False, choices=[("", gettext_lazy("All subjects")), *Subject.choices]
    )
    which = forms.ChoiceField(
        label=gettext_lazy("Which"),
        required=False,
        choices=[
            ("", gettext_lazy("Open")),
            ("mine", gettext_lazy("Mine")),
            ("late", gettext_lazy("Overdue")),
            ("all", gettext_lazy("All")),
        ],
    )


class InboxView(LettersPage):
    """Letters by their due date, open ones unless others are asked for."""

    template_name = "contact/inbox.html"
    page_title = gettext_lazy("Inbox")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = FilterForm(self.request.GET)
        asked = form.cleaned_data if form.is_valid() else {}
        page = self._page(asked)
        query = self.request.GET.copy()
        query.pop("p", None)
        return super().get_context_data(
            form=FilterForm(initial=asked), page=page, now=clock.now(), query=query.urlencode(), **kwargs
        )

    def _page(self, asked: Mapping[str, str]) -> Page:
        items = items_for(asked.get("subject", ""), asked.get("which", ""), cast("User", self.request.user))
        shown = items.select_related("assignee", "article").defer("article__body")
        return Paginator(shown, A_PAGE).get_page(self.request.GET.get("p"))


def items_for(subject: str, which: str, user: User) -> QuerySet[Item]:
    """The letters of a listing, those that are due first; all of them: the newest first."""
    items = Item.objects.all() if which == "all" else Item.objects.filter(is_open=True)
    if subject:
        items = items.filter(subject=subject)
    if which == "mine":
        items = items.filter(assignee=user)
    if which == "late":
        items = items.filter(due_at__lt=clock.now())
    return items.order_by("-pk") if which == "all" else items.order_by("due_at", "pk")


class InboxPanel(Component):
    """What is due first, on the desk's first page."""

    name = "inbox"
    order = 20
    template_name = "contact/panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """A few letters, and how many are open."""
        items = Item.objects.filter(is_open=True).order_by("due_at", "pk").select_related("assignee")
        count = items.count()
        heading = ngettext("%(count)d open letter", "%(count)d open letters", count) % {"count": count}
        return {"items": items[:SHOWN_ON_HOME], "count": count, "heading": heading, "now": clock.now()}
