"""PostgreSQL's full-text index, asked by the same compiler as SQLite's, in the same order."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import F, QuerySet
from modelsearch.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)
from modelsearch.query import Phrase, PlainText

from handpress.kit.search_words import Term
from handpress.newsroom.search_compiler import SafeCompiler


class LightPostgresIndex(PostgresIndex):
    """An index whose writes touch only the row written."""

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Nothing: norms serve ranking only, and nothing is ranked."""


class _TsQuery(SafeCompiler):
    plain_columns = ("title_text", "body_text")
    vectors: tuple[str, ...] = ("title", "body")
    _beginning = ""

    def _matching(self, spaced: list[Term], query: Phrase | PlainText, config: Any) -> QuerySet:
        asked = SearchQuery(self._asked(spaced, query), search_type="raw", config=config)
        vector: Any = F(self.vectors[0])
        for other in self.vectors[1:]:
            vector = vector._combine(F(other), "||", False)
        return self._entries().annotate(_vector_=vector).filter(_vector_=asked)

    def _asked(self, spaced: list[Term], query: Phrase | PlainText) -> str:
        """The query in the words of PostgreSQL's manual, section 8.11.2."""
        if isinstance(query, Phrase):
            return " <-> ".join(f"'{word}'" for each in spaced for word in each.words)
        return (" & " if query.operator == "and" else " | ").join(map(self._term, spaced))

    def _term(self, term: Term) -> str:
        """The words of a term, or all of it: hosts, addresses and numbers with a point are one word to PostgreSQL."""
        words = " & ".join(f"'{word}'{self._beginning}" for word in term.words)
        if term.words == (term.typed,):
            return words
        whole = term.typed.replace("'", "''").replace("\\", "\\\\")
        return f"('{whole}'{self._beginning} | ({words}))"


class PlainPostgresCompiler(_TsQuery, PostgresSearchQueryCompiler):
    """A search for whole words, in the order its queryset has."""


class PlainPostgresAutocompleteCompiler(_TsQuery, PostgresAutocompleteQueryCompiler):
    """A search for beginnings of words, in the order its queryset has."""

    vectors = ("autocomplete",)
    _beginning = ":*"


class PlainPostgresBackend(PostgresSearchBackend):
    """Wagtail's PostgreSQL search, unranked."""

    index_class = LightPostgresIndex
    query_compiler_class = PlainPostgresCompiler
    autocomplete_query_compiler_class = PlainPostgresAutocompleteCompiler
