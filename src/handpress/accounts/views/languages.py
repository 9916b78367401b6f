"""In which language pages speak that Wagtail's own choice does not reach: those before and after a session."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from handpress.accounts.views.signing_in import half_signed_in
from handpress.server.readers_language import ReadersLanguage

View = Callable[..., HttpResponseBase]


def localized(view: View) -> View:
    """The view in the language of the account, signed in or half signed in, else in that which the browser asks for.

    Where the desk does not speak that one, in the magazine's first.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(_language(request)):
            response = view(request, *args, **kwargs)
            if hasattr(response, "render"):  # before the language is left
                response.render()
            return response

    return answer


def _language(request: HttpRequest) -> str:
    user = request.user if request.user.is_authenticated else half_signed_in(request)
    if user is not None and hasattr(user, "wagtail_userprofile"):
        return str(user.wagtail_userprofile.get_preferred_language())
    codes = [code for code, _ in settings.WAGTAILADMIN_PERMITTED_LANGUAGES if code != settings.LANGUAGE_CODE]
    return ReadersLanguage([settings.LANGUAGE_CODE, *codes]).of("", request.headers.get("Accept-Language", ""))
