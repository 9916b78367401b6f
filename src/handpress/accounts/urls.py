"""Addresses of signing in, in the place of Wagtail's own."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.cache import never_cache

from handpress.accounts.views import signing_in

urlpatterns = [
    path("login/", never_cache(signing_in.SignInView.as_view()), name="wagtailadmin_login"),
    path("login/second/", never_cache(signing_in.SecondStepView.as_view()), name="accounts_second_step"),
    path("login/passkey/", never_cache(signing_in.PasskeySignInView.as_view()), name="accounts_passkey"),
    path("login/passkey/question/", never_cache(signing_in.PasskeyQuestionView.as_view()), name="accounts_question"),
    path("logout/", never_cache(signing_in.SignOutView.as_view()), name="wagtailadmin_logout"),
    path("password_reset/", never_cache(signing_in.ResetView.as_view()), name="wagtailadmin_password_reset"),
]
