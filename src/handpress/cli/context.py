"""Which publication a command acts on, and the door to Django for those that need it."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from handpress.config.publication import Publication, load


@dataclass
class Context:
    """What the global options said: the publication's `folder`, and whether tracebacks are shown."""

    folder: Path
    debug: bool = False

    @cached_property
    def publication(self) -> Publication:
        """The publication in the folder. Raises PublicationError."""
        return load(self.folder)

    def start_django(self) -> None:
        """Make models and settings usable; takes 1.8 s the first time."""
        folder = self.publication.folder
        os.environ["HANDPRESS_DIR"] = str(folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handpress.config.settings")
        import django  # only now, after the environment says which publication

        django.setup()


class Trouble(Exception):
    """A command cannot do what was asked; the message is one sentence that names the remedy."""


def handpress(directory: Path, *arguments: str) -> list[str]:
    """The command line of another `handpress` acting on `directory`."""
    return [sys.executable, "-m", "handpress.cli", "-C", str(directory), *arguments]
