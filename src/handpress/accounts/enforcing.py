"""Whoever may publish has to have a second factor where `[desk] second_factor_to_publish` says so."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from handpress.accounts.factors import VERIFIED
from handpress.kit.own_words import DESK, folder
from handpress.newsroom.desk import troubles
from handpress.newsroom.desk.shown import may_publish

OPEN = ("accounts_own", "wagtailadmin_logout", "wagtailadmin_javascript_catalog", "wagtailadmin_sprite")


class SecondFactorIsRequired:
    """Middleware: leads to where one is set up, whatever else of the desk is asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The view's answer, or the way to the second factor."""
        return self._led(request) or self._get_response(request)

    def _led(self, request: HttpRequest) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_TO_PUBLISH or not request.path.startswith(folder(DESK)):
            return None
        if VERIFIED in request.session or _is_open(request.path) or not may_publish(request.user):
            return None
        said = _("You may publish, so your account needs a second factor. Set one up here; the desk is open then.")
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"error": said}, status=403)
        if request.method not in ("GET", "HEAD"):
            return troubles.refused_because(request, said)
        messages.warning(request, said)
        return redirect("accounts_own")


def _is_open(path: str) -> bool:
    """What one needs for setting it up."""
    return path.startswith((settings.STATIC_URL, *(reverse(name) for name in OPEN)))
