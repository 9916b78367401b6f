"""What is remembered of each imported page."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportRecord(models.Model):
    """One imported page: where it came from, its original bytes (a file named by `sha256`), and what it became.

    `fields` holds a hash of each field as imported: a field whose hash differs now was edited since.
    """

    import_id = models.CharField(max_length=40, unique=True)
    archive = models.CharField(max_length=255)
    path = models.CharField(max_length=1000)
    sha256 = models.CharField(max_length=64)
    body_key = models.CharField(max_length=64, db_index=True)
    importer_version = models.IntegerField()
    article = models.ForeignKey(
        "newsroom.Article",
        verbose_name=_("article"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="import_records",
    )
    imported_at = models.DateTimeField()
    fields = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)

    class Meta:
        verbose_name = _("imported page")
        verbose_name_plural = _("imported pages")

    def __str__(self) -> str:
        return self.path
