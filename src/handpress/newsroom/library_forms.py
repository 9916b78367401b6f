"""The forms of pictures and documents, which Wagtail loads when the models are there."""

from __future__ import annotations

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from handpress.newsroom.conflicts import ToldOfConflicts
from handpress.newsroom.pasted_links import RefusesDeskLinks
from handpress.newsroom.typed_text import TidiesText


class PictureForm(TidiesText, RefusesDeskLinks, ToldOfConflicts, BaseImageForm):
    """The form of a picture."""


class DocumentForm(TidiesText, ToldOfConflicts, BaseDocumentForm):
    """The form of a document."""
