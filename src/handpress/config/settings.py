"""Django's settings, from the publication that HANDPRESS_DIR names."""

from __future__ import annotations

import os
from pathlib import Path

from handpress.accounts.conf import Desk
from handpress.background.queues import QUEUES
from handpress.config.apps import apps_of
from handpress.config.database import database_settings
from handpress.config.desk_languages import desk_languages
from handpress.config.publication import load
from handpress.config.secrets import secret_key
from handpress.outgoing.conf import Mail
from handpress.server.endpoints import table_of
from handpress.server.places import DESK, DESK_STATIC, is_supervised

PUBLICATION = load(Path(os.environ.get("HANDPRESS_DIR", ".")))

SECRET_KEY = secret_key(PUBLICATION.data)
DEBUG = os.environ.get("HANDPRESS_DEBUG") == "1"
ALLOWED_HOSTS = ["*"]  # the file server in front answers for the host; the desk binds to loopback
CSRF_TRUSTED_ORIGINS = [PUBLICATION.base_url]

INSTALLED_APPS = [
    *apps_of(PUBLICATION),
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "django_tasks",
    "django_tasks_db",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "modelsearch",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

# What the public process answers: rows of the table that the file server and the configuration of nginx have, too.
ENDPOINTS = table_of(apps_of(PUBLICATION)).public

# Whether nobody but the file server reaches this process: then it says whose request it is.
BEHIND_FILE_SERVER = is_supervised()

MIDDLEWARE = [
    "handpress.config.client_address.ClientAddress",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "handpress.accounts.sessions.SessionsAreSeen",
    "handpress.accounts.enforcing.SecondFactorIsRequired",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "handpress.newsroom.desk.policy.DeskPolicy",
    "handpress.newsroom.desk.troubles.TroublesAreTold",
    "handpress.newsroom.desk.refusals.RefusalsAreTold",
]

CSRF_FAILURE_VIEW = "handpress.newsroom.desk.troubles.stale"
ROOT_URLCONF = "handpress.config.urls"
WSGI_APPLICATION = "handpress.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": database_settings(PUBLICATION)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "newsroom.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

USE_I18N = True
WAGTAIL_I18N_ENABLED = True
LANGUAGE_CODE = PUBLICATION.languages[0].code
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [(each.code, each.name) for each in PUBLICATION.languages]
WAGTAILADMIN_PERMITTED_LANGUAGES = desk_languages()
LOCALE_PATHS = [Path(__file__).parent / "locale"]  # what Wagtail has not translated; apps bring their own words
USE_TZ = True
TIME_ZONE = PUBLICATION.time_zone

STATIC_URL = DESK_STATIC
STATIC_ROOT = PUBLICATION.data / "static"
MEDIA_ROOT = PUBLICATION.media
MEDIA_URL = f"{DESK}media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "renditions": {
        "BACKEND": "handpress.newsroom.storage.Renditions",
        # text: tasks store it as JSON
        "OPTIONS": {"location": str(PUBLICATION.media / "sizes"), "base_url": f"{DESK}sizes/"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": list(QUEUES)}}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAIL_SITE_NAME = PUBLICATION.name
WAGTAILADMIN_BASE_URL = PUBLICATION.base_url
WAGTAILIMAGES_IMAGE_MODEL = "newsroom.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "handpress.newsroom.library_forms.PictureForm"
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
WAGTAILDOCS_DOCUMENT_MODEL = "newsroom.Document"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "handpress.newsroom.library_forms.DocumentForm"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # nothing is fetched from third parties, nothing of them is embedded
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
MODELSEARCH_BACKENDS = {"default": {"BACKEND": "handpress.newsroom.search"}}

# Django's own mail goes through the queue; without a server nothing is sent, and nothing promised.
EMAIL_BACKEND = "handpress.outgoing.backend.QueueBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = PUBLICATION.table(Mail).sender
WAGTAIL_PASSWORD_RESET_ENABLED = PUBLICATION.table(Mail).is_on

# Failures to sign in are counted by handpress.accounts; pauses of a device, which double for ever, would come on top.
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0
OTP_TOTP_ISSUER = PUBLICATION.name
SECOND_FACTOR_TO_PUBLISH = PUBLICATION.table(Desk).second_factor_to_publish
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "handpress.accounts.forms.ResetForm"

LOGIN_URL = f"{DESK}login/"
SESSION_ENGINE = "handpress.accounts.sessions"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = DESK
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLICATION.base_url.startswith("https://")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 31_536_000 if SESSION_COOKIE_SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "SAMEORIGIN"  # the desk frames its own preview
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # other hosts of the domain are not the magazine's to decide for
    "security.W008",  # the server in front redirects to TLS; this one listens on the loopback address
    "security.W019",  # frames of the same origin: the desk's preview
    "security.W021",  # browsers' preload lists cannot be left again
]

# What went wrong, on stderr, where the supervisor's terminal or the system's journal keeps it.
_TO_STDERR = {"handlers": ["stderr"], "level": "WARNING", "propagate": False}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(name)s %(levelname)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "level": "WARNING"}},
    "loggers": {
        **dict.fromkeys(("django", "django_tasks", "django_tasks_db"), _TO_STDERR),
        "handpress.signin": {**_TO_STDERR, "propagate": True},  # nothing else listens above it
    },
}
