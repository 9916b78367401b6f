"""The press's place in the desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from handpress.press import views
from handpress.press.home import PressPanel


@hooks.register("register_admin_urls")
def press_urls() -> list[URLPattern]:
    """Addresses below /desk/."""
    return [
        path("press/", views.IndexView.as_view(), name="press_index"),
        path("press/runs/<int:pk>/", views.RunView.as_view(), name="press_run"),
        path("press/files/<int:pk>/", views.DifferenceView.as_view(), name="press_difference"),
        path("press/retry/", views.RetryView.as_view(), name="press_retry"),
    ]


@hooks.register("register_reports_menu_item")
def press_menu_item() -> MenuItem:
    """The entry under Reports."""
    return MenuItem(_("Press"), reverse("press_index"), name="press", icon_name="doc-full", order=90)


@hooks.register("construct_homepage_panels")
def press_panel(request: HttpRequest, panels: list[Any]) -> None:
    """What the press does, on the desk's first page."""
    panels.append(PressPanel())
