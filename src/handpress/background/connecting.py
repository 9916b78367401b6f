"""A process that waits for long and its connection to the database; and connections beside Django's."""

from __future__ import annotations

from typing import Any

from django.db import close_old_connections, connection


def refresh() -> None:
    """Let go of a connection that a server may have closed meanwhile; a file closes none, and opening costs 4 ms."""
    if connection.vendor != "sqlite":
        close_old_connections()


def own_connection(**options: Any) -> Any:
    """A connection to the same PostgreSQL that Django leaves alone; each statement commits. Raises psycopg.Error."""
    import psycopg  # an extra that is there where this is called

    parameters = connection.get_connection_params()
    wanted = {key: parameters[key] for key in ("dbname", "user", "password", "host", "port") if key in parameters}
    return psycopg.connect(**wanted, **options, autocommit=True)
