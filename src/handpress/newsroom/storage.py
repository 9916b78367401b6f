"""Where renditions lie: files of the public tree, named after their content, written whole."""

from __future__ import annotations

from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from handpress.kit.files import remove, write_atomic


class PublicRenditions(FileSystemStorage):
    """Content-addressed files under `public/i/`: the same content is the same file, and none is overwritten.

    Deleting a row deletes no file: a page pressed earlier, or another picture with the same pixels, may show it.
    `actions.pictures.unused_renditions()` names those that nothing shows any more.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: it says what the content is."""
        return name

    def _save(self, name: str, content: File) -> str:
        if not self.exists(name):
            content.seek(0)
            write_atomic(Path(self.path(name)), content.read(), flush=True)
        return name

    def delete(self, name: str) -> None:
        """Nothing; see the class."""

    def discard(self, name: str) -> None:
        """Take the file away: for whoever knows that nothing shows it any more."""
        remove(Path(self.path(name)))
