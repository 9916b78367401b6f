"""The process that has Django and forks the others: `python -m handpress.cli.forker`, with HANDPRESS_DIR set.

It imports everything once, asks the database nothing, and is the supervisor of what it forks.
"""

from __future__ import annotations

import importlib
import os
from pathlib import Path

import django

from handpress.kit.processes import die_with_parent, name_process
from handpress.server.child import Child, Program
from handpress.server.claims import socket_of
from handpress.server.forking import forks
from handpress.server.processes import FORKER, report_of
from handpress.server.programs import offered
from handpress.server.supervisor import Supervisor

STOP_WITHIN_S = 7.0  # the supervisor above waits for eight


def main() -> None:
    """Fork all programs and keep them running until SIGTERM."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handpress.config.settings")
    django.setup()
    from django.conf import settings
    from django.db import connections

    die_with_parent()
    name_process(f"handpress-{FORKER}")
    run = settings.PUBLICATION.data / "run"
    programs = [_answering("desk", run), *([_answering("public", run)] if settings.ENDPOINTS else []), *offered()]
    _import_all(programs)
    start = forks(before=connections.close_all)
    children = [Child(program, start) for program in programs]
    Supervisor(children, report_of(run, FORKER), stop_within_s=STOP_WITHIN_S).run()


def _answering(process: str, run: Path) -> Program:
    return Program(process, entry=f"handpress.config.{process}:serve", socket=socket_of(run, process))


def _import_all(programs: list[Program]) -> None:
    """What the programs need, before there are several of them."""
    for program in programs:
        importlib.import_module(program.entry.partition(":")[0])
    importlib.import_module("handpress.press.presser")
    from django.urls import get_resolver

    from handpress.config.desk import application

    application()
    get_resolver()._populate()


if __name__ == "__main__":
    main()
