"""SQLite's full-text index without title norms and without ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Cast
from modelsearch.backends.database.sqlite.query import MatchExpression, normalize
from modelsearch.backends.database.sqlite.sqlite import (
    IndexEntry,
    SQLiteAutocompleteQueryCompiler,
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)
from modelsearch.query import MatchAll, Not
from modelsearch.utils import get_descendants_content_types_pks

if TYPE_CHECKING:
    from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchQueryCompiler as _Compiler
else:
    _Compiler = object


class LightSQLiteIndex(SQLiteIndex):
    """An index whose writes touch only the row written."""

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Nothing: norms serve ranking only, and nothing is ranked."""


class _Unranked(_Compiler):
    """A search that asks the full-text table first, and only it.

    Wagtail joins it with its index entries; SQLite then looks the words up once for each article (24 s at 30,000).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["order_by_relevance"] = False
        super().__init__(*args, **kwargs)

    def search(self, config: Any, start: int, stop: int | None, score_field: str | None = None) -> QuerySet:
        """The matching objects, in the order their queryset has, else the newest first."""
        query = normalize(self.query)
        if score_field is not None or isinstance(query, MatchAll | Not):
            return super().search(config, start, stop, score_field=score_field)
        match = MatchExpression(self.fields or self.FTS_TABLE_FIELDS, self.build_search_query(query, config=config))
        rows = SQLiteFTSIndexEntry.objects.filter(match).values("pk")
        types = get_descendants_content_types_pks(self.queryset.model)
        entries = IndexEntry.objects.filter(pk__in=rows, content_type__in=types)
        found = self.queryset.filter(pk__in=entries.annotate(as_id=_integer("object_id")).values("as_id"))
        return (found if found.query.order_by else found.order_by("-pk"))[start:stop]


def _integer(column: str) -> Cast:
    return Cast(column, BigIntegerField())


class UnrankedCompiler(_Unranked, SQLiteSearchQueryCompiler):
    """A search in the order its queryset has."""


class UnrankedAutocompleteCompiler(_Unranked, SQLiteAutocompleteQueryCompiler):
    """A search for beginnings of words, in the order its queryset has."""


class LightSQLiteBackend(SQLiteSearchBackend):
    """Wagtail's SQLite search, made cheap."""

    index_class = LightSQLiteIndex
    query_compiler_class = UnrankedCompiler
    autocomplete_query_compiler_class = UnrankedAutocompleteCompiler
