"""A loop is stopped by a signal, whatever it is doing when the signal comes."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from handpress.kit.stopping import Stop

TIMES = 5_000
HAMMERED = f"""
import random, signal
from handpress.kit.stopping import Stop

rng = random.Random(2002)
for _ in range({TIMES}):
    stop = Stop()
    signal.signal(signal.SIGALRM, stop.ask)
    signal.setitimer(signal.ITIMER_REAL, rng.uniform(1e-6, 1e-4))
    while not stop.is_asked:
        stop.wait(1e-6)
    stop.wait(600)
"""


def test_a_signal_may_come_at_any_moment_of_the_wait() -> None:
    subprocess.run([sys.executable, "-c", HAMMERED], check=True, timeout=60)


def test_a_wait_ends_when_the_stop_is_asked_for() -> None:
    stop = Stop()
    started = time.monotonic()
    stop.wait(0.05)
    assert time.monotonic() - started >= 0.05
    assert not stop.is_asked
    stop.ask()
    assert stop.is_asked
    stop.wait(600)
    stop.wait(600)


def test_a_forked_child_that_is_stopped_leaves_its_parent_asleep() -> None:
    stop = Stop()
    child = os.fork()
    if not child:
        stop.ask()
        os._exit(0)
    os.waitpid(child, 0)
    stop.wait(600)
    started = time.monotonic()
    stop.wait(0.05)
    assert time.monotonic() - started >= 0.05
    assert not stop.is_asked
