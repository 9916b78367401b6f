"""Queries compiled once and asked again and again.

Django makes the SQL of a queryset anew each time it is run: a millisecond for rows that SQLite finds in fifty
microseconds, two hundred times a publish. A `Query` keeps the SQL; what changes from one asking to the next is
written into it (ids, as they are) or bound (other values). Django still makes the SQL and converts the columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field, ForeignObject, Lookup, QuerySet

from handpress.kit.batches import batched

AT_ONCE = 1000  # ids in one statement
MARK = "/*ids*/"  # where the ids go

Row = tuple[Any, ...]


class Ids:
    """Integers or UUIDs as one value, which Django does not look into."""

    __slots__ = ("sql",)

    def __init__(self, ids: Iterable[int | UUID]) -> None:
        """Take them."""
        self.sql = ", ".join(map(_literal, ids)) or "NULL"

    def __str__(self) -> str:
        return self.sql


def _literal(id: int | UUID) -> str:
    return f"'{id.hex}'" if isinstance(id, UUID) else str(int(id))


class Given:
    """Stands in a `Query` for a value that each asking gives, counted from 0."""

    __slots__ = ("place",)

    def __init__(self, place: int) -> None:
        """The value's place among those given."""
        self.place = place


ASKED = Ids(())  # stands in a `Query` for the ids it is asked for


class _Verbatim(Lookup):
    """A lookup whose right-hand side Django does not prepare."""

    prepare_rhs = False

    def get_prep_lookup(self) -> Any:
        """As it is."""
        return self.rhs


@Field.register_lookup
@ForeignObject.register_lookup  # relations look up no lookups of plain fields
class Among(_Verbatim):
    """`filter(article__among=Ids(...))`: ids written into the SQL.

    Django's own `in` prepares and binds each value by itself: 10 µs apiece, the greater part of reading in bulk.
    """

    lookup_name = "among"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """`column IN (1, 2, 3)`."""
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} IN ({MARK if self.rhs is ASKED else self.rhs})", tuple(parameters)


class _Compared(_Verbatim):
    """A column compared with a value that is bound as given."""

    sign: str

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """`column = %s`, or another sign."""
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} {self.sign} %s", (*parameters, self.rhs)


@Field.register_lookup
@ForeignObject.register_lookup
class Same(_Compared):
    """`filter(bucket__same=Given(0))`."""

    lookup_name, sign = "same", "="


@Field.register_lookup
class From(_Compared):
    """`filter(sorted_on__from=Given(0))`."""

    lookup_name, sign = "from", ">="


@Field.register_lookup
class UpTo(_Compared):
    """`filter(sorted_on__up_to=Given(1))`."""

    lookup_name, sign = "up_to", "<="


class Query:
    """One question with blanks. `build` makes a `values` or `values_list` queryset with `ASKED` or `Given(…)` in it."""

    def __init__(self, build: Callable[[], QuerySet]) -> None:
        """The queryset is made when it is first asked."""
        self._build = build
        self._made: tuple[str, Row, Any, Any] | None = None
        self._names: tuple[str, ...] = ()

    def of(self, ids: Iterable[int | None] | Iterable[UUID]) -> Iterator[Row]:
        """Rows for these ids (none twice, None left out): a query per 1000."""
        for some in batched(sorted({id for id in ids if id}), AT_ONCE):
            yield from self._rows(Ids(some), ())

    def __call__(self, *given: Any) -> Iterator[Row]:
        """Rows for these values."""
        return self._rows(ASKED, given)

    def dicts(self, *given: Any) -> list[dict[str, Any]]:
        """The same by the names of the columns, for a `values` queryset."""
        rows = list(self(*given))
        return [dict(zip(self._names, row, strict=True)) for row in rows]

    def _rows(self, ids: Ids, given: Row) -> Iterator[Row]:
        sql, parameters, compiler, converters = self._made or self._make()
        bound = [given[each.place] if isinstance(each, Given) else each for each in parameters]
        with connection.cursor() as cursor:
            cursor.execute(sql.replace(MARK, str(ids)), bound)
            rows = cursor.fetchall()
        return map(tuple, compiler.apply_converters(rows, converters)) if converters else iter(rows)

    def _make(self) -> tuple[str, Row, Any, Any]:
        query = self._build().query
        self._names = tuple(query.selected or (*query.values_select, *query.annotation_select))
        compiler = query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        selected = [expression for expression, *_ in compiler.select[: compiler.col_count]]
        self._made = sql, parameters, compiler, compiler.get_converters(selected)
        return self._made
