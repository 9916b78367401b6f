"""One safe compiler for what people type into the desk's search boxes, on both databases.

Wagtail's own hands words to SQLite's MATCH and PostgreSQL's tsquery nearly as they are typed, one call deep for each,
and refuses orders and filters that the index does not hold, though on a database they are the queryset's own.
"""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, Q, QuerySet
from django.db.models.functions import Cast
from modelsearch.backends.base import SearchFieldError
from modelsearch.conf import get_app_config
from modelsearch.query import And, Boost, MatchAll, Not, Or, Phrase, PlainText
from modelsearch.utils import get_descendants_content_types_pks

from handpress.kit.search_words import Term, terms

if TYPE_CHECKING:
    from modelsearch.backends.base import BaseSearchQueryCompiler as _Compiler
else:
    _Compiler = object

IndexEntry = get_app_config().get_model("IndexEntry", require_ready=False)
NOTHING, EVERYTHING = Q(pk__in=()), Q()


class SafeCompiler(_Compiler):
    """A search as a condition on the queryset, in the order the queryset has, else the newest first.

    It asks the index first, and only it: joined with the index entries, SQLite looks the words up once for each
    article (24 s at 30,000).
    """

    plain_columns: tuple[str, ...] = ()  # where the index keeps the text itself

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["order_by_relevance"] = False  # takes 8 s for a common word of a title
        super().__init__(*args, **kwargs)

    def check(self) -> None:
        """Refuse fields that no model has; whatever the queryset can order and filter by, it can."""
        known = {each.field_name for each in self.queryset.model.get_searchable_search_fields()}
        for name in self.fields or ():
            if name not in known:
                raise SearchFieldError(f"“{name}” is no field that is searched.", field_name=name)

    def search(self, config: Any, start: int, stop: int | None, score_field: Any = None, backend: Any = None) -> Any:
        """The matching objects."""
        found = self.queryset.filter(self._condition(self.query, config))
        return (found if found.query.order_by else found.order_by("-pk"))[start:stop]

    def _condition(self, query: Any, config: Any) -> Q:
        if isinstance(query, MatchAll):
            return EVERYTHING
        if isinstance(query, Not):
            return NOTHING if isinstance(query.subquery, MatchAll) else ~self._condition(query.subquery, config)
        if isinstance(query, Boost):
            return self._condition(query.subquery, config)
        if isinstance(query, And | Or):
            return self._combined([self._condition(each, config) for each in query.subqueries], isinstance(query, And))
        if isinstance(query, Phrase | PlainText):
            return self._of_words(query, config)
        raise NotImplementedError(f"{type(query).__name__} cannot be searched for on a database.")

    def _of_words(self, query: Phrase | PlainText, config: Any) -> Q:
        found = terms(query.query_string)
        if not found:
            return NOTHING
        if self.fields:
            return self._combined([self._in_fields(each) for each in found], _wants_all(query))
        spaced = [each for each in found if not each.is_unspaced]
        conditions = [_of(self._containing(word)) for each in found if each.is_unspaced for word in each.words]
        if spaced:
            conditions.append(_of(self._matching(spaced, query, config)))
        return self._combined(conditions, _wants_all(query))

    def _combined(self, conditions: list[Q], all_of_them: bool) -> Q:
        return reduce(and_ if all_of_them else or_, conditions, EVERYTHING if all_of_them else NOTHING)

    def _in_fields(self, term: Term) -> Q:
        """The term within one of the fields that the search is limited to, which the index does not tell apart."""
        each_word = [[Q(**{f"{name}__icontains": word}) for name in self.fields] for word in term.words]
        return self._combined([self._combined(places, False) for places in each_word], True)

    def _containing(self, word: str) -> QuerySet:
        """The index entries that hold the letters anywhere (a look at 100,000 headlines takes 60 ms)."""
        places = [Q(**{f"{column}__icontains": word}) for column in self.plain_columns]
        return self._entries().filter(self._combined(places, False))

    def _entries(self) -> QuerySet:
        return IndexEntry.objects.filter(content_type__in=get_descendants_content_types_pks(self.queryset.model))

    def _matching(self, spaced: list[Term], query: Phrase | PlainText, config: Any) -> QuerySet:
        """The index entries that hold the words."""
        raise NotImplementedError


def _wants_all(query: Phrase | PlainText) -> bool:
    return isinstance(query, Phrase) or query.operator == "and"


def _of(entries: QuerySet) -> Q:
    return Q(pk__in=entries.annotate(as_id=Cast("object_id", BigIntegerField())).values("as_id"))
