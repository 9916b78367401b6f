"""The command lines of granian, which carries readers' requests to the file server and the desk's to Django."""

from __future__ import annotations

import sys
from pathlib import Path

GRANIAN = (sys.executable, "-m", "granian", "--no-ws", "--http", "1", "--log-level", "warning")
# granian's own bounds stop at 1,024 connections: so many that say nothing kept readers out for half a minute.
# Thousands of them cost 14 kB each, and whoever says nothing for five seconds is let go.
CROWDS = ("--backlog", "4096", "--backpressure", "12000", "--http1-header-read-timeout", "5000")


def file_server(host: str, port: int, workers: int = 1) -> tuple[str, ...]:
    """The file server's command; its folders come by the environment (`places`)."""
    address = ("--host", host, "--port", str(port), "--workers", str(workers), "--workers-kill-timeout", "3")
    return (*GRANIAN, "--interface", "rsgi", "--factory", *CROWDS, *address, "handpress.server.app:application")


def desk(socket: Path, threads: int) -> tuple[str, ...]:
    """The desk's command."""
    return (*_django(socket, threads), "handpress.config.wsgi:application")


def public(socket: Path, threads: int) -> tuple[str, ...]:
    """The command of the process that answers readers' endpoints."""
    return (*_django(socket, threads), "--factory", "handpress.config.public:application")


def _django(socket: Path, threads: int) -> tuple[str, ...]:
    place = ("--uds", str(socket), "--uds-permissions", "0600", "--workers-kill-timeout", "5")
    return (*GRANIAN, "--interface", "wsgi", *place, "--blocking-threads", str(threads))
