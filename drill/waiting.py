"""Waiting for what other processes do."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE_S = 120.0


def until(holds: Callable[[], object], otherwise: str, *, within_s: float = PATIENCE_S) -> None:
    """Wait until it holds; what cannot be asked holds not yet. Raises TimeoutError with `otherwise`."""
    deadline = time.monotonic() + within_s
    while not _holds(holds):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{otherwise} (waited {within_s:.0f} s)")
        time.sleep(0.1)


def _holds(holds: Callable[[], object]) -> object:
    try:
        return holds()
    except OSError:
        return False
