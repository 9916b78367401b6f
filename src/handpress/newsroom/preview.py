"""Preview: the desk shows what the press will write, by a renderer that a higher floor registers."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.translation import gettext as _

Renderer = Callable[[Model, HttpRequest], str]

_renderers: list[Renderer] = []

# The one thing a preview has that the pressed page lacks; the desk's accessibility check and comments hook on it.
DESK_BLOCK = '<!--handpress desk--><meta name="robots" content="noindex"><base target="_blank">'


def register_renderer(render: Callable[[Model, HttpRequest], str]) -> None:
    """Let `render(record, request)` make previews: the whole HTML of the page the press would write."""
    _renderers[:] = [render]


def serve_preview(record: Model, request: HttpRequest) -> HttpResponse:
    """The record as its pressed page with the desk's block after `<head>`; 501 while nothing renders."""
    if not _renderers:
        return HttpResponse(_no_renderer(record), status=501)
    return HttpResponse(with_desk_block(_renderers[0](record, request)))


def with_desk_block(html: str) -> str:
    """The page with the desk's block put behind its opening head tag (or before everything)."""
    head, tag, rest = html.partition("<head>")
    return head + tag + DESK_BLOCK + rest if tag else DESK_BLOCK + html


def _no_renderer(record: Model) -> str:
    message = _("There is no preview of “%(record)s”: the edition is not installed.") % {"record": record}
    return f"<!doctype html><title>501</title><p>{escape(message)}</p>"
