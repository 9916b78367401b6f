"""The database engine that settings name."""

from __future__ import annotations

import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db.backends.sqlite3 import base

from handpress.config.sqlite import FOLDER
from handpress.kit import wakes


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that rings after each commit that changed a row: SQLite tells other processes nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._changes_told = 0
        if self.settings_dict.get(FOLDER):
            self.execute_wrappers.append(self._execute)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection to a file that this account alone can read: drafts, letters and addresses stand in it."""
        connection = super().get_new_connection(conn_params)
        _keep_private(self.settings_dict["NAME"])
        return connection

    def _execute(self, execute: Callable[..., Any], *statement: Any) -> Any:
        """A statement outside a transaction is its own commit."""
        done = execute(*statement)
        if self.get_autocommit():
            self.tell()
        return done

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self.tell()

    def tell(self) -> None:
        """Ring when rows changed since it last rang."""
        folder = self.settings_dict.get(FOLDER)
        if folder and self.connection is not None and self.connection.total_changes != self._changes_told:
            self._changes_told = self.connection.total_changes
            wakes.ring(folder)


def _keep_private(name: object) -> None:
    """0600 for the database's file; those that SQLite lays beside it later take its rights over."""
    path = Path(unquote(urlsplit(str(name)).path))
    with suppress(OSError):  # in memory, or another account's, who has to see to it
        if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            path.chmod(0o600)
