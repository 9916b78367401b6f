from __future__ import annotations

from django.apps import AppConfig


class EditionConfig(AppConfig):
    name = "handpress.edition"
    label = "edition"
    verbose_name = "Edition"
