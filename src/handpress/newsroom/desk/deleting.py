"""Deleting pictures, documents and tags: what is used stays, and one sees where it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.documents.views.documents import DeleteView as WagtailsDeleteDocument
from wagtail.documents.views.multiple import DeleteView as WagtailsDeleteUploadedDocument
from wagtail.images.views.images import DeleteView as WagtailsDeletePicture
from wagtail.images.views.multiple import DeleteView as WagtailsDeleteUploadedPicture
from wagtail.snippets.views.snippets import DeleteView as WagtailsDeleteSnippet

from handpress.newsroom.models import Document, Picture, Tag
from handpress.newsroom.usage import is_used

if TYPE_CHECKING:
    _View = Any  # Wagtail's views have no types
else:
    _View = object

KEPT_WHILE_USED = (Picture, Document, Tag)  # sections, authors, sources, licences are retired, never deleted


class KeepUsedMixin(_View):
    """A page to delete one record, which refuses while it is used."""

    def get_usage(self) -> Any:
        """Where it is used, protected while there is anything."""
        usage = super().get_usage()
        usage.is_protected = is_used(self.object)
        return usage

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete it, or say why not and show where it is used."""
        if self.usage.is_protected:
            messages.error(request, refusal(self.object))
            return redirect(self.usage_url)
        return super().post(request, *args, **kwargs)


class DeletePictureView(KeepUsedMixin, WagtailsDeletePicture):
    """Deletes a picture that nothing shows."""


class DeleteDocumentView(KeepUsedMixin, WagtailsDeleteDocument):
    """Deletes a document that nothing offers."""


class DeleteTagView(KeepUsedMixin, WagtailsDeleteSnippet):
    """Deletes a tag that no article has."""


class KeepUsedUploadMixin(_View):
    """The cross beside a file that was just uploaded: a picture that is used by now stays."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete it, or say in JSON why not."""
        record = get_object_or_404(self.get_model(), pk=kwargs[self.pk_url_kwarg])
        if is_used(record):
            return JsonResponse({"success": False, "error_message": refusal(record)})
        return super().post(request, *args, **kwargs)


class DeleteUploadedPictureView(KeepUsedUploadMixin, WagtailsDeleteUploadedPicture):
    """Deletes a picture from the form of many."""


class DeleteUploadedDocumentView(KeepUsedUploadMixin, WagtailsDeleteUploadedDocument):
    """Deletes a document from the form of many."""


def refusal(record: Model) -> str:
    """What is said of a record that stays."""
    return _("“%(record)s” is used and was not deleted. Take it out where it is used first: the list says where.") % {
        "record": record
    }


def refuse_used(request: HttpRequest, action_type: str, objects: list[Model], action: Any) -> HttpResponse | None:
    """Back to the listing with a word, when one of the records that are deleted together is used."""
    used = [each for each in objects if isinstance(each, KEPT_WHILE_USED) and is_used(each)]
    if action_type != "delete" or not used:
        return None
    for each in used[:5]:
        messages.error(request, refusal(each))
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))


def own_addresses() -> list[URLPattern]:
    """The same addresses as Wagtail's, before them."""
    return [
        path("images/<int:image_id>/delete/", DeletePictureView.as_view()),
        path("images/multiple/<int:image_id>/delete/", DeleteUploadedPictureView.as_view()),
        path("documents/delete/<int:document_id>/", DeleteDocumentView.as_view()),
        path("documents/multiple/<int:doc_id>/delete/", DeleteUploadedDocumentView.as_view()),
    ]
