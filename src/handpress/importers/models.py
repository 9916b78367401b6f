"""What is remembered of each imported page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from handpress.newsroom.models import Article, PlainPage


class ImportRecord(models.Model):
    """One imported page: where it came from, its original bytes (a file named by `sha256`), and what it became.

    `fields` is the imprint of what was imported: a field that differs now was edited since.
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
    plain_page = models.ForeignKey(
        "newsroom.PlainPage",
        verbose_name=_("plain page"),
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

    @property
    def page(self) -> Article | PlainPage | None:
        """The article or plain page it became; None when that was deleted."""
        return self.article or self.plain_page
