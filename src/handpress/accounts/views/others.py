"""Another's account: locked out, without the telephone, with a session that is not theirs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from handpress.accounts import actions, factors, lockout, sessions
from handpress.accounts.confirming import ConfirmedMixin


class OtherView(ConfirmedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What an administrator can do for somebody who cannot get in."""

    template_name = "accounts/other.html"
    header_icon = "key"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who may not."""
        self.account = get_object_or_404(get_user_model(), pk=kwargs["pk"])
        if not actions.may_help(request.user, self.account):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Signing in of %(name)s") % {"name": self.account.get_username()}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailusers_users:index"), "label": _("Users")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            account=self.account,
            locked_until=lockout.is_locked(self.account.get_username()),
            has_factor=factors.has_factor(self.account),
            sessions=len(sessions.sessions_of(self.account)),
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """`do`: unlock, factors or sessions."""
        verb = request.POST.get("do", "")
        if verb == "unlock":
            actions.unlock(self.account, by=request.user)
            messages.success(request, _("The account can be signed in to again, from everywhere."))
        elif verb == "factors":
            actions.remove_factors(self.account, by=request.user)
            messages.success(request, _("The second factors were taken away, and the account’s sessions have ended."))
        elif verb == "sessions":
            actions.end_sessions(self.account, by=request.user)
            messages.success(request, _("The account’s sessions have ended."))
        return redirect("accounts_other", pk)
