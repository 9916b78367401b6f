"""Preview: the desk shows what the press will write, by a renderer that a higher floor registers."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import reduce
from operator import or_
from urllib.parse import unquote

from django.core.files.storage import storages
from django.db.models import Model, Q
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from handpress.kit.offers import Offers
from handpress.kit.own_words import DOCUMENTS
from handpress.newsroom.renditions import SIZE

Renderer = Callable[[Model, HttpRequest], str]

DOCUMENT = re.compile(f'/{DOCUMENTS}/([0-9a-f]{{20}})/([^"?#<>\\s]+)')  # in a page: digest and name

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
    return HttpResponse(with_desk_block(with_desk_files(render(record, request))))


def with_desk_files(html: str) -> str:
    """The page with its pictures and documents from the desk, for what no page shows yet is not public."""
    html = SIZE.sub(lambda found: storages["renditions"].url(found[1]), html)
    known = _documents({digest for digest, _ in DOCUMENT.findall(html)})
    return DOCUMENT.sub(lambda found: known.get((found[1], unquote(found[2])), found[0]), html)


def _documents(digests: set[str]) -> dict[tuple[str, str], str]:
    """The desk's addresses of documents, by the two parts of the public ones."""
    if not digests:
        return {}
    named = reduce(or_, (Q(file_hash__startswith=digest) for digest in digests))
    return {(one.file_hash[:20], one.filename): one.url for one in get_document_model().objects.filter(named)}


def with_desk_block(html: str) -> str:
    """The page with the desk's block put behind its opening head tag (or before everything)."""
    head, tag, rest = html.partition("<head>")
    return head + tag + DESK_BLOCK + rest if tag else DESK_BLOCK + html


def _no_renderer(record: Model) -> str:
    message = _("There is no preview of “%(record)s”: the edition is not installed.") % {"record": record}
    return f"<!doctype html><title>501</title><p>{escape(message)}</p>"
