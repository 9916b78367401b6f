"""Tables of `handpress.toml` that apps declare, read before Django is there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import fields
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

WORDS = {
    str: "a text in quotes",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    tuple: 'a list of texts, such as ["a", "b"]',
}


class TableRefused(Exception):
    """A table or a value in it that cannot be used; the message names it and the remedy."""


def declared(apps: Iterable[str]) -> dict[str, type]:
    """The dataclass of each table, by the table's name. Raises TableRefused for an app that is not there."""
    found: dict[str, type] = {}
    for app in apps:
        for name, kind in _tables_of(app).items():
            if name in found:
                raise TableRefused(f"[{name}] is declared by {found[name].__module__} and by {kind.__module__}")
            found[name] = kind
    return found


def _tables_of(app: str) -> Mapping[str, type]:
    try:
        if find_spec(app) is None:
            raise ModuleNotFoundError(name=app)
        module = f"{app}.conf"
        return getattr(import_module(module), "TABLES", {}) if find_spec(module) else {}
    except ModuleNotFoundError as error:
        raise TableRefused(f"engines names {app!r}, which cannot be imported ({error.name} is missing)") from error


def read(name: str, kind: type, raw: object) -> Any:
    """The table as its dataclass. Raises TableRefused."""
    if not isinstance(raw, dict):
        raise TableRefused(f"{name} = {raw!r}; write a table that begins with [{name}]")
    known = {each.name: each for each in fields(kind)}
    for key in raw.keys() - known.keys():
        raise TableRefused(f"[{name}] has an unknown setting {key!r}; known are {', '.join(sorted(known))}")
    values = {key: _checked(f"[{name}] {key}", value, type(known[key].default)) for key, value in raw.items()}
    for key, each in known.items():
        if each.metadata.get("secret") and (secret := _secret(f"HANDPRESS_{name}_{key}".upper())):
            values[key] = secret
    try:
        return kind(**values)
    except ValueError as error:
        raise TableRefused(f"[{name}] {error}") from error


def _checked(where: str, value: object, kind: type) -> object:
    if kind is tuple and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:  # not isinstance: true is no whole number
        raise TableRefused(f"{where} = {value!r} must be {WORDS[kind]}")
    return value


def _secret(variable: str) -> str:
    if path := os.environ.get(f"{variable}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise TableRefused(f"{variable}_FILE names {path}, which cannot be read: {error.strerror}") from error
    return os.environ.get(variable, "")
