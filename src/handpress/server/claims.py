"""What a supervisor must have for itself before it starts anything: the publication's lock and the port."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handpress.server.errors import AlreadyRunning, PortTaken

SOCKET_PATH_LIMIT = 100  # unix(7): 108 bytes with the final zero


@contextmanager
def sole_supervisor(run: Path) -> Iterator[None]:
    """Hold the lock in the folder `run`. Raises AlreadyRunning with the id of the process that has it.

    The kernel lets go of the lock when its process ends, however it ends.
    """
    run.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(run / "supervisor.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _lock(descriptor)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(descriptor, 20, 0).decode("ascii", "replace")
        raise AlreadyRunning(f"this publication is already being served by process {holder}; stop it first") from None


def check_port(host: str, port: int) -> None:
    """Whether `host` and `port` can be listened on. Raises PortTaken.

    Asked before anything starts, because granian shares its port with whoever else asks for that.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as error:
            raise PortTaken(_reason(error, host, port)) from None


def _reason(error: OSError, host: str, port: int) -> str:
    remedy = "name another with --port or with `port = 8001` in handpress.toml"
    if error.errno == errno.EADDRINUSE:
        return f"port {port} on {host} is taken by another program; {remedy}"
    if error.errno == errno.EACCES:
        return f"port {port} needs an administrator; {remedy}"
    return f"{host} port {port} cannot be listened on ({error.strerror}); check host and port in handpress.toml"


def socket_of(run: Path, process: str) -> Path:
    """Where a process listens: in the publication's folder, or in the system's when that path is too long."""
    path = run.resolve() / f"{process}.sock"
    if len(os.fsencode(path)) <= SOCKET_PATH_LIMIT:
        return path
    name = hashlib.sha256(os.fsencode(path.parent)).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"handpress-{os.getuid()}-{name}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise AlreadyRunning(f"{folder} belongs to another user; remove it or shorten the publication's path")
    return folder / f"{process}.sock"


def listens(host: str, port: int) -> bool:
    """Whether a connection to `host` and `port` is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(1.0)
        return probe.connect_ex((host, port)) == 0
