"""Where articles lie in Wagtail's page tree: monthly buckets nobody browses."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from handpress.newsroom.filed import FiledPermissions


class Filing(Page):
    """The bucket for articles created in one month ("2026-11") in one language; it says nothing to readers."""

    bucket = models.CharField(max_length=7, editable=False)

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["newsroom.Article"]
    is_creatable = False
    preview_modes: list[tuple[str, str]] = []

    class Meta:
        verbose_name = _("filing bucket")
        verbose_name_plural = _("filing buckets")

    def get_url_parts(self, request=None) -> None:
        """None: a bucket has no public address."""

    def permissions_for_user(self, user: Any) -> FiledPermissions:
        """What the user may do: never move it, nor sort what lies in it."""
        return FiledPermissions(user, self)
