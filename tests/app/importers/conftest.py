"""Fixtures of the import tests."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _no_renditions(settings) -> None:
    """Pictures are taken in, their sizes are left for later: 2 s a picture, tested where they are made."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
