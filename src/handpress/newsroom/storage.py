"""Where renditions lie: files named after their content, written whole; public ones are in the tree as well."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from handpress.kit.files import remove, write_atomic


class Renditions(FileSystemStorage):
    """Content-addressed files: the same content is the same file, and none is overwritten.

    The press brings those that pages show into the public tree (`newsroom.public_sizes`); the desk shows all. Deleting
    a row deletes no file: another picture with the same pixels may have it. `actions.pictures.unused_renditions()`
    names those that nothing has any more.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: it says what the content is."""
        return name

    def _save(self, name: str, content: File) -> str:
        path = Path(self.path(name))
        try:
            os.utime(path)  # as young as its newest row: what is old and has none is discarded
        except FileNotFoundError:
            content.seek(0)
            write_atomic(path, content.read(), flush=True)
        return name

    def delete(self, name: str) -> None:
        """Nothing; see the class."""

    def discard(self, name: str) -> None:
        """Take the file away: for whoever knows that nothing shows it any more."""
        remove(Path(self.path(name)))
