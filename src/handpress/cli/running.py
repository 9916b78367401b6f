"""`handpress run`: one command serves a publication, one process tree, one clean stop."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Annotated

import typer

from handpress.cli import supervising
from handpress.cli.console import err
from handpress.cli.context import Context, handpress
from handpress.cli.making import make_folders
from handpress.cli.prepared import is_prepared
from handpress.config.publication import Publication
from handpress.server import claims


def run(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Listen on this address instead of the file's.")] = "",
    port: Annotated[int, typer.Option(help="Listen on this port instead of the file's.", show_default=False)] = 0,
    workers: Annotated[int, typer.Option(min=1, help="Processes that serve readers.")] = 1,
) -> None:
    """Serve the public tree and the desk; keep the press, the tasks and the schedule going.

    Stops on Ctrl-C or SIGTERM within ten seconds. A process that dies is started again. Reading needs none of the
    database, the desk or the press.
    """
    state: Context = context.obj
    publication = state.publication
    host, port = host or publication.host, port or publication.port
    make_folders(publication)
    with claims.sole_supervisor(publication.data / "run"):
        claims.check_port(host, port)
        if not is_prepared(publication):
            _upgrade(publication)
    # What supervises is this process still, without what a command needs: 13 MB less for as long as it runs.
    os.execv(sys.executable, supervising.command_of(publication.folder, host, port, workers))


def _upgrade(publication: Publication) -> None:
    """In a process of its own; when it fails readers are served all the same."""
    if subprocess.run(handpress(publication.folder, "upgrade"), check=False).returncode:
        err.print("Readers are served; the desk opens once `handpress upgrade` has come to its end.", style="red")
