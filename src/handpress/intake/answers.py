"""What endpoints say: pages of the theme in the reader's language that need no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from handpress.config.publication import Language
from handpress.reading import parts
from handpress.server.readers_language import ReadersLanguage
from handpress.theme.theming import Theme, stamp_of

LONGEST_NAME = 100  # characters; a longer field is something that somebody wrote


@dataclass(frozen=True)
class _Tongue:
    code: str
    is_rtl: bool
    address: str


@dataclass(frozen=True)
class Frame:
    """The part of a site's record that a small page shows."""

    name: str
    language: _Tongue
    accent: str = ""


def language_of(request: HttpRequest, named: str = "") -> str:
    """The magazine's language in which the reader is answered: the one that is named, if it is one of them."""
    if named in _codes():
        return named
    headers = request.headers
    return _languages().of(headers.get("Referer", ""), headers.get("Accept-Language", ""))


def render(
    request: HttpRequest, template: str, status: int = 200, *, language: str = "", **context: Any
) -> HttpResponse:
    """A small page of the theme (`notice.html` is its frame), in the language or that of the reader. Never cached."""
    code = language_of(request, language)
    html = theme().render(template, code, site=Frame(settings.PUBLICATION.name, _tongue(code)), **context)
    return HttpResponse(html, status=status, headers={"Cache-Control": "no-store"})


def page(request: HttpRequest, status: int, title: str, text: str, *, kept: Iterable[str] = ()) -> HttpResponse:
    """A page with one heading and one paragraph (`answer.html`), and below them what the reader is given back."""
    return render(request, "answer.html", status, title=title, text=text, kept=tuple(kept))


def said(request: HttpRequest, status: int) -> HttpResponse:
    """The theme's own words for a status."""
    return page(request, status, *theme().words(language_of(request)).answer(status))


def refused_with_words(request: HttpRequest) -> HttpResponse:
    """403 for what another site's page sent; what the reader may have written is not lost."""
    return page(request, 403, *theme().words(language_of(request)).answer(403), kept=_words_in(request))


def _words_in(request: HttpRequest) -> list[str]:
    """The texts of a form that are too long to be a name, or nothing where it cannot be read."""
    try:
        return [text for values in request.POST.lists() for text in values[1] if len(text) > LONGEST_NAME]
    except (SuspiciousOperation, MultiPartParserError, UnreadablePostError, ValueError):
        return []


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


def theme() -> Theme:
    """The publication's, as its files are now."""
    return _theme(stamp_of(settings.PUBLICATION.theme))


@lru_cache(maxsize=1)
def _theme(stamp: object) -> Theme:
    return Theme(settings.PUBLICATION.theme, parts.folders())


@cache
def _languages() -> ReadersLanguage:
    return ReadersLanguage(_codes())


def _codes() -> list[str]:
    return [each.code for each in settings.PUBLICATION.languages]


def _tongue(code: str) -> _Tongue:
    first = settings.PUBLICATION.languages[0].code
    return _Tongue(code, Language(code, code).is_rtl, "/" if code == first else f"/{code}/")
