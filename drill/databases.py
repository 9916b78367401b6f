"""PostgreSQL of the drill's own, of Debian's packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.journeys.serving import free_port

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
MISSING = "PostgreSQL is not installed (apt install postgresql)"
VARIABLE = "HANDPRESS_DATABASE_URL"


@contextmanager
def told(url: str) -> Iterator[None]:
    """Whatever is started meanwhile has its database there."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = url
    try:
        yield
    finally:
        os.environ.pop(VARIABLE)
        if before is not None:
            os.environ[VARIABLE] = before


class Server:
    """PostgreSQL on a loopback port, in a folder that goes with it. As root it runs as `postgres`, as it must."""

    def __init__(self) -> None:
        self._port = free_port()
        self.url = f"postgresql://handpress@127.0.0.1:{self._port}/postgres"

    def __enter__(self) -> Server:
        self._root = Path(tempfile.mkdtemp(prefix="handpress-drill-postgresql-"))
        if os.geteuid() == 0:
            shutil.chown(self._root, "postgres")
        options = f"-p {self._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self._root}"
        self._start = ["start", "-w", "-o", options, "-l", str(self._root / "said.log")]
        self._control("initdb", "-o", "-U handpress -A trust -E UTF8 --locale=C.UTF-8")
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self._root)

    def start(self) -> None:
        """Until it answers."""
        self._control(*self._start)

    def stop(self) -> None:
        """At once: connections are cut off."""
        self._control("stop", "-m", "fast", "-w")

    def _control(self, *arguments: str) -> None:
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*user, str(PROGRAMS[-1]), "-D", str(self._root / "data"), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self._root)
