"""The database engine that settings name."""

from __future__ import annotations

from django.db.backends.postgresql import base, operations


class DatabaseOperations(operations.DatabaseOperations):
    """Queries are written by the compiler beside this module."""

    compiler_module = "handpress.config.postgresql.compiler"


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose lists are in the order that they have on SQLite."""

    ops_class = DatabaseOperations
