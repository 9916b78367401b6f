"""Who may read letters, and who may act on them."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin


def may_read(user: Any) -> bool:
    """Whether somebody may read letters."""
    return bool(user.has_perm("contact.view_item"))


def may_act(user: Any) -> bool:
    """Whether somebody may answer them."""
    return bool(user.has_perm("contact.change_item"))


class LettersView(View):
    """For whoever may read letters; what is posted is for whoever may act on them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who may not."""
        if not may_read(request.user) or (request.method == "POST" and not may_act(request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class LettersPage(WagtailAdminTemplateMixin, TemplateResponseMixin, ContextMixin, LettersView):
    """A page of the inbox."""

    header_icon = "mail"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        inbox = {"url": reverse("contact_inbox"), "label": _("Inbox")}
        return cast("list[dict[str, Any]]", [*self.breadcrumbs_items, inbox, *self.trail()])

    def trail(self) -> list[dict[str, Any]]:
        """Breadcrumbs below the inbox's own."""
        return []

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page."""
        return self.render_to_response(self.get_context_data(**kwargs))
