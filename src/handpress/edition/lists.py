"""Which articles a list holds: its newest, its calendar, its buckets; and the fingerprints of each.

Everything is answered for many lists at once in a constant number of queries. Order is total: newest first by
(`sorted_on`, `day_order`, `id`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeVar

from django.db.models import Count, F, OrderBy, Q, QuerySet, Window
from django.db.models.functions import Coalesce, DenseRank

from handpress.edition.keys import UNDATED, Group, bucket_in, newest_first, year_of
from handpress.newsroom.models import Article, ArticleTag, Byline

SHOWN = 30  # articles on a list's own page
T = TypeVar("T")
PUBLIC = (True,)  # `is_public__in`: Django's bare `WHERE is_public` keeps SQLite from using the indexes
FEW = 12  # lists; more are ranked together by the database, fewer are read each by its index

Calendar = dict[str, int]  # bucket → number of articles, newest bucket first


@dataclass(frozen=True, slots=True)
class _Branch:
    """One way into a family's lists: rows, the columns that name the group, and the path to the article."""

    rows: Callable[[], QuerySet]
    columns: tuple[str, ...]
    article: str = ""
    is_distinct: bool = True  # no article twice in one list
    is_sparse: bool = False  # SQLite would walk the whole magazine's index to find the list's few in order

    def public(self) -> QuerySet:
        return self.rows().filter(**{f"{self.article}is_public__in": PUBLIC})

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
    """The ids of the newest articles of each list, newest first; nothing for an empty list."""
    found: dict[Group, set[tuple[date, int, int]]] = defaultdict(set)
    for branch, some in _by_branch(groups):
        for group, row in _newest_rows(branch, some, limit):
            found[group].add(row)
    return {group: [id for *_, id in sorted(rows, reverse=True)[:limit]] for group, rows in found.items()}


def _newest_rows(
    branch: _Branch, groups: Collection[Group], limit: int
) -> Iterator[tuple[Group, tuple[date, int, int]]]:
    if len(groups) > FEW:
        rank = Window(DenseRank(), partition_by=list(branch.columns), order_by=list(branch.order))
        ranked = _of(branch, groups).annotate(rank=rank).filter(rank__lte=limit)
        for group, rest in _grouped(ranked.values_list(*branch.columns, *branch.place), branch, groups):
            yield group, rest
        return
    for group in groups:
        rows = _of(branch, [group]).order_by(*branch.order).values_list(*branch.place)
        for row in (rows if branch.is_distinct else rows.distinct())[:limit]:
            yield group, row


def calendars(groups: Collection[Group]) -> dict[Group, Calendar]:
    """How many articles each bucket of each list holds, newest bucket first; nothing for an empty list."""
    counts: dict[Group, Counter[str]] = defaultdict(Counter)
    for branch, some in _by_branch(groups):
        for group, (bucket, count) in _grouped(_counted(branch, some), branch, some):
            counts[group][bucket_in(group, bucket)] += count
    return {group: {bucket: found[bucket] for bucket in newest_first(found)} for group, found in counts.items()}


def _counted(branch: _Branch, groups: list[Group]) -> Iterable[tuple]:
    """Rows of a group's columns, a bucket and a number of articles."""
    bucket = f"{branch.article}bucket"
    rows = _of(branch, groups).order_by()
    if branch.is_sparse:  # counted here, or SQLite would again walk an index for the sake of its order
        return ((*row, 1) for row in rows.values_list(*branch.columns, bucket))
    number = Count(branch.id, distinct=not branch.is_distinct)
    return rows.values_list(*branch.columns, bucket).annotate(number=number)


def buckets(pairs: Collection[tuple[Group, str]]) -> dict[tuple[Group, str], list[int]]:
    """The ids in each (list, bucket), newest first; nothing for an empty one."""
    found: dict[tuple[Group, str], set[tuple[date, int, int]]] = defaultdict(set)
    wanted = set(pairs)
    for branch, some in _by_branch({group for group, _ in pairs}):
        names = {bucket for group, bucket in pairs if group in some}
        rows = _in_buckets(branch, _of(branch, some), names, is_monthly=next(iter(some)).is_monthly)
        for group, (bucket, *row) in _grouped(
            rows.values_list(*branch.columns, f"{branch.article}bucket", *branch.place), branch, some
        ):
            pair = group, bucket_in(group, bucket)
            if pair in wanted:
                found[pair].add(tuple(row))
    return {pair: [id for *_, id in sorted(rows, reverse=True)] for pair, rows in found.items()}


def _in_buckets(branch: _Branch, rows: QuerySet, names: Collection[str], *, is_monthly: bool) -> QuerySet:
    if is_monthly:
        return rows.filter(**{f"{branch.article}bucket__in": names})
    years = [int(name) for name in names if name != UNDATED]
    if not years:
        return rows.filter(**{f"{branch.article}bucket": UNDATED})
    first = date.min if UNDATED in names else date(min(years), 1, 1)
    return rows.filter(**{f"{branch.article}sorted_on__range": (first, date(max(years), 12, 31))})


def _by_branch(groups: Collection[Group]) -> Iterator[tuple[_Branch, list[Group]]]:
    families: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        families[group.family].append(group)
    for family in sorted(families):
        for branch in BRANCHES[family]:
            yield branch, families[family]


def _of(branch: _Branch, groups: Iterable[Group]) -> QuerySet:
    """Public rows of these lists, and of a few more where ids and languages cross."""
    values = zip(*(group.values for group in groups), strict=True)
    return branch.public().filter(
        **{f"{column}__in": set(some) for column, some in zip(branch.columns, values, strict=True)}
    )


def _grouped(rows: Iterable[tuple], branch: _Branch, groups: Collection[Group]) -> Iterator[tuple[Group, tuple]]:
    """Rows that begin with a group's columns, each with the group it belongs to; strangers are left out."""
    by_values = {group.values: group for group in groups}
    width = len(branch.columns)
    for row in rows:
        group = by_values.get(tuple(map(str, row[:width])))
        if group:
            yield group, row[width:]


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


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of at most `size`."""
    stream = iter(items)
    while some := list(islice(stream, size)):
        yield some
