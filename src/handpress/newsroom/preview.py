"""Preview: the desk shows what the press will write, by a renderer that a higher floor registers."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.storage import storages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.translation import gettext as _

from handpress.kit.offers import Offers
from handpress.newsroom.renditions import SIZE

Renderer = Callable[[Model, HttpRequest], str]

renderers: Offers[Renderer] = Offers("preview")

# The one thing a preview has that the pressed page lacks; the desk's accessibility check and comments hook on it.
DESK_BLOCK = '<!--handpress desk--><meta name="robots" content="noindex"><base target="_blank">'


def register_renderer(model: str, render: Renderer) -> None:
    """Let `render(record, request)` preview records of a model, named "newsroom.article". Raises OfferTaken.

    It gives the whole HTML of the page the press would write.
    """
    renderers.make(model, render)


def serve_preview(record: Model, request: HttpRequest) -> HttpResponse:
    """The record as its pressed page with the desk's block after `<head>`; 501 while nothing renders it."""
    render = dict(renderers.items()).get(record._meta.label_lower)
    if render is None:
        return HttpResponse(_no_renderer(record), status=501)
    return HttpResponse(with_desk_block(with_desk_sizes(render(record, request))))


def with_desk_sizes(html: str) -> str:
    """The page with its pictures from the desk, for what no page shows yet is not public."""
    return SIZE.sub(lambda found: storages["renditions"].url(found[1]), html)


def with_desk_block(html: str) -> str:
    """The page with the desk's block put behind its opening head tag (or before everything)."""
    head, tag, rest = html.partition("<head>")
    return head + tag + DESK_BLOCK + rest if tag else DESK_BLOCK + html


def _no_renderer(record: Model) -> str:
    message = _("There is no preview of “%(record)s”: the edition is not installed.") % {"record": record}
    return f"<!doctype html><title>501</title><p>{escape(message)}</p>"
