"""A process that waits for long and its connection to the database."""

from __future__ import annotations

from django.db import close_old_connections, connection


def refresh() -> None:
    """Let go of a connection that a server may have closed meanwhile; a file closes none, and opening costs 4 ms."""
    if connection.vendor != "sqlite":
        close_old_connections()
