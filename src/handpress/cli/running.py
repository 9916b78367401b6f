"""`handpress run`: one command serves a publication, one process tree, one clean stop."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from handpress.cli.console import err, out
from handpress.cli.context import Context, handpress
from handpress.cli.making import EDITOR, PASSWORD_VARIABLE, make_folders
from handpress.cli.upgrading import is_prepared
from handpress.config.apps import apps_of
from handpress.config.publication import Publication
from handpress.server import claims, command, places
from handpress.server.child import Child, Program
from handpress.server.endpoints import table_of
from handpress.server.supervisor import Supervisor

DESK_THREADS = 4
PUBLIC_THREADS = 2


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
    run_folder = publication.data / "run"
    make_folders(publication)
    with claims.sole_supervisor(run_folder):
        claims.check_port(host, port)
        if not is_prepared(publication):
            _upgrade(publication)
        password = os.environ.pop(PASSWORD_VARIABLE, "")
        children = [Child(program) for program in programs(publication, host, port, workers)]
        Supervisor(
            children,
            run_folder / "processes.json",
            is_ready=lambda: claims.listens(host, port),
            on_ready=lambda: announce(host, port, password),
        ).run()


def _upgrade(publication: Publication) -> None:
    """In a process of its own, so that this one stays small; when it fails readers are served all the same."""
    if subprocess.run(handpress(publication.folder, "upgrade"), check=False).returncode:
        err.print("The desk may not work until that is mended. Readers are served.", style="red")


def programs(publication: Publication, host: str, port: int, workers: int) -> list[Program]:
    """What runs, in the order it starts: readers' file server first."""
    socket, public = (claims.socket_of(publication.data / "run", name) for name in ("desk", "public"))
    django = {
        "HANDPRESS_DIR": str(publication.folder),
        "DJANGO_SETTINGS_MODULE": "handpress.config.settings",
        places.SUPERVISED: "1",
    }
    module = (sys.executable, "-m")
    return [
        Program("pages", command.file_server(host, port, workers), _environment(publication, socket, public)),
        Program("desk", command.desk(socket, DESK_THREADS), django, socket=socket),
        Program("public", command.public(public, PUBLIC_THREADS), django, socket=public),
        Program("press", (*module, "handpress.press.worker"), django),
        Program("tasks", (*module, "django", "db_worker", "--interval", "1", "--no-startup-delay"), django),
        Program("schedule", (*module, "handpress.cli.scheduler"), django),
    ]


def _environment(publication: Publication, socket: Path, public: Path) -> dict[str, str]:
    return {
        places.TREE: str(publication.public),
        places.STATIC: str(publication.data / "static"),
        places.DESK_SOCKET: str(socket),
        places.PUBLIC_SOCKET: str(public),
        places.ENDPOINTS: table_of(apps_of(publication)).as_json(),
        places.LANGUAGES: ",".join(language.code for language in publication.languages),
        places.PROXIES: ",".join(publication.trusted_proxies),
        places.HTTPS: "1" if publication.base_url.startswith("https://") else "0",
    }


def announce(host: str, port: int, password: str = "") -> None:
    """Say where everything is, once readers can be served."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    out.print(f"Readers   http://{shown}:{port}/", markup=False)
    out.print(f"Desk      http://{shown}:{port}/desk/", markup=False)
    if password:
        out.print(f"Sign in   {EDITOR}, password {password} (shown this once)", markup=False)
    out.print("Stop with Ctrl-C.")
