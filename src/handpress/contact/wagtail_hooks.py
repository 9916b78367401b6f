"""The inbox's place in the desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from handpress.contact.desk.access import may_read
from handpress.contact.desk.inbox import InboxPanel, InboxView
from handpress.contact.desk.letter import ItemView, VerbView
from handpress.contact.desk.person import ExportPersonView, PersonView, TakedownsView


class InboxMenuItem(MenuItem):
    """Shown to whoever may read letters."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_read(request.user)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Addresses below /desk/."""
    return [
        path("inbox/", InboxView.as_view(), name="contact_inbox"),
        path("inbox/person/", PersonView.as_view(), name="contact_person"),
        path("inbox/person/export/", ExportPersonView.as_view(), name="contact_export_person"),
        path("inbox/takedowns.csv", TakedownsView.as_view(), name="contact_takedowns"),
        path("inbox/<int:pk>/", ItemView.as_view(), name="contact_item"),
        path("inbox/<int:pk>/<slug:verb>/", VerbView.as_view(), name="contact_verb"),
    ]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """Beside Articles."""
    return InboxMenuItem(_("Inbox"), reverse("contact_inbox"), name="inbox", icon_name="mail", order=150)


@hooks.register("construct_homepage_panels")
def panel(request: HttpRequest, panels: list[Any]) -> None:
    """What is due, on the desk's first page."""
    if may_read(request.user):
        panels.append(InboxPanel())
