"""Settings of the test run: a throw-away publication in a temporary folder."""

from __future__ import annotations

import os
from pathlib import Path

from tests import throwaway

# The first process makes a folder; the workers that it starts find it named, and each has its own place in it.
_run = Path(os.environ.get("HANDPRESS_TEST_DIR") or throwaway.folder())
os.environ["HANDPRESS_TEST_DIR"] = str(_run)
_folder = _run / os.environ.get("PYTEST_XDIST_WORKER", "paper")
_folder.mkdir(exist_ok=True)
_engines = os.environ.get("HANDPRESS_TEST_ENGINES", "").split()
(_folder / "handpress.toml").write_text(
    'name = "The Test Paper"\nbase_url = "https://paper.example"\ntime_zone = "Asia/Kolkata"\n'
    f"engines = {_engines!r}\n"
    '[languages]\nen = "English"\nes = "Español"\nar = "العربية"\nhi = "हिन्दी"\n'
    + os.environ.get("HANDPRESS_TEST_TABLES", ""),
    encoding="utf-8",
)
os.environ["HANDPRESS_DIR"] = str(_folder)
os.environ.setdefault("HANDPRESS_SECRET_KEY", "only-for-tests")

from handpress.config.settings import *  # noqa: E402, F403  the folder must exist first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
TASKS = {"default": {**TASKS["default"], "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}  # noqa: F405
if not PUBLICATION.database_url:  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405  pytest-django knows Django's own engine only
