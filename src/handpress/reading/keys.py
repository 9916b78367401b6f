"""The keys of lists: which list an article belongs to, and which part of it a page shows.

`list:section/7:2013-06` is the June 2013 of section 7. A list is named by its group (`all/en`, `section/7`,
`author/5/en`, `source/3/en`, `tag/9`, `kind/video/en`, `picks/en`) and its part:

- `newest`: the thirty newest; `calendar`: how many articles each bucket holds;
- `2013-06`, `2013`, `undated`: one bucket;
- `months/2013`: which buckets of that year there are; `years`: which years there are. Pages that lead to the
  next newer and older bucket note these, so that a new month touches its year and not the whole archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from handpress.kit.own_words import UNDATED

FONTS = "fonts:0"  # no list: what is drawn on this machine depends on its type
# Kinds of keys that say what a page reads from lists; an article's neighbours and translations are lists too.
LIST_KINDS = frozenset({"list", "neighbours", "translations"})
NEWEST, CALENDAR, YEARS = "newest", "calendar", "years"

WITH_ID = frozenset({"section", "author", "source", "tag", "kind"})
WITH_LANGUAGE = frozenset({"all", "author", "source", "kind", "picks"})
FAMILIES = WITH_ID | WITH_LANGUAGE
MONTHLY = frozenset({"all", "section"})  # lists whose older articles lie in months; the others keep years


class Group(NamedTuple):
    """A list of articles: its family, and within that an id and a language where the family has them."""

    family: str
    id: str = ""
    language: str = ""

    def __str__(self) -> str:
        return "/".join(part for part in self if part)

    @property
    def is_monthly(self) -> bool:
        """Whether what is older lies in months; else in years."""
        return self.family in MONTHLY

    @property
    def values(self) -> tuple[str, ...]:
        """The id and the language, as far as the family has them."""
        return self[1:] if self.id and self.language else (self.id or self.language,)


def every_language(family: str, id: object, languages: Iterable[str]) -> Iterator[Group]:
    """The groups of one record: one, or one in each language."""
    if family in WITH_LANGUAGE:
        yield from (Group(family, str(id), language) for language in languages)
    else:
        yield Group(family, str(id))


def parse_group(text: str) -> Group | None:
    """The group of "author/5/en"; None for what is none."""
    family, *rest = text.split("/")
    if family not in FAMILIES or len(rest) != (family in WITH_ID) + (family in WITH_LANGUAGE):
        return None
    id = rest[0] if family in WITH_ID else ""
    return Group(family, id, rest[-1] if family in WITH_LANGUAGE else "")


def list_key(group: Group | str, part: str) -> str:
    """`list:section/7:2013-06`."""
    return f"list:{group}:{part}"


def parse_list(key: str) -> tuple[Group, str] | None:
    """Group and part of a list key; None for any other key."""
    kind, _, rest = key.partition(":")
    if kind != "list":
        return None
    name, _, part = rest.rpartition(":")
    group = parse_group(name)
    return (group, part) if group and part else None


def neighbours_key(article_id: int) -> str:
    """The key of which article is the next newer and the next older one."""
    return f"neighbours:{article_id}"


def translations_key(translation_key: object) -> str:
    """The key of the versions of one record in the magazine's languages."""
    return f"translations:{translation_key}"


def bucket_in(group: Group, bucket: str) -> str:
    """The bucket of this list in which an article lies that the calendar has in `bucket`."""
    return bucket if group.is_monthly or bucket == UNDATED else bucket[:4]


def year_of(bucket: str) -> str:
    """ "2013" for "2013-06"; "" for the undated."""
    return "" if bucket == UNDATED else bucket[:4]


def parts_touched(group: Group, bucket: str) -> Iterator[str]:
    """The parts of a list that change when an article of that bucket comes or goes."""
    yield from (NEWEST, CALENDAR, YEARS, bucket_in(group, bucket))
    year = year_of(bucket)
    if group.is_monthly and year:
        yield f"months/{year}"
    if group.family == "all" and year and year != bucket:
        yield year


@lru_cache(maxsize=20_000)
def touched_by(group: Group, bucket: str) -> tuple[str, ...]:
    """The keys of those parts. Remembered: the articles of a month share most of them."""
    return tuple(list_key(group, part) for part in parts_touched(group, bucket))


def newest_first(buckets: Iterable[str]) -> list[str]:
    """Buckets in the order of the archive: a year's months, then what has only the year, then older years."""
    return sorted(buckets, key=lambda bucket: "" if bucket == UNDATED else bucket, reverse=True)
