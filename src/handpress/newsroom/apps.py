from __future__ import annotations

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "handpress.newsroom"
    label = "newsroom"
    verbose_name = "Newsroom"
