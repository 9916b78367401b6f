"""Memory that a process took for its work and needs no longer."""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import suppress


def give_back() -> None:
    """Return free memory to the system: a process keeps it for itself otherwise (malloc_trim(3)). glibc only."""
    gc.collect()
    if sys.platform.startswith("linux"):
        with suppress(AttributeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)
