"""`handpress backup` and `handpress restore`: the publication in one file, and out of it again."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Annotated

import typer

from handpress.backup.errors import BackupError
from handpress.cli.console import bar, out
from handpress.cli.context import Context, Trouble, handpress


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Where it goes, such as paper.tar.gz; what lies there is replaced.")],
) -> None:
    """Put the publication into one file, while it runs: database, pictures, theme, settings and keys."""
    from handpress.backup import publications  # it needs sqlite3, which no other command has to wait for

    state: Context = context.obj
    try:
        with bar("Taking a backup") as progress:
            taken = publications.take(state.publication, file, progress)
    except BackupError as error:
        raise Trouble(str(error)) from error
    out.print(f"{file} holds {taken.files} files of {taken.bytes / 1e6:.1f} MB, keys and letters among them.")


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A file that `handpress backup` made.", exists=True, dir_okay=False)],
    folder: Annotated[Path, typer.Argument(help="An empty folder, or one that is not there yet.")],
) -> None:
    """Make a publication of a backup, check it, and press all of its pages."""
    from handpress.backup import publications  # as above

    try:
        facts = publications.restore(file, folder, database_url=os.environ.get("HANDPRESS_DATABASE_URL", ""))
    except BackupError as error:
        raise Trouble(str(error)) from error
    out.print(f"{facts['name']}, as it was on {facts['taken_at']}: every file is what was put in.")
    environment = dict(os.environ)
    if facts["database"] == publications.DATABASE:  # else the copy would take over the database that is named there
        environment.pop("HANDPRESS_DATABASE_URL", None)
    for step in (("upgrade",), ("press", "--adopt")):
        if code := subprocess.run(handpress(folder, *step), env=environment, check=False).returncode:
            raise typer.Exit(code)
    out.print(f"It stands in {folder}: handpress -C {folder} run")
