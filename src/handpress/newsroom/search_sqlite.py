"""SQLite's full-text index without title norms and without ranking."""

from __future__ import annotations

from typing import Any

from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)


class LightSQLiteIndex(SQLiteIndex):
    """An index whose writes touch only the row written."""

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Nothing: norms serve ranking only, and nothing is ranked."""


class _Unranked:
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["order_by_relevance"] = False
        super().__init__(*args, **kwargs)


class UnrankedCompiler(_Unranked, SQLiteSearchQueryCompiler):
    """A search in the order its queryset has."""


class UnrankedAutocompleteCompiler(_Unranked, SQLiteAutocompleteQueryCompiler):
    """A search for beginnings of words, in the order its queryset has."""


class LightSQLiteBackend(SQLiteSearchBackend):
    """Wagtail's SQLite search, made cheap."""

    index_class = LightSQLiteIndex
    query_compiler_class = UnrankedCompiler
    autocomplete_query_compiler_class = UnrankedAutocompleteCompiler
