"""Mail's place in the desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from handpress.outgoing import views


class LettersMenuItem(MenuItem):
    """Shown to whoever may see whom mail goes to."""

    def is_shown(self, request: HttpRequest) -> bool:
        return views.may_read(request.user)


@hooks.register("register_admin_urls")
def outgoing_urls() -> list[URLPattern]:
    """Addresses below /desk/."""
    return [
        path("mail/", views.LettersView.as_view(), name="outgoing_letters"),
        path("mail/<int:pk>/again/", views.AgainView.as_view(), name="outgoing_again"),
    ]


@hooks.register("register_reports_menu_item")
def outgoing_menu_item() -> MenuItem:
    """The entry under Reports."""
    return LettersMenuItem(_("Mail"), reverse("outgoing_letters"), name="outgoing", icon_name="mail", order=92)


@hooks.register("construct_homepage_panels")
def outgoing_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Mail that was not delivered, on the desk's first page."""
    if views.may_read(request.user):
        panels.append(views.FailedPanel())
