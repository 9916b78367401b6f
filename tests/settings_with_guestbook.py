"""Settings of a test run with an engine: the guestbook hangs on the house."""

from __future__ import annotations

import os

os.environ["HANDPRESS_TEST_ENGINES"] = "tests.guestbook"
os.environ["HANDPRESS_TEST_TABLES"] = "[guestbook]\nlongest = 40\n"

from tests.settings import *  # noqa: F403  the engines must be named first
