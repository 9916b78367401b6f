"""Addresses that Django answers: the desk. Readers' addresses are files."""

from __future__ import annotations

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from handpress.kit.own_words import DESK

urlpatterns = [
    path(f"{DESK}/documents/", include(wagtaildocs_urls)),
    path(f"{DESK}/", include(wagtailadmin_urls)),
]
