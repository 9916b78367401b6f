"""Share cards: the drawn picture that stands for an article without one on other people's sites."""

from __future__ import annotations

from django.core.files.storage import storages
from django.db import models


def card_files():
    """Where cards lie: beside the renditions of pictures, named after their content."""
    return storages["renditions"]


class ShareCard(models.Model):
    """The card of one article: a public file, and a hash of the words and colours it was drawn from."""

    article = models.OneToOneField("newsroom.Article", on_delete=models.CASCADE, related_name="share_card")
    file = models.FileField(storage=card_files, max_length=100)
    drawn_from = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True  # it uses nothing: an article with a card is not "in use"

    class Meta:
        indexes = [models.Index(fields=["file"], name="newsroom_sharecard_file")]

    def __str__(self) -> str:
        return self.file.name or ""
