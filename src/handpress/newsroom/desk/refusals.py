"""What the newsroom refuses where the desk has no form to say it at: bulk actions, workflows, revisions."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.defaults import page_not_found

from handpress.addresses.errors import AddressesError
from handpress.newsroom.errors import NewsroomError


class RefusalsAreTold:
    """Leads back to where the editor was, with the refusal as a message; what was begun has been taken back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The way back; None for what is no refusal."""
        if isinstance(exception, OverflowError) and request.method == "GET":
            return page_not_found(request, exception)  # a number in an address that no record can have
        if not isinstance(exception, (NewsroomError, AddressesError)):
            return None
        messages.error(request, str(exception))
        return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """The page of the desk that led here, or the desk's first."""
    referrer = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(referrer, {request.get_host()}, require_https=request.is_secure())
    return referrer if is_ours else reverse("wagtailadmin_home")
