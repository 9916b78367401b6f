"""`handpress upgrade`: bring the database and the desk's files to the version that is installed."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from handpress.cli import prepared
from handpress.cli.console import Report, bar, err
from handpress.cli.context import Context, Trouble
from handpress.cli.desk_files import collect

if TYPE_CHECKING:
    from handpress.config.publication import Publication


def upgrade(context: typer.Context) -> None:
    """Bring the database and the desk's files to this version; `handpress run` does it by itself."""
    prepare(context.obj)


def prepare(state: Context) -> None:
    """Migrate, make what every publication has, collect the desk's files.

    Raises Trouble when the database of a publication that had one is missing: an empty one would hide the loss. And
    when a migration fails: then the desk stays shut, and the message names the copy of the database from before.
    """
    publication = state.publication
    had_one = prepared.was_prepared(publication)
    if had_one and not publication.database_url and not publication.database.exists():
        raise Trouble(f"{publication.database} is missing; put it back from a backup (reading goes on without it)")
    state.start_django()
    prepared.begin(publication)
    copy = _keep_a_copy(publication) if had_one and steps() else None
    try:
        with bar("Preparing the database") as progress:
            migrate(progress)
    except Exception as error:
        raise Trouble(_undone(error, copy)) from error
    _set_up(publication)
    with bar("Preparing the desk") as progress:
        collect(publication.data / "static", progress)
    prepared.finish(publication)
    err.print("The database and the desk are ready.")


def _keep_a_copy(publication: Publication) -> Path | None:
    """The database as it is now, in a file; None where that cannot be had, which is said."""
    from handpress.backup.before_upgrades import keep
    from handpress.backup.errors import BackupError

    try:
        copy = keep(publication)
    except (BackupError, OSError) as error:
        err.print(f"The upgrade goes on without a copy of the database: {error}", style="red", markup=False)
        return None
    err.print(f"The database as it was before is in {copy}", markup=False, soft_wrap=True)
    return copy


def _undone(error: Exception, copy: Path | None) -> str:
    said = f"the database was not brought to this version: {type(error).__name__}: {error}. The desk stays shut until"
    said += " `handpress upgrade` has come to its end; readers are served."
    return said + (f" The database as it was before is in {copy}" if copy else "")


def steps() -> int:
    """How many migrations are missing in a database that has some; 0 in an empty one."""
    from django.db import connection  # after the settings are known
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.loader.applied_migrations:
        return 0
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


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
    from handpress.newsroom.actions.setup import set_up
    from handpress.newsroom.actions.sizes import order_where_missing
    from handpress.newsroom.actions.upkeep import complete_references, complete_search
    from handpress.newsroom.checks import PACKAGES, languages_without_type
    from handpress.newsroom.public_sizes import adopt

    set_up(publication)
    adopt(publication.public)
    order_stale()
    if missing := languages_without_type():
        err.print(f"No font here has the letters of {', '.join(missing)}. {PACKAGES}", markup=False, soft_wrap=True)
    if waiting := order_where_missing():
        err.print(f"{waiting} pictures get sizes they lack; that goes on in the background.")
    complete_search()
    if complete_references():
        err.print("What uses which picture, document and tag is known for all articles now.")


def account_exists() -> bool:
    """Whether anybody can sign in to the desk."""
    from django.contrib.auth import get_user_model  # models are ready only now

    accounts: Any = get_user_model().objects
    return bool(accounts.exists())
