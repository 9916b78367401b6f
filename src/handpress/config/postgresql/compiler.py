"""Queries whose order says where NULL stands.

PostgreSQL takes it for the largest value and SQLite for the smallest: of articles by their last revision, the thousands
of an archive that have none stood before what was published just now. Columns that cannot be NULL are left alone: an
order that says it cannot be read from a plain index.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql.compiler import SQLInsertCompiler as SQLInsertCompiler
from django.db.models.expressions import Col, Ref
from django.db.models.sql.compiler import SQLAggregateCompiler as SQLAggregateCompiler
from django.db.models.sql.compiler import SQLCompiler as DjangosCompiler
from django.db.models.sql.compiler import SQLDeleteCompiler as SQLDeleteCompiler
from django.db.models.sql.compiler import SQLUpdateCompiler as SQLUpdateCompiler
from django.db.models.sql.constants import LOUTER


class SQLCompiler(DjangosCompiler):
    """Django's, with NULL the smallest value."""

    def get_order_by(self) -> list[Any]:
        """Each part of the order, with the place of NULL where there can be any and the query does not say it."""
        return [(each, (self._with_nulls(each, sql), *rest)) for each, (sql, *rest) in super().get_order_by()]

    def _with_nulls(self, part: Any, sql: str) -> str:
        if part.nulls_first or part.nulls_last or not self._may_be_null(part.expression):
            return sql
        return f"{sql} NULLS LAST" if sql.endswith(" DESC") else f"{sql} NULLS FIRST"

    def _may_be_null(self, expression: Any) -> bool:
        if isinstance(expression, Ref):
            return self._may_be_null(expression.get_source_expressions()[0])
        if not isinstance(expression, Col):
            return True
        join = self.query.alias_map.get(expression.alias)
        return expression.target.null or getattr(join, "join_type", None) == LOUTER
