"""What the public process says itself: pages in the reader's language that need no database."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from handpress.config.publication import Language
from handpress.server.readers_language import ReadersLanguage
from handpress.theme.theming import Theme


@dataclass(frozen=True)
class _Tongue:
    code: str
    is_rtl: bool
    address: str


@dataclass(frozen=True)
class _Frame:
    """The part of a site's record that a small page shows."""

    name: str
    language: _Tongue
    accent: str = ""


def language_of(request: HttpRequest) -> str:
    """The magazine's language in which the reader is answered."""
    headers = request.headers
    return _languages().of(headers.get("Referer", ""), headers.get("Accept-Language", ""))


def page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    """A small page of the theme (`answer.html`) with one heading and one paragraph."""
    code = language_of(request)
    frame = _Frame(settings.PUBLICATION.name, _tongue(code))
    html = theme().render("answer.html", code, site=frame, title=title, text=text)
    return HttpResponse(html, status=status)


def said(request: HttpRequest, status: int) -> HttpResponse:
    """The theme's own words for a status."""
    return page(request, status, *theme().words(language_of(request)).answer(status))


def malformed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400."""
    return said(request, 400)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler403."""
    return said(request, 403)


def unknown(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler404."""
    return said(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """Django's handler500."""
    return said(request, 500)


@cache
def theme() -> Theme:
    """The publication's."""
    return Theme(settings.PUBLICATION.theme)


@cache
def _languages() -> ReadersLanguage:
    return ReadersLanguage([each.code for each in settings.PUBLICATION.languages])


def _tongue(code: str) -> _Tongue:
    first = settings.PUBLICATION.languages[0].code
    return _Tongue(code, Language(code, code).is_rtl, "/" if code == first else f"/{code}/")
