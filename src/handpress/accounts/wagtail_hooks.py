"""Signing in, in the desk: one's own page under the account, another's under the list of users."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry

from handpress.accounts import actions
from handpress.accounts.views import others, own

LOG_ACTIONS = {
    "accounts.unlock": (_("Unlock"), _("Failed sign-ins forgotten")),
    "accounts.remove_factors": (_("Take second factors away"), _("Second factors taken away")),
    "accounts.end_sessions": (_("End sessions"), _("Sessions ended")),
}


@hooks.register("register_log_actions")
def register_log_actions(registry: LogActionRegistry) -> None:
    """What is done for another's account."""
    for action, (label, message) in LOG_ACTIONS.items():
        registry.register_action(action, label, message)


@hooks.register("register_admin_urls")
def accounts_urls() -> list[URLPattern]:
    """Addresses below /desk/ for who is signed in."""
    mine = "account/signing-in/"
    return [
        path(mine, own.OwnView.as_view(), name="accounts_own"),
        path(f"{mine}confirm/", own.ConfirmView.as_view(), name="accounts_confirm"),
        path(f"{mine}app/", own.AppView.as_view(), name="accounts_app"),
        path(f"{mine}app/remove/", own.RemoveAppView.as_view(), name="accounts_remove_app"),
        path(f"{mine}codes/", own.RecoveryCodesView.as_view(), name="accounts_codes"),
        path(f"{mine}passkeys/question/", own.PasskeyToAddView.as_view(), name="accounts_passkey_to_add"),
        path(f"{mine}passkeys/", own.AddPasskeyView.as_view(), name="accounts_add_passkey"),
        path(f"{mine}passkeys/<int:pk>/remove/", own.RemovePasskeyView.as_view(), name="accounts_remove_passkey"),
        path(f"{mine}sessions/end/", own.EndSessionsView.as_view(), name="accounts_end_sessions"),
        path("signing-in/<int:pk>/", others.OtherView.as_view(), name="accounts_other"),
    ]


@hooks.register("register_account_menu_item")
def account_item(request: HttpRequest) -> dict[str, str]:
    """Under “More actions” of one's account."""
    return {
        "url": reverse("accounts_own"),
        "label": _t("Signing in"),
        "help_text": _t("A second factor, passkeys, and where you are signed in."),
    }


@hooks.register("register_user_listing_buttons")
def user_button(user: Any, request_user: Any) -> Iterator[Button]:
    """In the list of users."""
    if actions.may_help(request_user, user):
        yield Button(_("Signing in…"), reverse("accounts_other", args=[user.pk]), icon_name="key", priority=40)
