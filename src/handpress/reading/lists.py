"""Which articles a list holds: its newest, its calendar, its buckets; and the fingerprints of each.

Every list is asked by itself, with queries that are compiled once and that an index answers. Order is total:
newest first by (`sorted_on`, `day_order`, `id`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Count, F, OrderBy, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from handpress.kit.own_words import UNDATED
from handpress.newsroom.models import Article, ArticleTag, Byline
from handpress.reading.keys import Group, bucket_in, newest_first, year_of
from handpress.reading.queries import Given, Query, Row

SHOWN = 30  # articles on a list's own page
WHOLE = SHOWN  # a list of so many stands whole on its own page, and has no pages of months or years
PUBLIC = (True,)  # `is_public__in`: Django's bare `WHERE is_public` keeps SQLite from using the indexes

Calendar = dict[str, int]  # bucket → number of articles, newest bucket first


@dataclass(frozen=True, slots=True)
class _Branch:
    """One way into a family's lists: rows, the columns that name the group, and the path to the article."""

    rows: Callable[[], QuerySet]
    columns: tuple[str, ...]
    article: str = ""
    is_distinct: bool = True  # no article twice in one list
    is_sparse: bool = False  # SQLite would walk the whole magazine's index to find the list's few in order

    def of_group(self) -> QuerySet:
        """Public rows of the list whose columns are given."""
        columns = {f"{column}__same": Given(place) for place, column in enumerate(self.columns)}
        return self.rows().filter(**{f"{self.article}is_public__in": PUBLIC}, **columns)

    @property
    def id(self) -> str:
        return f"{self.article}page_ptr_id"

    @property
    def place(self) -> tuple[str, str, str]:
        return f"{self.article}sorted_on", f"{self.article}day_order", self.id

    @property
    def order(self) -> tuple[OrderBy, ...]:
        """Newest first. Of a sparse list by an expression no index has: its own are found, then sorted."""
        first, *rest = (F(name) for name in self.place)
        return ((Coalesce(first, date.min) if self.is_sparse else first).desc(), *(each.desc() for each in rest))


def _articles() -> QuerySet:
    return Article.objects.order_by()  # not by tree path, as pages are unless told otherwise


def _further() -> QuerySet:
    """Further sections; the main one, named again, does not count twice."""
    rows = Article.further_sections.through.objects.all()
    return rows.filter(Q(article__main_section=None) | ~Q(article__main_section=F("section")))


BRANCHES: dict[str, tuple[_Branch, ...]] = {
    "all": (_Branch(_articles, ("language",)),),
    "picks": (_Branch(lambda: _articles().filter(is_pick__in=PUBLIC), ("language",), is_sparse=True),),
    "kind": (_Branch(_articles, ("kind", "language"), is_sparse=True),),
    "source": (_Branch(_articles, ("source_id", "language"), is_sparse=True),),
    "section": (_Branch(_articles, ("main_section_id",)), _Branch(_further, ("section_id",), "article__")),
    "author": (
        _Branch(lambda: Byline.objects.all(), ("author_id", "article__language"), "article__", is_distinct=False),
    ),
    "tag": (_Branch(lambda: ArticleTag.objects.all(), ("tag_id",), "article__"),),
}


def newest(groups: Collection[Group], limit: int = SHOWN) -> dict[Group, list[int]]:
    """The ids of the newest articles of each list, newest first; nothing for an empty list. A query or two a list."""
    found = {}
    for group in groups:
        rows = {row for branch in BRANCHES[group.family] for row in _newest(branch, limit)(*group.values)}
        if rows:
            found[group] = [id for *_, id in sorted(rows, reverse=True)[:limit]]
    return found


def filled(groups: Collection[Group]) -> set[Group]:
    """The lists that hold anything. A query or two a list, whose first row answers it."""
    return {group for group in groups if any(list(_any(branch)(*group.values)) for branch in BRANCHES[group.family])}


def calendars(groups: Collection[Group]) -> dict[Group, Calendar]:
    """How many articles each bucket of each list holds, newest bucket first; nothing for an empty list."""
    found = {}
    for group in groups:
        counts: Counter[str] = Counter()
        for branch in BRANCHES[group.family]:
            for bucket, count in _counts(branch)(*group.values):
                counts[bucket_in(group, bucket)] += count
        if counts:
            found[group] = {bucket: counts[bucket] for bucket in newest_first(counts)}
    return found


def buckets(pairs: Collection[tuple[Group, str]]) -> dict[tuple[Group, str], list[int]]:
    """The ids in each (list, bucket), newest first; nothing for an empty one."""
    found: dict[tuple[Group, str], set[Row]] = defaultdict(set)
    names: dict[Group, set[str]] = defaultdict(set)
    for group, bucket in pairs:
        names[group].add(bucket)
    for group, wanted in names.items():
        for branch in BRANCHES[group.family]:
            for first, last in _spans(group, wanted):
                for bucket, *row in _members(branch, group.is_monthly)(*group.values, first, last):
                    found[group, bucket_in(group, bucket)].add(tuple(row))
    return {
        (group, bucket): [id for *_, id in sorted(found[group, bucket], reverse=True)]
        for group, bucket in pairs
        if (group, bucket) in found
    }


def _spans(group: Group, names: Collection[str]) -> Iterator[tuple[Any, Any]]:
    """From where to where rows are read: each month by itself, years all at once."""
    if group.is_monthly:
        yield from ((name, name) for name in names)
        return
    years = [int(name) for name in names if name != UNDATED]
    first = date(min(years), 1, 1) if years and UNDATED not in names else date.min
    last = date(max(years), 12, 31) if years else date.min
    as_stored = connection.ops.adapt_datefield_value
    yield as_stored(first), as_stored(last)


@cache
def _newest(branch: _Branch, limit: int) -> Query:
    """The places of a list's newest articles."""

    def rows() -> QuerySet:
        found = branch.of_group().order_by(*branch.order).values_list(*branch.place)
        return (found if branch.is_distinct else found.distinct())[:limit]

    return Query(rows)


@cache
def _any(branch: _Branch) -> Query:
    """One article of a list, whichever."""
    return Query(lambda: branch.of_group().order_by().values_list(branch.id)[:1])


@cache
def _counts(branch: _Branch) -> Query:
    """Buckets of a list with a number of articles; a bucket may come more than once."""
    bucket = f"{branch.article}bucket"
    if branch.is_sparse:  # not grouped, or SQLite would again walk an index for the sake of its order
        return Query(lambda: branch.of_group().order_by().values_list(bucket, Value(1)))
    number = Count(branch.id, distinct=not branch.is_distinct)
    return Query(lambda: branch.of_group().order_by().values_list(bucket).annotate(number=number))


@cache
def _members(branch: _Branch, is_monthly: bool) -> Query:
    """Buckets and places of a list's articles, from one bucket or day to another."""
    first, last = Given(len(branch.columns)), Given(len(branch.columns) + 1)
    bucket = f"{branch.article}bucket"
    # years by an expression no index has: SQLite would read the whole magazine's year to find the list's few
    where = F(bucket) if is_monthly else Coalesce(f"{branch.article}sorted_on", date.min)
    return Query(
        lambda: (
            branch.of_group()
            .annotate(where=where)
            .filter(where__from=first, where__up_to=last)
            .order_by()
            .values_list(bucket, *branch.place)
        )
    )


def is_paged(group: Group, calendar: Calendar) -> bool:
    """Whether what is older has pages of its own: the magazine's months always, another list's when it holds more
    than its own page shows.
    """
    return group.family == "all" or sum(calendar.values()) > WHOLE


def around(calendar: Iterable[str], bucket: str) -> tuple[str, str]:
    """The next newer and the next older bucket; "" where there is none."""
    names = list(calendar)
    place = names.index(bucket)
    return names[place - 1] if place else "", next(iter(names[place + 1 :]), "")


def parts_around(group: Group, bucket: str, newer: str, older: str) -> list[str]:
    """The parts of the list on which it depends that these two are a bucket's neighbours."""
    years = {year_of(bucket), *(year_of(name) for name in (newer, older) if name)}
    parts = [f"months/{year}" for year in years if group.is_monthly and year]
    is_at_an_end = not (newer and older)
    return [*sorted(parts), "years"] if len(years) > 1 or is_at_an_end or not group.is_monthly else parts
