"""The forms of pictures and documents, which Wagtail loads when the models are there."""

from __future__ import annotations

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from handpress.newsroom.conflicts import ToldOfConflicts
from handpress.newsroom.models import Picture
from handpress.newsroom.orders import order_renditions
from handpress.newsroom.pasted_links import RefusesDeskLinks
from handpress.newsroom.typed_text import TidiesText


class PictureForm(TidiesText, RefusesDeskLinks, ToldOfConflicts, BaseImageForm):
    """The form of a picture."""

    def save(self, commit: bool = True) -> Picture:
        """Store it. Wagtail throws the sizes of a replaced file away after the new ones were ordered: once more."""
        picture: Picture = super().save(commit=commit)
        if commit and "file" in self.changed_data and self.original_file:
            order_renditions(picture.pk)
        return picture


class DocumentForm(TidiesText, ToldOfConflicts, BaseDocumentForm):
    """The form of a document."""
