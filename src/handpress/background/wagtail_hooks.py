"""Background work's place in the desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from handpress.background import views


@hooks.register("register_admin_urls")
def background_urls() -> list[URLPattern]:
    """Addresses below /desk/."""
    return [
        path("background/", views.BackgroundView.as_view(), name="background_index"),
        path("background/tasks/<uuid:pk>/again/", views.AgainView.as_view(), name="background_again"),
    ]


@hooks.register("register_reports_menu_item")
def background_menu_item() -> MenuItem:
    """The entry under Reports."""
    return MenuItem(_("Background work"), reverse("background_index"), name="background", icon_name="history", order=91)


@hooks.register("construct_homepage_panels")
def background_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Duties that fail and tasks that were given up, on the desk's first page."""
    panels.append(views.BackgroundPanel())
