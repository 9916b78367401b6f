"""Addresses of a bulk: claimed by the same rules as one at a time, in a few queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handpress.kit.slugs import check_slug
from handpress.newsroom.models import Address, Article
from handpress.newsroom.models.addresses import path_key
from handpress.newsroom.paths import slug_in, slug_of, with_slug

LOOKED_AHEAD = 8  # suffixes asked for at once, for each article that wants a path that is taken
IN_ONE_QUERY = 400


def address_new(articles: Sequence[Article], wanted: Sequence[str]) -> None:
    """Claim an address for each public article: the one wanted, or one of its date and headline.

    The articles have ids but no rows of their own yet: `public_path` is set on the objects.
    """
    public = [(each, path or _made(each)) for each, path in zip(articles, wanted, strict=True) if each.is_public]
    for article, path in zip([each for each, _ in public], _free([path for _, path in public]), strict=True):
        article.public_path = path
    Address.objects.bulk_create(
        Address(path=each.public_path, path_key=path_key(each.public_path), record=each.record) for each, _ in public
    )


def redirect_old(legacy: Iterable[tuple[str, Sequence[str]]]) -> list[str]:
    """Let old addresses lead to their records; those that belonged to another one already, which stay as they are."""
    wanted: dict[str, tuple[str, str]] = {}
    taken: list[str] = []
    for record, paths in legacy:
        for path in paths:
            if path_key(path) in wanted and wanted[path_key(path)][1] != record:
                taken.append(path)
            else:
                wanted[path_key(path)] = (path, record)
    for key, owner in _owners(wanted):
        path, record = wanted.pop(key)
        if owner != record:
            taken.append(path)
    _store(Lead(path, record) for path, record in wanted.values())
    return taken


@dataclass(frozen=True, slots=True)
class Lead:
    """An old address that leads to a record, wherever it is, or to a path."""

    path: str
    record: str = ""
    to_path: str = ""


def lead_on(leads: Iterable[Lead]) -> int:
    """Let old addresses lead on where nothing stands at them, nor stood; how many were new."""
    wanted = {path_key(each.path): each for each in leads}
    for key, _owner in _owners(wanted):
        del wanted[key]
    _store(wanted.values())
    return len(wanted)


def _store(leads: Iterable[Lead]) -> None:
    redirect = {"state": Address.State.REDIRECT, "origin": Address.Origin.LEGACY}
    Address.objects.bulk_create(
        Address(path=each.path, path_key=path_key(each.path), record=each.record, to_path=each.to_path, **redirect)
        for each in leads
    )


def _made(article: Article) -> str:
    fallback = f"article-{article.pk}"
    slug = slug_of(article.title, fallback=fallback)
    refusal = check_slug(slug)
    return article.wanted_path(refusal.suggestion if refusal else slug)


def _free(paths: list[str]) -> list[str]:
    """Each path, or the first with -2, -3 … that nobody has or had; no two alike."""
    taken = _taken(paths)
    given: set[str] = set()
    times = Counter(path_key(each) for each in paths)
    crowded = {path_key(each): each for each in paths if path_key(each) in taken or times[path_key(each)] > 1}
    looked_at = 1
    while crowded:
        ahead = {key: range(looked_at + 1, looked_at + LOOKED_AHEAD * times[key] + 1) for key in crowded}
        taken |= _taken([_numbered(crowded[key], number) for key, numbers in ahead.items() for number in numbers])
        crowded = {key: path for key, path in crowded.items() if _room(path, ahead[key], taken) < times[key]}
        looked_at += LOOKED_AHEAD
    return [_first(path, taken, given) for path in paths]


def _room(path: str, numbers: range, taken: set[str]) -> int:
    return sum(path_key(_numbered(path, number)) not in taken for number in numbers)


def _numbered(path: str, number: int) -> str:
    return with_slug(path, f"{slug_in(path)}-{number}")


def _first(path: str, taken: set[str], given: set[str]) -> str:
    free, number = path, 1
    while path_key(free) in taken or path_key(free) in given:
        number += 1
        free = _numbered(path, number)
    given.add(path_key(free))
    return free


def _taken(paths: Iterable[str]) -> set[str]:
    return {key for key, _ in _owners([path_key(each) for each in paths])}


def _owners(keys: Iterable[str]) -> list[tuple[str, str]]:
    keys = list(keys)
    found: list[tuple[str, str]] = []
    for start in range(0, len(keys), IN_ONE_QUERY):
        rows = Address.objects.filter(path_key__in=keys[start : start + IN_ONE_QUERY])
        found += rows.values_list("path_key", "record")
    return found
