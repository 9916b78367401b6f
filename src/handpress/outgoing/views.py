"""Mail in the desk: what waits, what was not delivered and why, what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from handpress.outgoing import actions
from handpress.outgoing.models import Letter
from handpress.outgoing.server import mail_settings

A_PAGE = 50


def may_read(user: Any) -> bool:
    """Whether somebody may see whom mail goes to."""
    return bool(user.has_perm("outgoing.view_letter"))


class LettersView(WagtailAdminTemplateMixin, TemplateView):
    """All mail, the newest first."""

    template_name = "outgoing/index.html"
    header_icon = "mail"
    page_title = gettext_lazy("Mail")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who may not."""
        if not may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": _("Mail")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        state = self.request.GET.get("state", "")
        letters = Letter.objects.order_by("-pk").defer("text", "html")
        if state in Letter.State.values:
            letters = letters.filter(state=state)
        mail = mail_settings()
        return super().get_context_data(
            page=Paginator(letters, A_PAGE).get_page(self.request.GET.get("p")),
            state=state,
            states=Letter.State.choices,
            is_on=mail.is_on,
            **kwargs,
        )


class AgainView(View):
    """Try one letter now."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Order it."""
        if not request.user.has_perm("outgoing.change_letter"):
            raise PermissionDenied
        if actions.send_again(get_object_or_404(Letter, pk=pk)):
            messages.success(request, _("It is tried again now."))
        else:
            messages.warning(request, _("It was sent already."))
        return redirect("outgoing_letters")


class FailedPanel(Component):
    """On the desk's first page, only when mail was not delivered."""

    name = "outgoing"
    order = 24
    template_name = "outgoing/panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """How many letters were given up."""
        count = Letter.objects.filter(state=Letter.State.FAILED).count()
        said = ngettext("%(count)d letter was not delivered.", "%(count)d letters were not delivered.", count)
        return {"count": count, "said": said % {"count": count}}
