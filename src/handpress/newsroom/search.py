"""The search index of the desk: Wagtail's own for this database, without what hurts at 100,000 articles.

Measured on SQLite: refreshing title norms scans the whole table at each write (publishing 495 ms, 24 ms without);
ordering by relevance takes 8 s for a common word of a title. Readers' search is another engine.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from modelsearch.backends.database import SearchBackend as DatabaseSearchBackend


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802  the name that MODELSEARCH_BACKENDS looks for
    """The search backend of this database: a lighter one on SQLite, Wagtail's own elsewhere."""
    if connection.vendor != "sqlite":
        return DatabaseSearchBackend(params)
    from handpress.newsroom.search_sqlite import LightSQLiteBackend  # deferred: its module wants SQLite with FTS5

    return LightSQLiteBackend(params)
