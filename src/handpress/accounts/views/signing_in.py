"""Signing in with a password and, where the account has one, a second factor; with a passkey; and out again."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.generic import FormView, View
from wagtail.admin.views import account as wagtails

from handpress.accounts import browsers, factors, lockout, passkeys, signin_log
from handpress.accounts.confirming import confirm
from handpress.accounts.forms import CodeForm, SignInForm, pause_in_words
from handpress.kit import clock

HALF = "half_signed_in"  # in the session: who gave the right password, and has to give a second factor
HALF_LASTS = timedelta(minutes=10)
LONGEST_JSON = 20_000


def finish(request: HttpRequest, user: Any, answer: HttpResponse, *, remember: bool, factor: str = "") -> HttpResponse:
    """Sign the user in; `factor` is what was proved beside the password."""
    name = user.get_username()
    request.session.pop(HALF, None)
    login(request, user)
    if factor:
        factors.verified(request, factor)
    confirm(request)
    request.session.set_expiry(None if remember else 0)
    lockout.forgive(request, name)
    browsers.remember(request, answer, lockout.hashed("account", lockout.name_of(name)))
    return answer


def too_many(answer: HttpResponse, locked: lockout.Locked) -> HttpResponse:
    """As RFC 6585 has it."""
    answer.status_code = 429
    answer.headers["Retry-After"] = str(locked.wait_s)
    return answer


class SignInView(wagtails.LoginView):
    """Wagtail's page; what is wrong is counted, and a right password may not be all."""

    template_name = "accounts/sign_in.html"

    def get_form_class(self) -> type[forms.Form]:
        """Ours, which counts."""
        return SignInForm

    def form_valid(self, form: SignInForm) -> HttpResponse:
        """Signed in, or led to the second step."""
        user, remember = form.get_user(), bool(form.cleaned_data.get("remember"))
        if not factors.has_factor(user):
            return finish(self.request, user, redirect(self.get_success_url()), remember=remember)
        self.request.session.cycle_key()
        self.request.session.set_expiry(0)
        self.request.session[HALF] = {
            "user": user.pk,
            "password": user.get_session_auth_hash(),
            "remember": remember,
            "next": self.get_success_url(),
            "at": clock.now().isoformat(),
        }
        return redirect("accounts_second_step")

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        """The page once more; 429 during a pause."""
        answer = super().form_invalid(form)
        return too_many(answer, form.locked) if form.locked else answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With a button for passkeys where there can be any."""
        return super().get_context_data(passkeys_are_possible=passkeys.are_possible(), **kwargs)


class SecondStepView(FormView):
    """After the right password: a code of an app, a recovery code, or a passkey."""

    template_name = "accounts/second_step.html"
    form_class = CodeForm
    user: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Begin anew where no password was given, or too long ago."""
        self.half = request.session.get(HALF) or {}
        self.user = half_signed_in(request)
        if self.user is None:
            return redirect("wagtailadmin_login")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """Signed in, or told that the code is wrong."""
        name = self.user.get_username()
        try:
            lockout.take_code(self.request, name)
        except lockout.Locked as locked:
            signin_log.failed(self.request, "locked", name)
            form.add_error(None, pause_in_words(locked))
            return too_many(self.form_invalid(form), locked)
        if kind := factors.check(self.user, form.cleaned_data["code"]):
            answer = redirect(self.half["next"])
            return finish(self.request, self.user, answer, remember=self.half["remember"], factor=kind)
        signin_log.failed(self.request, "code", name)
        form.add_error(None, _("This code is wrong, or it was used already. Wait for the next one."))
        return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With a button for passkeys where the account has any."""
        has_passkeys = passkeys.are_possible() and self.user.passkeys.exists()
        return super().get_context_data(passkeys_are_possible=has_passkeys, next=self.half["next"], **kwargs)


def half_signed_in(request: HttpRequest) -> Any:
    """Who gave the right password a moment ago, and has it still; None otherwise."""
    half = request.session.get(HALF) or {}
    if not half or datetime.fromisoformat(half["at"]) < clock.now() - HALF_LASTS:
        return None
    user = get_user_model().objects.filter(pk=half["user"], is_active=True).first()
    if user is None or not constant_time_compare(half["password"], user.get_session_auth_hash()):
        return None
    return user


class PasskeyQuestionView(View):
    """What a passkey has to sign."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """As JSON; 404 where passkeys are impossible."""
        if not passkeys.are_possible():
            return JsonResponse({}, status=404)
        return JsonResponse(passkeys.question_to_sign_in())


class PasskeySignInView(View):
    """Signing in with a passkey alone, which asks its owner for a finger, a face or a number."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """{"next": where to go}, or {"error": in words}."""
        told = read_json(request)
        try:
            lockout.take(request)
            user = passkeys.owner(str(told.get("question", "")), told.get("answer") or {})
        except lockout.Locked as locked:
            signin_log.failed(request, "locked")
            return too_many(JsonResponse({"error": pause_in_words(locked)}), locked)
        except passkeys.PasskeyRefused:
            signin_log.failed(request, "passkey")
            return JsonResponse({"error": _("This passkey is not known here.")}, status=403)
        lockout.forgive(request)
        answer = JsonResponse({"next": _next(request, str(told.get("next", "")))})
        return finish(request, user, answer, remember=told.get("remember") is True, factor="passkey")


def read_json(request: HttpRequest) -> dict[str, Any]:
    """The object that was sent; empty for anything else."""
    try:
        told = json.loads(request.body) if len(request.body) <= LONGEST_JSON else None
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _next(request: HttpRequest, wanted: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else reverse("wagtailadmin_home")


class SignOutView(wagtails.LogoutView):
    """Wagtail's takes the cookie away whatever the method; here a GET, which a picture can ask for, only asks."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Signed out by POST; asked by GET."""
        if request.method == "POST":
            return super().dispatch(request, *args, **kwargs)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        if not request.user.is_authenticated:
            return redirect("wagtailadmin_login")
        return TemplateResponse(request, "accounts/sign_out.html")


class ResetView(wagtails.PasswordResetView):
    """Wagtail's; letters ordered from one network are counted like failures, whether or not anybody has the address."""

    def form_valid(self, form: Any) -> HttpResponse:
        """The same page for every address."""
        try:
            lockout.take(self.request)
        except lockout.Locked as locked:
            signin_log.failed(self.request, "reset")
            form.add_error(None, pause_in_words(locked))
            return too_many(self.form_invalid(form), locked)
        form.save()
        return redirect(self.get_success_url())
