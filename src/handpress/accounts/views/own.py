"""One's own account: second factors, passkeys, recovery codes, sessions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from handpress.accounts import factors, lockout, passkeys, sessions, signin_log
from handpress.accounts.agents import browser_in_words
from handpress.accounts.confirming import ConfirmedMixin, confirm
from handpress.accounts.forms import CodeForm, PasswordForm, pause_in_words
from handpress.accounts.models import DeskSession, Passkey
from handpress.accounts.views.signing_in import read_json, too_many
from handpress.newsroom.desk.base import DeskFormView


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session as its owner sees it."""

    session: DeskSession
    browser: str
    is_this: bool


class OwnView(ConfirmedMixin, WagtailAdminTemplateMixin, TemplateView):
    """How one signs in, and where one is signed in."""

    template_name = "accounts/own.html"
    header_icon = "key"
    page_title = gettext_lazy("Signing in")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailadmin_account"), "label": _("Account")},
            {"url": "", "label": _("Signing in")},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        this = self.request.session.session_key
        return super().get_context_data(
            has_app=factors.has_app(user),
            has_factor=factors.has_factor(user),
            codes_left=factors.codes_left(user),
            passkeys=Passkey.objects.filter(user=user).order_by("added_at"),
            passkeys_are_possible=passkeys.are_possible(),
            sessions=[
                SessionLine(row, browser_in_words(row.browser), row.pk == this) for row in sessions.sessions_of(user)
            ],
            **kwargs,
        )


class ConfirmView(DeskFormView):
    """Asks for the password once more."""

    form_class = PasswordForm
    header_icon = "key"
    page_title = gettext_lazy("Your password, once more")
    submit_label = gettext_lazy("Go on")
    explanation = gettext_lazy("You signed in a while ago. Before you change how you sign in, give your password.")

    def is_allowed(self) -> bool:
        """Everybody, for oneself."""
        return True

    @property
    def back_url(self) -> str:
        return reverse("wagtailadmin_account")

    def get_success_url(self) -> str:
        wanted = self.request.GET.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(wanted, None)
        return wanted if is_ours else reverse("accounts_own")

    def form_valid(self, form: PasswordForm) -> HttpResponse:
        """Right passwords only; wrong ones are counted as at signing in."""
        name = self.user.get_username()
        try:
            lockout.take(self.request, name)
        except lockout.Locked as locked:
            form.add_error("password", pause_in_words(locked))
            return too_many(self.form_invalid(form), locked)
        if not self.user.check_password(form.cleaned_data["password"]):
            signin_log.failed(self.request, "password", name)
            form.add_error("password", _("This is not your password."))
            return self.form_invalid(form)
        lockout.forgive(self.request, name)
        confirm(self.request)
        return super().form_valid(form)


class AppForm(CodeForm):
    """A code that shows that the app has the secret."""

    offer = forms.CharField(widget=forms.HiddenInput, max_length=400)


class AppView(ConfirmedMixin, DeskFormView):
    """Sets up an app that shows codes."""

    template_name = "accounts/app.html"
    form_class = AppForm
    header_icon = "key"
    page_title = gettext_lazy("An app that shows codes")
    submit_label = gettext_lazy("Use this app")

    def is_allowed(self) -> bool:
        """Everybody, for oneself."""
        return True

    @property
    def back_url(self) -> str:
        return reverse("accounts_own")

    def get_initial(self) -> dict[str, Any]:
        return {"offer": factors.offer_app(self.user)}

    def form_valid(self, form: AppForm) -> HttpResponse:
        """The app is used from now on; recovery codes are shown, once."""
        device = factors.offered(self.user, form.cleaned_data["offer"])
        if device is None:
            messages.error(self.request, _("This page was open for too long. Begin anew."))
            return redirect("accounts_app")
        if not factors.add_app(self.user, device, form.cleaned_data["code"]):
            form.add_error("code", _("This is not the code that the app shows now. Look whether its clock is right."))
            return self.form_invalid(form)
        _added(self.request, "app")
        return show_codes(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        device = factors.offered(self.user, str(context["form"]["offer"].value()))
        if device is not None:
            context["secret"] = factors.secret_of(device)
            context["picture"] = mark_safe(factors.picture_of(device))  # drawn here, of letters and digits
        return context


class RemoveAppView(ConfirmedMixin, View):
    """Takes the app away."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Back to the page."""
        factors.remove_app(request.user)
        _removed(request)
        return redirect("accounts_own")


class RecoveryCodesView(ConfirmedMixin, View):
    """Makes ten new recovery codes."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Shows them, once."""
        if not factors.has_factor(request.user):
            return redirect("accounts_own")
        return show_codes(request)


class PasskeyToAddView(ConfirmedMixin, View):
    """What the browser is asked to make a passkey with."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """As JSON; 404 where passkeys are impossible."""
        if not passkeys.are_possible():
            return JsonResponse({}, status=404)
        return JsonResponse(passkeys.question_to_add(request.user))


class AddPasskeyView(ConfirmedMixin, View):
    """Stores a passkey."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """{"next": where to go}, or {"error": in words}."""
        told = read_json(request)
        name = str(told.get("name", "")) or browser_in_words(request.META.get("HTTP_USER_AGENT", ""))
        try:
            passkeys.add(request.user, str(told.get("question", "")), told.get("answer") or {}, name)
        except passkeys.PasskeyRefused:
            return JsonResponse({"error": _("This passkey could not be added. Try it once more.")}, status=403)
        _added(request, "passkey")
        messages.success(request, _("The passkey was added: you can sign in with it, without your password."))
        return JsonResponse({"next": reverse("accounts_own")})


class RemovePasskeyView(ConfirmedMixin, View):
    """Takes a passkey away."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Back to the page."""
        factors.remove_passkey(request.user, pk)
        _removed(request)
        return redirect("accounts_own")


class EndSessionsView(ConfirmedMixin, View):
    """Ends one of one's sessions, or all others."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """What is ended is nobody's at its very next request."""
        this = request.session.session_key
        name = request.POST.get("session", "")
        count = sessions.end(request.user, name) if name else sessions.end_all(request.user, but=this)
        said = ngettext("%(count)s session was ended.", "%(count)s sessions were ended.", count)
        messages.success(request, said % {"count": count})
        return redirect("accounts_own")


def show_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes; they are not kept anywhere in the clear."""
    codes = factors.new_recovery_codes(request.user)
    return TemplateResponse(request, "accounts/codes.html", {"codes": codes}, headers={"Cache-Control": "no-store"})


def _added(request: HttpRequest, kind: str) -> None:
    """The first factor ends all sessions that began without one."""
    if factors.VERIFIED not in request.session:
        sessions.end_all(request.user, but=request.session.session_key)
    factors.verified(request, kind)


def _removed(request: HttpRequest) -> None:
    if not factors.has_factor(request.user):
        request.session.pop(factors.VERIFIED, None)
    messages.success(request, _("It was taken away."))
