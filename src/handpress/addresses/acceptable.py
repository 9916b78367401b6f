"""Which paths can be addresses, and where one may lead: asked by the desk's form, by scripts and by importers alike."""

from __future__ import annotations

import re
from enum import Enum

from handpress.addresses.models import Address
from handpress.addresses.own_places import is_own_page, is_search
from handpress.addresses.paths import path_key
from handpress.kit.own_words import OWN, SERVED_ELSEWHERE, Use

LONGEST_NAME_BYTES = 200  # of one part: room for ".br" and for a temporary name beside it
LONGEST_PATH = 500
LONGEST_QUERY = 200  # characters; what the file server looks up
NO_PLACES = OWN[Use.PROCESS] | OWN[Use.HIDDEN]  # for readers to be led to
MOST_STEPS = 50  # from one redirect to the next
UNSAFE = re.compile(r"[\x00-\x1f\x7f\x80-\x9f\u2028\u2029\\]")


class Refusal(Enum):
    """Why a path is no address, or no place to lead to."""

    ODD = "no path of this site"
    QUERY = "a query that no file can answer"
    HIDDEN = "a part that is never served"
    LONG = "too long"
    ELSEWHERE = "the desk's, or a store's"
    OWN = "a page of the magazine's own"
    ITSELF = "leads to itself"
    LOOP = "leads back"


def path_refusal(path: str) -> Refusal | None:
    """Why no file of ours can answer at a path; None when one can."""
    whole, (path, _, query) = path, path.partition("?")
    if len(query) > LONGEST_QUERY or "/" in query:
        return Refusal.QUERY
    names = path.removeprefix("/").split("/")
    if _is_odd(path) or UNSAFE.search(whole):
        return Refusal.ODD
    files = [*names[:-1], f"{names[-1]}?{query}" if query else names[-1]]
    if any(name.startswith(".") for name in names) or files[-1].endswith((".br", ".gz")):
        return Refusal.HIDDEN
    if _is_long(whole, files):
        return Refusal.LONG
    if names[0].lower() in SERVED_ELSEWHERE:
        return Refusal.ELSEWHERE
    return Refusal.OWN if (is_search(path) if query else is_own_page(path)) else None


def target_refusal(path: str, to_path: str) -> Refusal | None:
    """Why `path` cannot lead to `to_path`; None when it can. A query for each redirect on the way."""
    place = to_path.partition("#")[0]
    if _is_odd(place.partition("?")[0]) or UNSAFE.search(to_path) or to_path != to_path.strip():
        return Refusal.ODD
    if place.removeprefix("/").partition("/")[0].lower() in NO_PLACES:
        return Refusal.ELSEWHERE
    if len(to_path) > LONGEST_PATH:
        return Refusal.LONG
    if path_key(path) == path_key(place):
        return Refusal.ITSELF
    return Refusal.LOOP if _leads_back(path_key(path), place) else None


def _is_odd(path: str) -> bool:
    names = path.removeprefix("/").split("/")
    return not path.startswith("/") or ".." in names or "" in names[:-1]


def _is_long(whole: str, files: list[str]) -> bool:
    """The key counts too: that of "İ" has two letters."""
    is_long = max(len(whole), len(path_key(whole))) > LONGEST_PATH
    return is_long or any(len(name.encode()) > LONGEST_NAME_BYTES for name in files)


def _leads_back(key: str, place: str) -> bool:
    for _step in range(MOST_STEPS):
        row = Address.objects.filter(path_key=path_key(place), state=Address.State.REDIRECT).exclude(to_path="").first()
        if row is None:
            return False
        place = row.to_path.partition("#")[0]
        if path_key(place) == key:
            return True
    return True
