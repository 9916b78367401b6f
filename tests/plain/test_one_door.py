"""Rows of addresses are written by the addresses' own verbs, and by nobody else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "handpress"
DOOR = SOURCE / "addresses"
WRITES = {
    "create", "bulk_create", "update", "bulk_update", "update_or_create", "get_or_create", "delete", "save",
    "acreate", "abulk_create", "aupdate", "adelete", "asave", "_raw_delete", "_insert", "_update",
}  # fmt: skip
SQL = re.compile(r"\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+\W?newsroom_address\b", re.IGNORECASE)


def _root(node: ast.AST) -> str:
    """The name that a chain of attributes and calls begins with."""
    while not isinstance(node, ast.Name):
        if isinstance(node, ast.Attribute | ast.Starred):
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        else:
            return ""
    return node.id


def _names(tree: ast.AST) -> Iterator[str]:
    """What the module calls the model, and rows and questions that it made of it."""
    found = {
        each.asname or each.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("handpress.")
        for each in node.names
        if each.name == "Address"
    }
    yield from found
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and _root(node.value) in found:
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        if isinstance(node, ast.For) and _root(node.iter) in found and isinstance(node.target, ast.Name):
            yield node.target.id


def writes(code: str) -> list[int]:
    """The lines on which the code writes addresses."""
    tree = ast.parse(code)
    names = set(_names(tree))
    lines = [number for number, line in enumerate(code.split("\n"), 1) if SQL.search(line)]
    for node in (each for each in ast.walk(tree) if isinstance(each, ast.Call)):
        is_write = isinstance(node.func, ast.Attribute) and node.func.attr in WRITES and _root(node.func.value) in names
        is_row = isinstance(node.func, ast.Name) and node.func.id == "Address" and "Address" in names
        lines += [node.lineno] if is_write or is_row else []
    return lines


def test_nobody_but_the_door_writes_addresses():
    modules = [each for each in SOURCE.rglob("*.py") if DOOR not in each.parents and "migrations" not in each.parts]
    assert len(modules) > 300
    found = {str(each.relative_to(SOURCE)): writes(each.read_text("utf-8")) for each in modules}
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert sum(len(writes(each.read_text("utf-8"))) for each in DOOR.glob("*.py")) > 5


@pytest.mark.parametrize(
    "write",
    [
        "Address.objects.create(path='/x')",
        "Address.objects.filter(record='').exclude(pk=1).update(to_path='/y')",
        "row = Address.objects.get(pk=1)\nrow.save()",
        "for row in Address.objects.all():\n    row.delete()",
        "row = Address(path='/x')",
        "Address.objects.bulk_create(rows)",
        "cursor.execute('UPDATE newsroom_address SET path = %s')",
    ],
)
def test_a_write_elsewhere_is_found(write):
    assert writes(f"from handpress.addresses.models import Address\n{write}\n")
