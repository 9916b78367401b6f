"""The database of a publication as Django wants it described."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from handpress.config.publication import Publication, PublicationError
from handpress.config.sqlite import FOLDER
from handpress.server.places import is_supervised

BUSY_TIMEOUT_S = 20
# WAL lets readers go on while one writes; FULL makes "accepted" mean "on the disk" (sqlite.org/wal.html, "Durability").
PRAGMAS = (
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;"
)


def database_settings(publication: Publication) -> dict[str, Any]:
    """SQLite in the publication's folder, or the PostgreSQL server that `database_url` names."""
    if not publication.database_url:
        return _sqlite(publication)
    return _postgresql(publication.database_url)


def _sqlite(publication: Publication) -> dict[str, Any]:
    publication.data.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "handpress.config.sqlite",
        "NAME": _file(publication),
        FOLDER: str(publication.data / "run" / "wake"),
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": BUSY_TIMEOUT_S, "init_command": PRAGMAS},
    }


def _file(publication: Publication) -> Path | str:
    """The database file; served processes never make one: an empty database would hide that the real one is gone."""
    if not is_supervised():
        return publication.database
    return f"{publication.database.as_uri()}?mode=rw"  # sqlite.org/uri.html


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise PublicationError(
            f"database_url: {parts.scheme}:// is not known; leave it empty for SQLite or write postgresql://user@host/name"
        )
    return {
        "ENGINE": "handpress.config.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
