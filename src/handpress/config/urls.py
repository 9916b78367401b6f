"""Addresses that Django answers: the desk. Readers' addresses are files."""

from __future__ import annotations

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from handpress.kit.own_words import DESK
from handpress.newsroom.desk.files import document_addresses

urlpatterns = [
    path(f"{DESK}/documents/", include(document_addresses())),
    path(f"{DESK}/", include("handpress.accounts.urls")),
    path(f"{DESK}/", include(wagtailadmin_urls)),
]

_TROUBLES = "handpress.newsroom.desk.troubles"
handler400 = f"{_TROUBLES}.malformed"
handler403 = f"{_TROUBLES}.refused"
handler404 = f"{_TROUBLES}.unknown"
handler500 = f"{_TROUBLES}.failed"
