"""What the desk says when something goes wrong: in its own manner, without the database, with what was typed.

Named by the settings and by the table of addresses as Django's handlers, which would show a bare page.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterator

from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from handpress.kit.own_words import DESK, folder

LONGEST_NAME = 80  # characters; a longer field is something that somebody wrote
RETRY_AFTER_S = 10
UNREADABLE = (SuspiciousOperation, MultiPartParserError, UnreadablePostError, ValueError)
log = logging.getLogger("handpress.desk")


class TroublesAreTold:
    """Middleware: a database that is locked or away is said in one line of the log and on a page of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The view's answer."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """503 where the database does not answer; None for anything else."""
        return busy(request, exception) if _is_database(exception) else None


def busy(request: HttpRequest, exception: BaseException | None) -> HttpResponse:
    """503: nothing was saved, and it can be tried again."""
    log.error("%s %s: the database does not answer: %s", request.method, request.path, exception)
    answer = _page(
        request,
        503,
        _("The desk is busy"),
        _("The database does not answer just now. Nothing was saved: go back and send it again in a moment."),
        _("Readers are not affected: every public page goes on being served."),
    )
    answer.headers["Retry-After"] = str(RETRY_AFTER_S)
    return answer


def malformed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler400."""
    return _page(request, 400, _("This could not be read"), _("Nothing was saved. Go back and try it once more."))


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler403."""
    return _page(request, 403, _("You may not do this"), _("Nothing was changed. Ask an administrator for the right."))


def refused_because(request: HttpRequest, why: str) -> HttpResponse:
    """403 with a reason, and what was typed."""
    return _page(request, 403, _("You may not do this"), why)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW: a form from before a sign-in, or from a page that is not the desk's."""
    return _page(
        request,
        403,
        _("This form is out of date"),
        _("It was opened before you signed in, or in another way than this desk’s own. Nothing was saved."),
        _("Open the page again and send it from there; your browser has to accept the desk’s cookies."),
    )


def unknown(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler404."""
    return _page(request, 404, _("There is nothing here"), _("What stood here was moved or deleted."))


def failed(request: HttpRequest) -> HttpResponse:
    """Django's handler500; the log has what happened."""
    exception = sys.exc_info()[1]
    if _is_database(exception):
        return busy(request, exception)
    return _page(
        request,
        500,
        _("Something went wrong here"),
        _("The fault is ours, and it stands in the log. What you were doing was not saved; all else is as before."),
    )


def _is_database(exception: BaseException | None) -> bool:
    return isinstance(exception, (OperationalError, InterfaceError))


def _page(request: HttpRequest, status: int, title: str, *paragraphs: str) -> HttpResponse:
    shown = {"title": title, "paragraphs": paragraphs, "kept": list(_typed(request)), "home": folder(DESK)}
    html = render_to_string("newsroom/trouble.html", shown)  # no request: its processors would ask the database
    return HttpResponse(html, status=status, headers={"Cache-Control": "no-store"})


def _typed(request: HttpRequest) -> Iterator[str]:
    """The texts of the form that was sent, rich ones as plain text; nothing where it cannot be read."""
    try:
        fields = [text for _name, values in request.POST.lists() for text in values]
    except UNREADABLE:
        return
    for text in map(_plain, fields):
        if len(text) > LONGEST_NAME:
            yield text


def _plain(text: str) -> str:
    """The words of a rich text, which the editor's script sends as JSON (Draft.js's raw content)."""
    if not text.startswith("{"):
        return text
    try:
        return "\n".join(str(block["text"]) for block in json.loads(text)["blocks"])
    except (ValueError, KeyError, TypeError):
        return text
