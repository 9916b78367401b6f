"""What `handpress run` becomes: a small process that starts the others. Imports nothing that it can do without."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from handpress.config.apps import apps_of
from handpress.config.publication import Publication, load
from handpress.server import claims, command, places
from handpress.server.child import Child, Program
from handpress.server.endpoints import table_of
from handpress.server.errors import ServerError
from handpress.server.processes import FORKER, report_of
from handpress.server.supervisor import Supervisor

EDITOR = "editor"
PASSWORD_VARIABLE = "HANDPRESS_EDITOR_PASSWORD"
# At most, for the next start of what ends again and again: a tenth of a second's work, and three seconds'.
READERS_WAIT_S, EDITORS_WAIT_S = 4.0, 10.0


def command_of(folder: Path, host: str, port: int, workers: int) -> list[str]:
    """The command line that supervises a publication."""
    return [sys.executable, "-m", "handpress.cli.supervising", str(folder), host, str(port), str(workers)]


def main(folder: str, host: str, port: str, workers: str) -> None:
    """Serve until it is told to stop; exit 1 when another was faster."""
    publication = load(Path(folder))
    password = os.environ.pop(PASSWORD_VARIABLE, "")
    try:
        with claims.sole_supervisor(publication.data / "run"):
            claims.check_port(host, int(port))
            supervise(publication, host, int(port), int(workers), password)
    except ServerError as error:
        sys.exit(f"handpress: {error}")


def supervise(publication: Publication, host: str, port: int, workers: int, password: str) -> None:
    """Keep everything running, and say once where it is."""
    Supervisor(
        [Child(program) for program in programs(publication, host, port, workers)],
        report_of(publication.data / "run"),
        is_ready=lambda: claims.listens(host, port),
        on_ready=lambda: announce(host, port, password),
    ).run()


def programs(publication: Publication, host: str, port: int, workers: int) -> list[Program]:
    """What runs, in the order it starts: readers' file server first, then the process that forks all others."""
    django = {
        "HANDPRESS_DIR": str(publication.folder),
        "DJANGO_SETTINGS_MODULE": "handpress.config.settings",
        places.SUPERVISED: "1",
    }
    return [
        Program(
            "pages",
            command.file_server(host, port, workers),
            environment=_environment(publication),
            longest_pause_s=READERS_WAIT_S,
        ),
        Program(
            FORKER,
            (sys.executable, "-m", "handpress.cli.forker"),
            environment=django,
            longest_pause_s=EDITORS_WAIT_S,
        ),
    ]


def _environment(publication: Publication) -> dict[str, str]:
    run = publication.data / "run"
    return {
        places.TREE: str(publication.public),
        places.STATIC: str(publication.data / "static"),
        places.DESK_SOCKET: str(claims.socket_of(run, "desk")),
        places.PUBLIC_SOCKET: str(claims.socket_of(run, "public")),
        places.SHUT: str(places.shut_note(run)),
        places.ENDPOINTS: table_of(apps_of(publication)).as_json(),
        places.LANGUAGES: ",".join(language.code for language in publication.languages),
        places.PROXIES: ",".join(publication.trusted_proxies),
        places.HTTPS: "1" if publication.base_url.startswith("https://") else "0",
    }


def announce(host: str, port: int, password: str = "") -> None:
    """Say where everything is, once readers can be served."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    print(f"Readers   http://{shown}:{port}/")
    print(f"Desk      http://{shown}:{port}{places.DESK}")
    if password:
        print(f"Sign in   {EDITOR}, password {password} (shown this once)")
    print("Stop with Ctrl-C.", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
