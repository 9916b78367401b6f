"""These tests need the guestbook among the apps: a run of their own, with tests.settings_with_guestbook."""

from __future__ import annotations

from django.conf import settings

from tests.app.conftest import _database  # noqa: F401
from tests.app.edition.conftest import paper  # noqa: F401

collect_ignore_glob = [] if "tests.guestbook" in settings.PUBLICATION.engines else ["*"]
