"""Whether the cost of some work grows with its size, or faster: told without a clock on the wall."""

import gc
import time
from collections.abc import Callable

ROUNDS = 8
TRIFLE_S = 0.02


def grows_no_faster(long: Callable[[], object], short: Callable[[], object], than: float) -> bool:
    """Whether ``long`` costs less than ``than`` times the processor's time of ``short``.

    What else a machine does only ever adds, and so does a collection of the whole suite's garbage: the
    least of several rounds is compared, with the collector away. What grows as a square fails in each.
    """
    longest = shortest = float("inf")
    for _ in range(ROUNDS):
        shortest = min(shortest, _seconds(short))
        longest = min(longest, _seconds(long))
        if longest < than * max(shortest, TRIFLE_S):
            return True
    return False


def _seconds(work: Callable[[], object]) -> float:
    """Seconds of this process's time, after what was there is out of the collector's sight."""
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        work()
        return time.process_time() - started
    finally:
        gc.enable()
