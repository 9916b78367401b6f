"""Processes that belong together end together."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys

# linux/prctl.h
_PR_SET_PDEATHSIG = 1
_PR_SET_NAME = 15
LONGEST_NAME = 15  # bytes


def die_with_parent(number: signal.Signals = signal.SIGKILL, *, parent: int | None = None) -> None:
    """Have the kernel send `number` to this process when its parent ends, however it ends (prctl(2)).

    `parent` is the expected parent's id: when it is gone already, this process ends at once. Elsewhere than
    on Linux nothing happens.
    """
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)
    if parent is not None and os.getppid() != parent:
        os._exit(0)


def name_process(name: str) -> None:
    """Have `top` and `ps` show this process under a name, of which 15 bytes are kept. Linux only."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_NAME, ctypes.c_char_p(name.encode()[:LONGEST_NAME]), 0, 0, 0)


def allow_many_files(wanted: int = 65_536) -> int:
    """Let this process open as many files and connections as it may, up to `wanted`; how many that is."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        return most
    return soft
