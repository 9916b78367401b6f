"""Every address of the desk × every role × GET and POST, in one table that must name every address.

`desk_rights.txt` says who is let in where: r(eaders), c(ontributors), e(ditors), p(ublishers), a(dministrators).
HANDPRESS_WRITE_RIGHTS=1 writes it anew; what then differs is read before it is kept.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.db import transaction

from tests.app.newsroom.desk_addresses import Answer, Cast, cases

TABLE = Path(__file__).with_name("desk_rights.txt")
EVERYBODY = "rcepa"
# Wagtail's own forms, posted by hand without the fields that they have; whoever does so gets the desk's page for 500.
FAIL_BY_HAND = {
    "POST /choose-external-link/",
    "POST /pages/<int:page_id>/copy/",
    "POST /pages/<int:page_id>/edit/",
    "POST /pages/<int:page_id>/revisions/<int:revision_id>/revert/",
    "POST /pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/",
    "POST /snippets/choose/addresses/address/create/",
    "POST /snippets/choose/newsroom/licence/create/",
    "POST /snippets/choose/newsroom/linkgroup/create/",
    "POST /snippets/choose/newsroom/section/create/",
    "GET /failwhale/",  # Wagtail's page to look at the page for 500
    "POST /failwhale/",
}


def _read() -> dict[str, dict[str, str]]:
    lines = (
        line.rsplit(None, 2) for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")
    )
    return {name.strip(): {"GET": get, "POST": post} for name, get, post in lines}


def _found(role: str) -> tuple[dict[str, dict[str, bool]], set[str]]:
    """Who is let in where, and what fails."""
    cast = Cast(role)
    user = cast.user
    if role == "r":
        user.is_active = False
        user.save()
    found: dict[str, dict[str, bool]] = {}
    broken = set()
    for name, path in cases(cast):
        found[name] = {}
        for method in ("GET", "POST"):
            with transaction.atomic():
                said = Answer(user, method, path)
                found[name][method] = said.lets_in
                broken |= {f"{method} {name}"} if said.is_broken else set()
                transaction.set_rollback(True)
    return found, broken


@pytest.mark.django_db
@pytest.mark.parametrize("role", EVERYBODY)
def test_each_address_of_the_desk_lets_in_whom_the_table_says(role: str) -> None:
    found, broken = _found(role)
    if os.environ.get("HANDPRESS_WRITE_RIGHTS"):
        _write(role, found)
        return
    table = _read()
    assert sorted(found.keys() - table.keys()) == [], "addresses that the table does not name"
    assert sorted(table.keys() - found.keys()) == [], "addresses that are no more"
    wrong = [
        f"{name}: {method} lets {role} {'in' if is_in else 'not in'}"
        for name, methods in found.items()
        for method, is_in in methods.items()
        if is_in != (role in table[name][method])
    ]
    assert wrong == []
    assert {name.partition(" [")[0] for name in broken} <= FAIL_BY_HAND


def _write(role: str, found: dict[str, dict[str, bool]]) -> None:
    table = _read() if TABLE.exists() else {}
    lines = []
    for name, methods in found.items():
        before = table.get(name, {})
        said = [_with(before.get(method, "-"), role, is_in) for method, is_in in methods.items()]
        lines.append(f"{name:<100} {said[0]:<6} {said[1]}")
    TABLE.write_text("# address, GET, POST\n" + "\n".join(lines) + "\n", encoding="utf-8")


def _with(before: str, role: str, is_in: bool) -> str:
    roles = (set(before) - {role, "-"}) | ({role} if is_in else set())
    return "".join(each for each in EVERYBODY if each in roles) or "-"
