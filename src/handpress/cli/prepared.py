"""Whether a publication's database and desk are as the installed version wants them. Asks no database."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import handpress
from handpress.kit.files import write_atomic
from handpress.kit.packages import folders_of

if TYPE_CHECKING:
    from handpress.config.publication import Publication

PACKAGES = ("django", "wagtail", "django-tasks-db")
DECLARED = (
    "addresses/press_keys.py",
    "newsroom/press_keys.py",
    "newsroom/renditions.py",
    "press/triggers.py",
    "kit/cards/drawing.py",
)  # no migrations
LOOK_AGAIN_S = 1.0
BEGUN = "an upgrade has begun"
SHUT = (
    "The database is not at the version that is installed, so nothing can be written: an upgrade has not come to its"
    " end. Whoever keeps this machine runs “handpress upgrade”, which says why; the desk opens by itself after it."
)


def stamp(engines: Iterable[str] = ()) -> str:
    """What the present code asks of a publication: packages, migrations, triggers, sizes, its files for the desk; and
    all of its engines' modules.
    """
    folder = Path(handpress.__file__).parent
    migrations = sorted(path.relative_to(folder).as_posix() for path in folder.glob("*/migrations/[0-9]*.py"))
    versions = [handpress.__version__, *(f"{package} {version(package)}" for package in PACKAGES)]
    files = sorted(path for path in folder.glob("*/static/**/*") if path.is_file())
    files += [folder / name for name in DECLARED]
    files += [path for engine in engines for each in folders_of(engine) for path in sorted(each.rglob("*.py"))]
    digests = [f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files]
    return hashlib.sha256("\n".join([*versions, *migrations, *engines, *digests]).encode()).hexdigest()


def _stamp_file(publication: Publication) -> Path:
    return publication.data / "prepared"


def was_prepared(publication: Publication) -> bool:
    """Whether some version has ever prepared it, or begun to."""
    return _stamp_file(publication).exists()


def is_prepared(publication: Publication) -> bool:
    """Whether the last upgrade came to its end, and was one to this version."""
    try:
        return _stamp_file(publication).read_text(encoding="ascii") == stamp(publication.engines)
    except OSError:
        return False


def begin(publication: Publication) -> None:
    """From here to `finish` nothing is prepared, whatever ends this process."""
    write_atomic(_stamp_file(publication), BEGUN.encode(), flush=True)


def finish(publication: Publication) -> None:
    """The publication is as this version wants it."""
    write_atomic(_stamp_file(publication), stamp(publication.engines).encode(), flush=True)


def wait_until_prepared(publication: Publication, note: Path) -> None:
    """Come back once the publication is prepared; meanwhile the reason stands in the file `note`."""
    if not is_prepared(publication):
        write_atomic(note, SHUT.encode())
    while not is_prepared(publication):
        time.sleep(LOOK_AGAIN_S)
    note.unlink(missing_ok=True)
