"""PostgreSQL stopped under a running publication; a server of the drill's own, of Debian's packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.journeys.serving import ask, free_port

from drill.desk_work import mark, new_piece, publish, publish_at_last, write_at_last
from drill.house import temporary
from drill.outcome import Outcome
from drill.records import faults
from drill.sizes import Sizes

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
VARIABLE = "HANDPRESS_DATABASE_URL"
PIECES = 6


def drill(sizes: Sizes) -> Iterator[Outcome]:
    """Published before, while it is stopped (nothing is accepted, readers read), and after."""
    if not PROGRAMS:
        yield Outcome("postgresql", skipped="PostgreSQL is not installed (apt install postgresql)")
        return
    with _Server() as server, _told(server.url), temporary(sizes.articles) as house:
        editor, made, broken = house.editor(), mark(), []
        titles = [f"Piece {each} {made}" for each in range(PIECES)]
        drafts = [new_piece(editor, title) for title in titles]
        publish_at_last(editor, drafts[0], titles[0])
        server.stop()
        asked, ends = 0, time.monotonic() + sizes.stopped_s
        while time.monotonic() < ends:
            asked += 1
            if publish(editor, drafts[1], titles[1]):
                broken.append("a piece was accepted without a database")
            if (status := ask(house.ports["ours"], "/").status) != 200:
                broken.append(f"a reader was answered {status}")
            time.sleep(1.0)
        server.start()
        begun = time.monotonic()
        for piece, title in zip(drafts[1:], titles[1:], strict=True):
            publish_at_last(editor, piece, title)
        write_at_last(house.ports["ours"], f"Letter {made}")
        took = time.monotonic() - begun
        broken += faults(house, titles, [f"Letter {made}"])
        did = f"stopped for {sizes.stopped_s:.0f} s, {asked} posts sent; {PIECES - 1} accepted {took:.1f} s after"
        yield Outcome("postgresql", did=did, broken=tuple(broken))


@contextmanager
def _told(url: str) -> Iterator[None]:
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = url
    try:
        yield
    finally:
        os.environ.pop(VARIABLE)
        if before is not None:
            os.environ[VARIABLE] = before


class _Server:
    """PostgreSQL on a loopback port, in a folder that goes with it. As root it runs as `postgres`, as it must."""

    def __init__(self) -> None:
        self._port = free_port()
        self.url = f"postgresql://handpress@127.0.0.1:{self._port}/postgres"

    def __enter__(self) -> _Server:
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
