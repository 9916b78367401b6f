"""Pictures, their public renditions, and documents."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from handpress.newsroom.exif import without_private_metadata
from handpress.newsroom.orders import order_renditions


class Picture(AbstractImage):
    """A picture of the library. The original stays private; readers get renditions."""

    alt_text = models.CharField(
        _("alternative text"),
        max_length=500,
        blank=True,
        help_text=_("What the picture shows, for readers who cannot see it."),
    )
    credit = models.CharField(_("credit"), max_length=255, blank=True, help_text=_("Photographer and agency."))
    rights = models.CharField(_("rights"), max_length=255, blank=True, help_text=_("Licence or permission."))
    source_url = models.URLField(_("found at"), max_length=500, blank=True)
    content_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    legacy_path = models.CharField(max_length=500, blank=True, editable=False, db_index=True)

    if TYPE_CHECKING:  # Wagtail has no types
        file: Any

    admin_form_fields = (
        "title",
        "file",
        "alt_text",
        "credit",
        "rights",
        "source_url",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self) -> str:
        """The alternative text; never the file name."""
        return self.alt_text

    def save(self, *args, **kwargs) -> None:
        """Store the picture; a new file first loses its metadata and leaves its hash, then its sizes are ordered."""
        is_new = bool(self.file) and not self.file._committed
        if is_new:
            self.take_in()
        with transaction.atomic():
            moved = self.pk and kwargs.get("update_fields") is None and self._focus_moved()
            super().save(*args, **kwargs)
            if is_new or moved:
                order_renditions(self.pk)

    def _focus_moved(self) -> bool:
        names = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
        before = Picture.objects.filter(pk=self.pk).values_list(*names).first()
        return before is not None and before != tuple(getattr(self, name) for name in names)

    def take_in(self) -> None:
        """Read the new file: it loses its metadata and leaves its hash and size."""
        upload = self.file.file
        upload.seek(0)
        original = upload.read()
        self.content_hash = hashlib.sha256(original).hexdigest()
        clean = without_private_metadata(original)
        self.file = ContentFile(clean, name=PurePosixPath(self.file.name).name)
        self._set_image_file_metadata()


class PictureRendition(AbstractRendition):
    """One pressed size of a picture: a public file named after its content (`/i/ab/abcdef….webp`)."""

    image = models.ForeignKey(Picture, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        indexes = [models.Index(fields=["file"], name="newsroom_rendition_file")]
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="newsroom_one_rendition_per_spec"
            )
        ]

    def get_upload_to(self, filename: str) -> str:
        """`ab/abcdef0123456789abcd.webp`, from the content's hash."""
        self.file.seek(0)
        digest = hashlib.sha256(self.file.read()).hexdigest()
        self.file.seek(0)
        suffix = PurePosixPath(filename).suffix.lower().replace(".jpg", ".jpeg")
        return f"{digest[:2]}/{digest[:20]}{suffix}"


class Document(AbstractDocument):
    """A file readers may fetch, such as a report in PDF."""

    # Wagtail's own, unused document model takes the default names of the way back.
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="newsroom_documents",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # read by Wagtail
    tags = TaggableManager(blank=True, verbose_name=_("keywords"), related_name="newsroom_documents")

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def save(self, *args, **kwargs) -> None:
        """Store the document; a new file leaves its size and hash, of which its public address is made."""
        if self.file and not self.file._committed:
            self._set_document_file_metadata()
        super().save(*args, **kwargs)
