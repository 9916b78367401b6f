"""Files of the desk: sizes of pictures that no page may show yet, documents that no page leads to."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest
from django.urls import URLPattern, URLResolver, re_path
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as of_documents
from wagtail.utils.urlpatterns import decorate_urlpatterns

from handpress.newsroom.renditions import FILE

FOR_EVER = "private, max-age=31536000, immutable"  # named after its content


def own_addresses() -> list[URLPattern]:
    """That of sizes, as their storage names it."""
    return [re_path(f"^sizes/({FILE})$", size, name="newsroom_size")]


def document_addresses() -> list[URLPattern | URLResolver]:
    """Wagtail's addresses of documents, for whoever may enter the desk; readers have files."""
    found: list[Any] = decorate_urlpatterns(list(of_documents.urlpatterns), require_admin_access)
    return found


def size(request: HttpRequest, name: str) -> FileResponse:
    """The file, whether public or not."""
    try:
        file = storages["renditions"].open(name)
    except FileNotFoundError:
        raise Http404(_("There is no such size of a picture.")) from None
    return FileResponse(file, headers={"Cache-Control": FOR_EVER})
