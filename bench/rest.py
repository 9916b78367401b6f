"""What a publication takes while nothing happens: memory and CPU time of all its processes; Wagtail alone beside it."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bench.magazine import environment, handpress
from bench.measuring import cpu_of, end, family
from bench.serving import free_port

READY_WITHIN_S = 60.0
SETTLES_S = 10.0  # with the same processes: what is done by a fork of its own is done
WORKS_S = 300.0
WATCHED_S = 60.0  # one round of the duties


def rest(folder: Path, watched_s: float = WATCHED_S) -> dict[str, float]:
    """Sum of the proportional set sizes (proc(5), "smaps_rollup") in MB, and per cent of one core.

    The peer is Django's own server with Wagtail's admin and nothing else: no press, no tasks, no file server.
    """
    ours = _at_rest(lambda port: handpress(folder, "run", "--port", str(port)), folder, watched_s)
    peer = _at_rest(lambda port: _wagtail(port), folder, watched_s)
    return {**ours, **{f"wagtail_{name}": value for name, value in peer.items()}}


def _wagtail(port: int) -> list[str]:
    return [sys.executable, "-m", "django", "runserver", "--noreload", "--skip-checks", f"127.0.0.1:{port}"]


def _at_rest(command: Callable[[int], list[str]], folder: Path, watched_s: float) -> dict[str, float]:
    with _answering(command, folder) as process:
        pids = _settled(process.pid)
        before = cpu_of(pids)
        time.sleep(watched_s)
        used = cpu_of(pids) - before
        return {
            "pss_mb": round(sum(map(_pss_mb, pids)), 1),
            "cpu_percent": round(used / watched_s * 100, 2),
            "processes": len(pids),
        }


def _settled(pid: int) -> list[int]:
    """The processes, once they have been the same for a while. Raises TimeoutError."""
    deadline = time.monotonic() + WORKS_S
    pids = family(pid)
    while time.monotonic() < deadline:
        time.sleep(SETTLES_S)
        before, pids = pids, family(pid)
        if before == pids:
            return pids
    raise TimeoutError("the publication does not come to rest")


@contextmanager
def _answering(command: Callable[[int], list[str]], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program once the desk answers, which every process of ours is started before."""
    port = free_port()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command(port), env=environment(folder), stdout=quiet, stderr=quiet)
    try:
        deadline = time.monotonic() + READY_WITHIN_S
        while not _answers(port):
            if time.monotonic() > deadline:
                raise TimeoutError("the desk did not answer")
            time.sleep(0.1)
        yield process
    finally:
        end(process)


def _answers(port: int) -> bool:
    with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/desk/login/", timeout=5) as answer:
        return bool(answer.status == 200)
    return False


def _pss_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    print(rest(Path(sys.argv[1])))
