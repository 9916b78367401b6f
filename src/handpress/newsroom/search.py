"""The search index of the desk: Wagtail's own for this database, without what hurts at 100,000 articles.

Measured on SQLite: refreshing title norms scans the whole table at each write (publishing 495 ms, 24 ms without);
ordering by relevance takes 8 s for a common word of a title. What people type is compiled in one place for both
databases (`search_compiler`). Readers' search is another engine.
"""

from __future__ import annotations

from typing import Any

from django.db import connection


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802  the name that MODELSEARCH_BACKENDS looks for
    """The search backend of this database: the safe compiler, and on SQLite a lighter index."""
    if connection.vendor == "postgresql":
        from handpress.newsroom.search_postgresql import PlainPostgresBackend  # deferred: its module wants PostgreSQL

        return PlainPostgresBackend(params)
    from handpress.newsroom.search_sqlite import LightSQLiteBackend  # deferred: its module wants SQLite with FTS5

    return LightSQLiteBackend(params)
