"""Who has signed in a while ago gives the password once more before changing how one signs in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from handpress.kit import clock

CONFIRMED = "confirmed_at"
LASTS = timedelta(minutes=15)


def confirm(request: HttpRequest) -> None:
    """Note that the session's owner has just proved who it is."""
    request.session[CONFIRMED] = clock.now().isoformat()


def is_confirmed(request: HttpRequest) -> bool:
    """Whether that was a quarter of an hour ago at most."""
    noted = request.session.get(CONFIRMED)
    return noted is not None and datetime.fromisoformat(noted) > clock.now() - LASTS


class ConfirmedMixin:
    """Of a view: leads to the question for the password first."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The view, once the password was given."""
        if is_confirmed(request):
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        back = request.get_full_path() if request.method == "GET" else reverse("accounts_own")
        return redirect(f"{reverse('accounts_confirm')}?{urlencode({'next': back})}")
