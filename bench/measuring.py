"""Wall time, CPU time and peak memory of programs, as the kernel counts them."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from statistics import median
from typing import Any

TICKS = os.sysconf("SC_CLK_TCK")
STOPS_WITHIN_S = 20.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What one program took: seconds of wall and CPU time (with children), peak MB of its largest process."""

    wall_s: float
    cpu_s: float
    peak_rss_mb: float
    output: str


def run_measured(command: Sequence[str], *, env: dict[str, str] | None = None, patience_s: float | None = None) -> Cost:
    """The same, with CPU time and peak memory by wait4(2): of this child and the descendants it waited for.

    Raises RuntimeError when it fails, TimeoutError when it was ended after `patience_s`.
    """
    started = time.perf_counter()
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(command, env=env, stdin=nothing, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with ended_after(process, patience_s) as ended:
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall_s = time.perf_counter() - started
    if ended.is_set():
        raise TimeoutError(f"{command[0]} was not done after {patience_s} s")
    if process.returncode:
        raise RuntimeError(f"{' '.join(command[:4])} failed with {process.returncode}: {output[-2000:]}")
    return Cost(wall_s, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


@contextmanager
def ended_after(process: subprocess.Popen[str], patience_s: float | None) -> Iterator[threading.Event]:
    """The process is killed, and the event set, if the block takes longer; None waits for ever."""
    ended = threading.Event()

    def end() -> None:
        ended.set()
        process.kill()

    timer = threading.Timer(patience_s or 0, end)
    if patience_s:
        timer.start()
    try:
        yield ended
    finally:
        timer.cancel()


def end(process: subprocess.Popen[Any]) -> None:
    """Ask it to stop, and see that it does."""
    process.terminate()
    try:
        process.wait(STOPS_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def cpu_of(pids: Sequence[int]) -> float:
    """Seconds of CPU time that running processes, and those they waited for, have taken (proc(5), fields 14 to 17)."""
    total = 0.0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += sum(map(int, fields[11:15])) / TICKS
    return total


def family(pid: int) -> list[int]:
    """A process and its descendants."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:  # it ended meanwhile
        return []
    return [pid, *(each for child in children for each in family(int(child)))]


def percentile(values: Sequence[float], share: float) -> float:
    """The value under which this share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(ceil(share * len(ordered)), 1) - 1]


def summary(values: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile."""
    return {"p50_ms": round(median(values), 1), "p95_ms": round(percentile(values, 0.95), 1)}
