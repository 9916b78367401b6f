"""Forms of signing in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm

from handpress.accounts import lockout, signin_log
from handpress.accounts.tasks import send_reset


def pause_in_words(locked: lockout.Locked) -> str:
    """When another try is taken."""
    minutes = -(-locked.wait_s // 60)
    said = ngettext(
        "Too many tries failed. Try again in %(count)s minute; trying before that does not help.",
        "Too many tries failed. Try again in %(count)s minutes; trying before that does not help.",
        minutes,
    )
    return said % {"count": minutes}


class SignInForm(LoginForm):
    """Wagtail's, with failures counted and noted."""

    locked: lockout.Locked | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = gettext_lazy("Password")  # Wagtail's has none that is translated

    def clean(self) -> dict[str, Any]:
        """A try is counted before the password is looked at, so that nothing is learned by trying many at one time."""
        name = self.cleaned_data.get("username", "")
        if not name or not self.cleaned_data.get("password"):
            return super().clean()  # which looks at no password then
        try:
            lockout.take(self.request, name)
        except lockout.Locked as locked:
            self.locked = locked
            signin_log.failed(self.request, "locked", name)
            raise ValidationError(pause_in_words(locked)) from None
        try:
            return super().clean()
        except ValidationError:
            signin_log.failed(self.request, "password", name)
            raise


class CodeForm(forms.Form):
    """Asks for a code of an app, or a recovery code."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "text", "autofocus": "", "spellcheck": "false"}
        ),
    )


class PasswordForm(forms.Form):
    """Asks for the password once more."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": ""}),
    )


class ResetForm(PasswordResetForm):
    """Wagtail's; whether anybody has the address is looked up by a task, so that the answer tells nobody."""

    def save(self, **kwargs: Any) -> None:
        """Order the letter."""
        send_reset.enqueue(self.cleaned_data["email"], translation.get_language() or "")
