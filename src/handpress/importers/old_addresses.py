"""Which old addresses can go on answering: at the old place, by a redirect, or not at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from django.db.models import Q

from handpress.addresses.acceptable import Refusal, path_refusal
from handpress.addresses.answers import NOT_FOUND, Answer, resolve_all
from handpress.addresses.models import Address
from handpress.addresses.own_places import is_ours
from handpress.addresses.paths import path_key
from handpress.importers.own_places import list_named, lists_among
from handpress.importers.twins import twins
from handpress.kit.batches import batched

LONGEST_KEPT = 300  # characters of an article's own path
DEEPEST = 250  # folders in a path of that length
IN_ONE_QUERY = 400

OWN_PAGE = "{path} is one of the magazine's own pages, which answers there now."
NOWHERE = "; it leads nowhere now."
WARNINGS = {
    Refusal.QUERY: "{path} has a query of over 200 characters or with a slash, which no file can answer" + NOWHERE,
    Refusal.ODD: "{path} cannot be the address of a file" + NOWHERE,
    Refusal.HIDDEN: "{path} has a part that begins with a dot or ends in .gz or .br, which is never served" + NOWHERE,
    Refusal.LONG: "{path} has over 500 characters or a part of over 200 bytes" + NOWHERE,
    Refusal.ELSEWHERE: "{path} belongs to the desk or to the store of pictures" + NOWHERE,
    Refusal.OWN: OWN_PAGE,
}
TAKEN = "{path} belongs to another page already (capitals and a last slash do not count); it leads there."
TAKEN_QUERY = "{path} differs from {other}, the address of another page, in capitals only; it leads nowhere now."
BENEATH = "{path} lies beneath {above}, which is a page and no folder; it leads nowhere now."
NOT_KEPT = "{path} could not be kept ({why}); it leads to the new address."


@dataclass(frozen=True, slots=True)
class OldPlace:
    """Where an old address ends up: kept, or a redirect, or neither, and what is to be said about it."""

    kept: str = ""
    redirect: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """An address that belongs to a record, or leads to a path."""

    path: str
    record: str
    state: str = Address.State.REDIRECT
    to_path: str = ""


class OldAddresses:
    """Decides for one import; knows what the database and the batch under way have taken."""

    def __init__(self, *, keeps: bool = False) -> None:
        self._keeps = keeps
        self._known: dict[str, Taken] = {}
        self._targets: dict[str, Answer] = {}
        self._taken: dict[str, Taken] = {}
        self._lists: frozenset[tuple[str, str]] = frozenset()
        self._files: set[str] = set()
        self._folders: set[str] = set()

    def next_batch(self, addresses: Iterable[str], beside: Iterable[str] = ()) -> None:
        """Ask the database once for what concerns these addresses; forget what is committed.

        `beside`: addresses of whose `target` it will be asked.
        """
        self._taken, self._files, self._folders = {}, set(), set()
        self._targets = resolve_all(each for path in map(_path, beside) if not refusal_of(path) for each in _ways(path))
        paths = {path for address in addresses if not refusal_of(path := _path(address))}
        keys = {key for path in paths for key in _concerned(path)}
        self._lists = lists_among(paths)
        self._known = {}
        for some in batched(sorted(keys), IN_ONE_QUERY):
            rows = Address.objects.filter(path_key__in=some).values_list(
                "path_key", "path", "record", "state", "to_path"
            )
            self._known |= {key: Taken(*row) for key, *row in rows}

    def place(self, address: str, *, record: str = "") -> OldPlace:
        """The place of one page's old address, which was announced to `next_batch`. One query where it may be kept."""
        if not address:
            return OldPlace()
        path = _path(address)
        if warning := refusal_of(path) or self._taken_by_another(path, record):
            return OldPlace(warning=warning)
        if any(self._at(key) for key in twins(path)):
            return OldPlace()  # the record's own: the same file leads to it
        if warning := self._beneath(path):
            return OldPlace(warning=warning)
        if list_named(path) in self._lists:
            return OldPlace(warning=OWN_PAGE.format(path=path))
        why = self._why_not_kept(path) if self._keeps else ""
        is_kept = self._keeps and not why
        self._note(path, record, is_kept=is_kept)
        if is_kept:
            return OldPlace(kept=path)
        return OldPlace(redirect=path, warning=NOT_KEPT.format(path=path, why=why) if why else "")

    def target(self, address: str) -> tuple[str, str]:
        """The record and the path that an address leads to, which was announced; both empty where it leads nowhere.

        A record whatever it answers today: who follows a draft leads on when it is published.
        """
        found = (self._targets.get(each, NOT_FOUND) for each in _ways(_path(address)))
        here = next((each for each in found if each.status != 404 or each.record), NOT_FOUND)
        return here.record, "" if here.record else here.to_path

    def _note(self, path: str, record: str, *, is_kept: bool) -> None:
        self._taken[path_key(path)] = Taken(path, record)
        self._folders.update(_above(path))
        if is_kept and not path.endswith("/"):
            self._files.add(path_key(path))

    def _at(self, key: str) -> Taken | None:
        return self._taken.get(key) or self._known.get(key)

    def _taken_by_another(self, path: str, record: str) -> str:
        other = self._other(path, record)
        if other is None:
            return ""
        is_beside = "?" in path and other.path != path
        return (TAKEN_QUERY if is_beside else TAKEN).format(path=path, other=other.path)

    def _beneath(self, path: str) -> str:
        live = (each for each in _above(path) if (at := self._known.get(each)) and at.state == Address.State.LIVE)
        files = {each for each in _above(path) if each in self._files} | set(live)
        return BENEATH.format(path=path, above=min(files)) if files else ""

    def _other(self, path: str, record: str) -> Taken | None:
        """What has the address, or one that the same file answers, and is not the record."""
        key = path_key(path)
        here = self._taken.get(key)
        if here is None and (known := self._known.get(key)) and known.record != record:
            here = known
        beside = (self._at(each) for each in twins(path))
        return here or next((each for each in beside if each and not (record and each.record == record)), None)

    def _why_not_kept(self, path: str) -> str:
        """What speaks against an article at the old address, where a redirect can stand."""
        if len(path) > LONGEST_KEPT:
            return "it is longer than 300 characters"
        if "?" in path or "#" in path:
            return "an article's address has neither query nor fragment"
        if is_ours(path):
            return "the magazine's own lists lie there"
        if not path.endswith("/") and self._has_below(path):
            return "other pages lie beneath it"
        return ""

    def _has_below(self, path: str) -> bool:
        key = path_key(path)
        below = Q(path_key__gt=f"{key}/", path_key__lt=f"{key}0")
        return key in self._folders or Address.objects.filter(below).exists()


def refusal_of(path: str) -> str:
    """Why no file of ours can answer at an old path; "" when one can."""
    refusal = path_refusal(path)
    return WARNINGS[refusal].format(path=path) if refusal else ""


def _path(address: str) -> str:
    """The path that an address of the old site stands for; a query stays as it was sent."""
    path, mark, query = address.partition("?")
    return unicodedata.normalize("NFC", unquote(path)) + mark + query


def _ways(path: str) -> list[str]:
    """The path, and others that the same file answers."""
    return [path, *twins(path)]


def _above(path: str) -> list[str]:
    """The folders above a path, as keys of files that might bear their names."""
    names = path_key(path).strip("/").split("/")[:-1][:DEEPEST]
    return ["/" + "/".join(names[:end]) for end in range(1, len(names) + 1)]


def _concerned(path: str) -> list[str]:
    """The keys of addresses that the path may be in conflict with."""
    return [path_key(path), *twins(path), *_above(path)]
