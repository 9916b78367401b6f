"""Databases of a test's own on the PostgreSQL server that the environment names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

SERVER = os.environ.get("HANDPRESS_TEST_POSTGRESQL", "")


@contextmanager
def database(kind: str) -> Iterator[str]:
    """The address of an empty one, whose name begins so; it is dropped afterwards."""
    name = f"{kind}_{os.getpid()}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield SERVER.rpartition("/")[0] + f"/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
