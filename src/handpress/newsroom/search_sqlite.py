"""SQLite's full-text index without title norms and without ranking."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from modelsearch.backends.database.sqlite.query import Lexeme, MatchExpression, SearchQueryExpression
from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)
from modelsearch.query import Phrase, PlainText

from handpress.kit.search_words import Term
from handpress.newsroom.search_compiler import SafeCompiler


class LightSQLiteIndex(SQLiteIndex):
    """An index whose writes touch only the row written."""

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Nothing: norms serve ranking only, and nothing is ranked."""


class Fts5Query(Lexeme):
    """A query of sqlite.org/fts5.html, section 3, handed over whole: joined from words, it is one call for each."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[str]]:
        """The query itself, as the one parameter."""
        return "%s", [self.value]


class _Fts5(SafeCompiler):
    def _matching(self, spaced: list[Term], query: Phrase | PlainText, config: Any) -> QuerySet:
        asked = SearchQueryExpression(Fts5Query(self._asked(spaced, query)))
        rows = SQLiteFTSIndexEntry.objects.filter(MatchExpression(list(self.plain_columns), asked)).values("pk")
        return self._entries().filter(pk__in=rows)

    def _asked(self, spaced: list[Term], query: Phrase | PlainText) -> str:
        """Words hold letters, digits and marks only, so that between quotes nothing of them is an operator."""
        words = [word for each in spaced for word in each.words]
        if isinstance(query, Phrase):
            return f'"{" ".join(words)}"'
        return f" {query.operator.upper()} ".join(f'"{word}"{self._beginning}' for word in words)

    _beginning = ""


class UnrankedCompiler(_Fts5, SQLiteSearchQueryCompiler):
    """A search for whole words, in the order its queryset has."""

    plain_columns = ("title", "body")


class UnrankedAutocompleteCompiler(_Fts5, SQLiteAutocompleteQueryCompiler):
    """A search for beginnings of words, in the order its queryset has."""

    plain_columns = ("autocomplete",)
    _beginning = "*"


class LightSQLiteBackend(SQLiteSearchBackend):
    """Wagtail's SQLite search, made cheap."""

    index_class = LightSQLiteIndex
    query_compiler_class = UnrankedCompiler
    autocomplete_query_compiler_class = UnrankedAutocompleteCompiler
