"""What wakes a process that waits for changes in the database; a slow look remains as the net below."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db import connection

from handpress.background.connecting import own_connection
from handpress.kit.stopping import Waker
from handpress.kit.wakes import Wake

CHANNEL = "handpress"  # of PostgreSQL's NOTIFY

log = logging.getLogger("handpress.background")


def wakers(name: str) -> list[Waker]:
    """What wakes the process of that name: nothing where there can be none, then it looks when it looks.

    SQLite: whoever commits rings (`config.sqlite`). PostgreSQL: triggers notify.
    """
    try:
        if connection.vendor == "sqlite":
            return [Wake(settings.PUBLICATION.data / "run" / "wake", name)]
        return [Listener()]
    except Exception as error:  # noqa: BLE001  of the operating system or of the database's client: waking is a comfort
        log.warning("%s waits without being woken: %s", name, error)
        return []


class Listener:
    """A connection of its own that hears PostgreSQL's notifications (postgresql.org/docs, "LISTEN").

    Raises psycopg.Error when the server is not there; one that goes away is looked for again at the next waking.
    """

    def __init__(self) -> None:
        self._connection = _listening()

    def fileno(self) -> int:
        """For select(2). A connection that broke is readable: `clear` mends it."""
        return int(self._connection.fileno())

    def clear(self) -> None:
        """Take in what was told."""
        try:
            for _ in self._connection.notifies(timeout=0):
                pass
        except Exception:  # noqa: BLE001  the server went away: psycopg's errors are not imported where there is SQLite
            with suppress(Exception):
                self._connection.close()
            self._connection = _listening()


def _listening() -> Any:
    made = own_connection()
    made.execute(f"LISTEN {CHANNEL}")
    return made
