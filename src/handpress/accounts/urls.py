"""Addresses of signing in, in the place of Wagtail's own."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.generic import View

from handpress.accounts.views import signing_in
from handpress.accounts.views.languages import localized


def _page(view: type[View]) -> Callable[..., HttpResponseBase]:
    return never_cache(localized(view.as_view()))


urlpatterns = [
    path("login/", _page(signing_in.SignInView), name="wagtailadmin_login"),
    path("login/second/", _page(signing_in.SecondStepView), name="accounts_second_step"),
    path("login/passkey/", _page(signing_in.PasskeySignInView), name="accounts_passkey"),
    path("login/passkey/question/", _page(signing_in.PasskeyQuestionView), name="accounts_question"),
    path("logout/", _page(signing_in.SignOutView), name="wagtailadmin_logout"),
    path("password_reset/", _page(signing_in.ResetView), name="wagtailadmin_password_reset"),
]
