"""What is not a file: a table of endpoints, one row for each address that a process answers.

The desk is a row of it. Everything else that is posted or answered afresh lies under `/-/`. Forwarding, limits, the
configuration of nginx and Caddy, robots.txt and the public process's URLs come out of this table and of nothing else.
An app declares its rows in a plain module `endpoints.py` (`ENDPOINTS = (Endpoint(…), …)`) that imports no Django.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from handpress.kit import own_words
from handpress.kit.own_words import folder
from handpress.server.bodies import MIB, BodyLimits
from handpress.server.errors import EndpointMalformed, EndpointTaken, EngineMissing

PREFIX = folder(own_words.ENDPOINTS)
UNSENT = "unsent"
KNOWN_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_PATH = re.compile(r"(?:[a-z0-9][a-z0-9-]*/)*[a-z0-9][a-z0-9-]*/?")
_VIEW = re.compile(r"[a-z_]\w*(?:\.[a-z_]\w*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One row.

    `path` lies below `/-/`; one that ends with a slash stands for everything below it. `view` is the dotted name of a
    Django view, imported by the public process alone; below a folder it is given the rest of the path. `when_down`
    names the pressed page that answers while the process does not: `/-/LANGUAGE/NAME.html`. HEAD comes with GET.
    """

    name: str
    path: str
    view: str = ""
    methods: tuple[str, ...] = ("POST",)
    limit_bytes: int = 64 * 1024
    in_memory_bytes: int = 64 * 1024
    idle_s: float = 10.0  # without a byte
    grace_s: float = 10.0  # before its rate is looked at
    min_bytes_per_s: float = 200.0  # 2G at its worst
    timeout_s: float = 15.0  # without a byte of the answer
    may_be_cached: bool = False
    when_down: str = UNSENT
    process: str = "public"

    @property
    def address(self) -> str:
        """`/-/contact`, `/-/confirm/`."""
        return self.path if self.path.startswith("/") else PREFIX + self.path

    @property
    def is_folder(self) -> bool:
        """Whether it stands for everything below its address."""
        return self.path.endswith("/")

    @property
    def allowed(self) -> tuple[str, ...]:
        """The methods that it takes, with HEAD."""
        return tuple(each for method in self.methods for each in ((method, "HEAD") if method == "GET" else (method,)))

    @property
    def body_limits(self) -> BodyLimits:
        """What its bodies are held to."""
        return BodyLimits(self.limit_bytes, self.in_memory_bytes, self.idle_s, self.grace_s, self.min_bytes_per_s)

    def takes(self, path: str) -> bool:
        """Whether a decoded path is its own."""
        return path.startswith(self.address) if self.is_folder else path == self.address


DESK = Endpoint(
    name="desk",
    path=folder(own_words.DESK),
    methods=KNOWN_METHODS,
    limit_bytes=200 * MIB,
    in_memory_bytes=256 * 1024,
    idle_s=20.0,
    grace_s=30.0,
    min_bytes_per_s=1000.0,  # a modem's fifth
    timeout_s=300.0,  # an import or a large upload may take minutes
    when_down="",  # it has a page of its own, in the program
    process="desk",
)


class Table:
    """The rows of a publication, in their order, the desk first. Raises EndpointTaken and EndpointMalformed."""

    def __init__(self, endpoints: Iterable[Endpoint] = ()) -> None:
        self.rows: tuple[Endpoint, ...] = (DESK,)
        for endpoint in endpoints:
            _check(endpoint)
            self._check_free(endpoint)
            self.rows += (endpoint,)
        self._places = tuple((each.address, each) for each in self.rows)

    @property
    def public(self) -> tuple[Endpoint, ...]:
        """What the public process answers."""
        return tuple(each for each in self.rows if each is not DESK)

    def at(self, path: str) -> Endpoint | None:
        """The row that a decoded path belongs to; None for a file."""
        return next((row for address, row in self._places if path.startswith(address) and row.takes(path)), None)

    def _check_free(self, new: Endpoint) -> None:
        for old in self.rows:
            if old.name == new.name:
                raise EndpointTaken(f"Two endpoints are called “{new.name}”; give one of them another name.")
            if old.takes(new.address) or new.takes(old.address):
                raise EndpointTaken(f"{old.address} of “{old.name}” and {new.address} of “{new.name}” are one place.")

    def as_json(self) -> str:
        """For the environment of the file server."""
        return json.dumps([asdict(each) for each in self.public])

    @classmethod
    def from_json(cls, text: str) -> Table:
        """The table that `as_json` wrote; the desk alone for an empty text."""
        rows = json.loads(text) if text else []
        return cls(Endpoint(**{**row, "methods": tuple(row["methods"])}) for row in rows)


def _check(endpoint: Endpoint) -> None:
    faults = {
        "name": not _NAME.fullmatch(endpoint.name),
        "path": not _PATH.fullmatch(endpoint.path),
        "view": not _VIEW.fullmatch(endpoint.view),
        "methods": not endpoint.methods or not set(endpoint.methods) <= set(KNOWN_METHODS),
        "when_down": not _NAME.fullmatch(endpoint.when_down),
        "process": endpoint.process != "public",
        "limit_bytes": endpoint.limit_bytes < 0,
    }
    for field in (field for field, is_wrong in faults.items() if is_wrong):
        raise EndpointMalformed(
            f"The endpoint “{endpoint.name}” has {field} = {getattr(endpoint, field)!r}; "
            "write it as the description of Endpoint says (handpress/server/endpoints.py)."
        )


def table_of(apps: Iterable[str]) -> Table:
    """What the apps declare, in their order. Raises EndpointTaken, EndpointMalformed and EngineMissing."""
    return Table(endpoint for app in apps for endpoint in _declared(app))


def _declared(app: str) -> tuple[Endpoint, ...]:
    name = f"{app}.endpoints"
    try:
        found = importlib.util.find_spec(name)
    except ModuleNotFoundError:
        raise EngineMissing(
            f"There is no Python package “{app}”: install it, or take it out of `engines` in handpress.toml."
        ) from None
    return tuple(importlib.import_module(name).ENDPOINTS) if found else ()
