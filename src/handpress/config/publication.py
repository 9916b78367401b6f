"""A publication: its folder and what `handpress.toml` says of it. Imports no Django."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from handpress.config import tables
from handpress.config.apps import HOUSE
from handpress.server.clients import THIS_MACHINE, Proxies

Table = TypeVar("Table")

FILE_NAME = "handpress.toml"
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
MODULE = re.compile(r"[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*", re.IGNORECASE)
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"})


class PublicationError(Exception):
    """The publication's folder or file cannot be used; the message names the file and the remedy."""


@dataclass(frozen=True)
class Language:
    """One language of the magazine: BCP 47 `code` and its `name` in itself."""

    code: str
    name: str

    @property
    def is_rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return self.code.split("-")[0] in RIGHT_TO_LEFT


@dataclass(frozen=True)
class Publication:
    """What a publication's folder and file say; every path is absolute."""

    folder: Path
    name: str = "My magazine"
    base_url: str = "http://127.0.0.1:8000"
    languages: tuple[Language, ...] = (Language("en", "English"),)
    time_zone: str = "UTC"
    database_url: str = ""
    unicode_slugs: bool = False
    press_processes: int = 0
    host: str = "127.0.0.1"
    port: int = 8000
    trusted_proxies: tuple[str, ...] = THIS_MACHINE
    engines: tuple[str, ...] = ()
    tables: Mapping[str, Any] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        """Private files: the database, the secret key, originals of imported pages."""
        return self.folder / "data"

    @property
    def media(self) -> Path:
        """Uploaded originals; never served to readers."""
        return self.folder / "media"

    @property
    def public(self) -> Path:
        """The pressed tree: everything readers see."""
        return self.folder / "public"

    @property
    def theme(self) -> Path:
        """Optional overrides of templates and design tokens."""
        return self.folder / "theme"

    @property
    def database(self) -> Path:
        """The SQLite file used when `database_url` is empty."""
        return self.data / "handpress.sqlite3"

    def table(self, kind: type[Table]) -> Table:
        """An app's table, by the dataclass that declares it. Raises LookupError for an app that is not installed."""
        for table in self.tables.values():
            if type(table) is kind:
                return table
        raise LookupError(f"no table of {kind.__module__}: is its app among the engines?")


def _languages(path: Path, raw: object) -> tuple[Language, ...]:
    if not isinstance(raw, dict) or not raw:
        raise PublicationError(f'{path}: languages: write a table such as [languages] with en = "English"')
    for code in raw:
        if not LANGUAGE_CODE.fullmatch(code):
            raise PublicationError(f"{path}: {code!r} is no language code, such as en, pt-br or zh-hans")
    return tuple(Language(code, str(name)) for code, name in raw.items())


def _proxies(path: Path, raw: object) -> tuple[str, ...]:
    """Addresses and networks as they were written."""
    listed = raw if isinstance(raw, list) else [raw]
    for each in listed:
        try:
            if not isinstance(each, str):
                raise ValueError
            Proxies.of([each])
        except ValueError:
            wanted = 'a list of addresses and networks, such as ["127.0.0.1", "10.1.0.0/16"]'
            raise PublicationError(f"{path}: trusted_proxies holds {each!r}; write {wanted}") from None
    return tuple(listed)


def _engines(path: Path, raw: object) -> tuple[str, ...]:
    """Names of Python packages."""
    if isinstance(raw, list) and all(isinstance(each, str) and MODULE.fullmatch(each) for each in raw):
        return tuple(dict.fromkeys(raw))
    raise PublicationError(f'{path}: engines = {raw!r}; write a list of Python packages, such as ["crossword"]')


def load(folder: Path) -> Publication:
    """The publication in `folder`.

    Raises PublicationError when the file is missing, is not TOML, or a value cannot be used.
    """
    path = folder / FILE_NAME
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PublicationError(
            f"{path} is missing: run `handpress init {folder}` or name a publication with -C DIR"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PublicationError(f"{path} is not valid TOML: {error}") from error
    return _from_table(folder.resolve(), path, raw)


def _from_table(folder: Path, path: Path, raw: dict[str, object]) -> Publication:
    known = {each.name: each.type for each in fields(Publication) if each.name not in ("folder", "tables")}
    engines = _engines(path, raw.get("engines", []))
    try:
        declared = tables.declared((*HOUSE, *engines))
        read = {name: tables.read(name, kind, raw.get(name, {})) for name, kind in declared.items()}
    except tables.TableRefused as error:
        raise PublicationError(f"{path}: {error}") from error
    for name, value in raw.items():
        if name not in known and name not in declared:
            words = [*sorted(known), *(f"[{each}]" for each in sorted(declared))]
            raise PublicationError(f"{path}: unknown setting {name!r}; known are {', '.join(words)}")
        _check_type(path, name, value, str(known.get(name)))
    values: dict[str, Any] = {name: value for name, value in raw.items() if name in known}
    values |= {"tables": MappingProxyType(read), "engines": engines}
    if "languages" in raw:
        values["languages"] = _languages(path, raw["languages"])
    if "trusted_proxies" in raw:
        values["trusted_proxies"] = _proxies(path, raw["trusted_proxies"])
    if secret_url := os.environ.get("HANDPRESS_DATABASE_URL"):
        values["database_url"] = secret_url
    publication = Publication(folder=folder, **values)
    _check_values(path, publication)
    return replace(publication, base_url=publication.base_url.rstrip("/"))


def _check_type(path: Path, name: str, value: object, wanted: str) -> None:
    types = {"str": (str, "a text in quotes"), "int": (int, "a whole number"), "bool": (bool, "true or false")}
    if wanted not in types:
        return
    kind, words = types[wanted]
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise PublicationError(f"{path}: {name} = {value!r} must be {words}")


def _check_values(path: Path, publication: Publication) -> None:
    try:
        ZoneInfo(publication.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = publication.time_zone
        raise PublicationError(f"{path}: time_zone = {zone!r} is no IANA time zone, such as Asia/Kolkata") from None
    if not publication.base_url.startswith(("http://", "https://")):
        raise PublicationError(f"{path}: base_url = {publication.base_url!r} must begin with http:// or https://")
    if not 1 <= publication.port <= 65535:
        raise PublicationError(f"{path}: port = {publication.port} must be between 1 and 65535")
