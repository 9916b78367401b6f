"""What the press worker is doing, in a file beside the database, so that it can be read when the database cannot."""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from handpress.kit.files import write_atomic

STALE_AFTER_S = 15.0


@dataclass(frozen=True, slots=True)
class Status:
    """`state`: "idle", "pressing", "standing by", "trouble" or "stopped"; `left`: jobs still to come."""

    state: str
    left: int = 0
    trouble: str = ""
    pid: int = 0
    at: float = 0.0


def _path(data: Path) -> Path:
    return data / "run" / "press.json"


def write(data: Path, state: str, *, left: int = 0, trouble: str = "") -> None:
    """Say what the worker does now. A disk that takes nothing is no reason to stop."""
    status = Status(state, left, trouble, os.getpid(), time.time())
    try:
        write_atomic(_path(data), json.dumps(asdict(status)).encode())
    except OSError:
        return


def read(data: Path) -> Status:
    """What the worker said last; "stopped" when it has not said anything for a while."""
    try:
        status = Status(**json.loads(_path(data).read_text()))
    except (OSError, ValueError, TypeError):
        return Status("stopped")
    return status if time.time() - status.at < STALE_AFTER_S else Status("stopped", at=status.at)
