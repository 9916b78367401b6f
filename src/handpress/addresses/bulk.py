"""Addresses of a bulk: claimed by the same rules as one at a time, in a few queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handpress.addresses.models import Address
from handpress.addresses.paths import path_key, slug_in, with_slug

LOOKED_AHEAD = 8  # suffixes asked for at once, for each record that wants a path that is taken
IN_ONE_QUERY = 400


def claim_new(wanted: Sequence[tuple[str, str]]) -> list[str]:
    """Claim an address for each new record: the path wanted, or the first with -2, -3 … that nobody has or had."""
    paths = _free([path for _, path in wanted])
    Address.objects.bulk_create(
        Address(path=path, path_key=path_key(path), record=record)
        for (record, _), path in zip(wanted, paths, strict=True)
    )
    return paths


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
    Address.objects.bulk_create(_row(Lead(path, record)) for path, record in wanted.values())
    return taken


@dataclass(frozen=True, slots=True)
class Lead:
    """An old address that leads to a record, wherever it is, or to a path; one that leads to neither is gone."""

    path: str
    record: str = ""
    to_path: str = ""


def lead_on(leads: Iterable[Lead], *, origin: str = Address.Origin.LEGACY) -> int:
    """Let old addresses lead on where nothing stands at them, nor stood; how many were new."""
    wanted = {path_key(each.path): each for each in leads}
    for key, _owner in _owners(wanted):
        del wanted[key]
    rows = [_row(lead, origin) for _key, lead in sorted(wanted.items())]
    Address.objects.bulk_create(rows, ignore_conflicts=True)  # whoever takes one meanwhile has it
    return len(rows)


def _row(lead: Lead, origin: str = Address.Origin.LEGACY) -> Address:
    state = Address.State.REDIRECT if lead.record or lead.to_path else Address.State.GONE
    return Address(
        path=lead.path,
        path_key=path_key(lead.path),
        record=lead.record,
        to_path=lead.to_path,
        state=state,
        origin=origin,
    )


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
