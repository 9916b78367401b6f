"""What hurts to change later is right from the first migration."""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import TranslatableMixin

from handpress.newsroom.models import Article, Document, Picture, PlainPage, Section, User

OURS = [model for label in ("newsroom", "press", "importers") for model in apps.get_app_config(label).get_models()]


def test_accounts_pictures_and_documents_are_models_of_our_own():
    assert (get_user_model(), get_image_model(), get_document_model()) == (User, Picture, Document)
    names = {field.name for field in Picture._meta.get_fields()}
    assert {"alt_text", "credit", "rights", "focal_point_x", "focal_point_y"} <= names


def test_every_number_of_a_record_is_big():
    for model in OURS:
        key = model._meta.pk
        is_big = isinstance(key, models.BigAutoField | models.BigIntegerField | models.OneToOneField)
        assert is_big or isinstance(key, models.CharField | models.TextField), model  # named by text


def test_what_can_be_translated_has_a_locale():
    for model in (Article, PlainPage, Section):
        assert issubclass(model, TranslatableMixin), model


def test_times_are_stored_in_utc(settings):
    assert settings.USE_TZ and settings.TIME_ZONE == settings.PUBLICATION.time_zone == "Asia/Kolkata"
