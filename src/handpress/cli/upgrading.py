"""`handpress upgrade`: bring the database and the desk's files to the version that is installed."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

import handpress
from handpress.cli.console import Report, bar, err
from handpress.cli.context import Context, Trouble
from handpress.cli.desk_files import collect
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


def upgrade(context: typer.Context) -> None:
    """Bring the database and the desk's files to this version; `handpress run` does it by itself."""
    prepare(context.obj)


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


def is_prepared(publication: Publication) -> bool:
    """Whether database and desk are as this version wants them. Asks no database."""
    try:
        return _stamp_file(publication).read_text(encoding="ascii") == stamp(publication.engines)
    except OSError:
        return False


def prepare(state: Context) -> None:
    """Migrate, make what every publication has, collect the desk's files.

    Raises Trouble when the database of a publication that had one is missing: an empty one would hide the loss.
    """
    publication = state.publication
    was_prepared = _stamp_file(publication).exists()
    if was_prepared and not publication.database_url and not publication.database.exists():
        raise Trouble(f"{publication.database} is missing; put it back from a backup (reading goes on without it)")
    state.start_django()
    with bar("Preparing the database") as progress:
        migrate(progress)
    _set_up(publication)
    with bar("Preparing the desk") as progress:
        collect(publication.data / "static", progress)
    write_atomic(_stamp_file(publication), stamp(publication.engines).encode(), flush=True)
    err.print("The database and the desk are ready.")


def migrate(progress: Report) -> None:
    """Apply what is missing, each migration a step of `progress`."""
    from django.core.management import call_command  # after the settings are known
    from django.core.management.commands.migrate import Command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    total = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    done = 0

    class Counting(Command):
        def migration_progress_callback(self, action: str, migration: Any = None, fake: bool = False) -> None:
            nonlocal done
            if action == "apply_success":
                done += 1
                progress(done, total)

    gc.freeze()  # models of past states come and go by the thousand; collections need not walk all else: 15.6 → 13 s
    try:
        call_command(Counting(), interactive=False, verbosity=0)
    finally:
        gc.unfreeze()


def _set_up(publication: Publication) -> None:
    from handpress.newsroom.actions.cards import order_stale  # models are ready only now
    from handpress.newsroom.actions.pictures import order_missing_sizes
    from handpress.newsroom.actions.setup import set_up
    from handpress.newsroom.actions.upkeep import complete_references, complete_search
    from handpress.newsroom.checks import PACKAGES, languages_without_type

    set_up(publication)
    order_stale()
    if missing := languages_without_type():
        err.print(f"No font here has the letters of {', '.join(missing)}. {PACKAGES}", markup=False, soft_wrap=True)
    if waiting := order_missing_sizes():
        err.print(f"{waiting} pictures get sizes they lack; that goes on in the background.")
    complete_search()
    if complete_references():
        err.print("What uses which picture, document and tag is known for all articles now.")


def account_exists() -> bool:
    """Whether anybody can sign in to the desk."""
    from django.contrib.auth import get_user_model  # models are ready only now

    accounts: Any = get_user_model().objects
    return bool(accounts.exists())
