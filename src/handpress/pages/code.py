"""The fingerprint of the code: pages that older code made are made again."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

from handpress.kit.packages import folders_of

RENDERING = (
    "edition", "contact", "pages", "reading", "theme", "newsroom", "addresses", "press", "background", "server", "kit",
)  # fmt: skip
NOT_RENDERING = frozenset({"desk", "migrations"})


@cache
def code_fingerprint() -> str:
    """A hash of the modules that make pages and of the publication's settings that pages show.

    Taken once: this process goes on with the code it has loaded, whatever an upgrade lays on the disk.
    """
    publication = settings.PUBLICATION
    parts = [publication.base_url, publication.name, publication.time_zone, *map(str, publication.languages)]
    digest = hashlib.sha256("\n".join(parts).encode())
    for path in rendering_modules():
        digest.update(path.read_bytes())
    return digest.hexdigest()


def rendering_modules() -> list[Path]:
    """The files of the modules that pages pass through: of every floor that the edition stands on, and of the
    engines; without the desk.
    """
    package = Path(__file__).parent.parent
    folders = [(package, package / floor) for floor in RENDERING]
    folders += [(folder, folder) for engine in settings.PUBLICATION.engines for folder in folders_of(engine)]
    found = (
        path
        for above, folder in folders
        for path in folder.rglob("*.py")
        if not NOT_RENDERING & set(path.relative_to(above).parts)
    )
    return sorted(found)
