"""Signs of life: a worker gives one before it takes a task, and it ends with the worker, whatever ends that.

The number of a process proves nothing: it comes again after a reboot, and says nothing of another host. A lock of the
kernel's ends with the process that holds it (flock(2)); with PostgreSQL a connection does too, and all hosts see it.
"""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import connection

from handpress.background.connecting import own_connection

NAME = "handpress:"  # of a worker's connection; a token follows
# The server misses a host that lost its power after a minute, not after two hours (postgresql.org, "TCP Settings").
KEEPALIVES = "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3"
LONGEST_HOST = 24  # characters; django-tasks-db takes 64 in all


@contextmanager
def sign_of_life() -> Iterator[str]:
    """Gives a worker's name, `host:token`, which is alive inside. Raises OSError, and psycopg.Error with PostgreSQL."""
    token = uuid4().hex
    with _locked(_folder() / token), _connected(token):
        yield f"{socket.gethostname()[:LONGEST_HOST]}:{token}"


def is_alive(worker: str) -> bool:
    """Whether the worker of that name is still there, on this host or another. One query with PostgreSQL."""
    token = worker.rpartition(":")[2]
    locked = _is_locked(_folder() / token)
    if locked is None and connection.vendor != "sqlite":
        return _is_connected(token)
    return bool(locked)


def forget_dead() -> None:
    """Take away the files of workers that had no time to."""
    for path in _folder().glob("[!.]*"):
        if not _is_locked(path):
            path.unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.PUBLICATION.data) / "run" / "workers"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """A file that is locked from the moment that it has its name."""
    unnamed = path.with_name(f".{path.name}")
    descriptor = os.open(unnamed, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        unnamed.rename(path)
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


def _is_locked(path: Path) -> bool | None:
    """None when there is no such file: it is another host's, or it ended well."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


@contextmanager
def _connected(token: str) -> Iterator[None]:
    """A connection of the worker's own: those of Django are closed between tasks."""
    if connection.vendor == "sqlite":
        yield
        return
    made = own_connection(application_name=NAME + token, options=KEEPALIVES)
    try:
        yield
    finally:
        made.close()


def _is_connected(token: str) -> bool:
    asked = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = %s"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # within a transaction the first answer would stay
        cursor.execute(asked, [NAME + token])
        return cursor.fetchone() is not None
