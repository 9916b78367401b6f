"""The process that has Django and forks the others: `python -m handpress.cli.forker`, with HANDPRESS_DIR set.

It imports everything once, asks the database nothing, and is the supervisor of what it forks. While the database is
not at the version that is installed, it waits and forks nothing.
"""

from __future__ import annotations

import importlib
import os
from contextlib import suppress
from pathlib import Path

import django

from handpress.cli.prepared import wait_until_prepared
from handpress.config.publication import load
from handpress.kit.processes import die_with_parent, name_process
from handpress.server import places
from handpress.server.child import Child, Program
from handpress.server.claims import socket_of
from handpress.server.forking import forks
from handpress.server.processes import FORKER, report_of
from handpress.server.programs import offered
from handpress.server.supervisor import Supervisor

STOP_WITHIN_S = 7.0  # the supervisor above waits for eight


def main() -> None:
    """Fork all programs and keep them running until SIGTERM."""
    die_with_parent()
    name_process(f"handpress-{FORKER}")
    publication = load(Path(os.environ["HANDPRESS_DIR"]))
    wait_until_prepared(publication, places.shut_note(publication.data / "run"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handpress.config.settings")
    django.setup()
    from django.conf import settings
    from django.db import connections

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
    for module in ("handpress.press.presser", "django.db.models.sql.compiler"):
        importlib.import_module(module)
    from django.contrib.auth import get_user_model
    from django.template.loader import get_template
    from django.urls import get_resolver

    from handpress.config.desk import application

    application()
    get_resolver()._populate()
    str(get_user_model().objects.all().query)  # what making a query needs; the database is not asked
    get_template("wagtailadmin/login.html")
    _read_theme()


def _read_theme() -> None:
    """What the press would read first. What is wrong with it the press says, where it can be seen."""
    from django.conf import settings

    from handpress.pages.pressroom import pressroom
    from handpress.press.registry import registration

    with suppress(Exception):
        registration().theme_fingerprints()
        for language in settings.PUBLICATION.languages:
            pressroom().theme.read_ahead(language.code)


if __name__ == "__main__":
    main()
