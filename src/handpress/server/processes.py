"""What the supervisors say of their processes: one file each, read as one list.

The supervisor of a publication runs the file server and a process that has Django, which forks the others and is
their supervisor.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FORKER = "django"  # the process that has Django and forks the others


def report_of(run: Path, supervisor: str = "") -> Path:
    """Where a supervisor writes; the first one has no name. `run`: the publication's folder of that name."""
    return run / (f"processes-{supervisor}.json" if supervisor else "processes.json")


def read(run: Path) -> list[dict[str, Any]]:
    """All processes in the order in which they start; nothing when none were ever started."""
    _, processes = _said(report_of(run))
    pids = {each.get("name"): each.get("pid") for each in processes}
    forked_by, forked = _said(report_of(run, FORKER))
    if pids.get(FORKER) == forked_by:
        return [*processes, *forked]
    # They went with the process that forked them, and it had no time to say so.
    return [*processes, *({**each, "state": "stopped", "pid": None} for each in forked)]


def _said(path: Path) -> tuple[int | None, list[dict[str, Any]]]:
    try:
        said = json.loads(path.read_bytes())
        return said.get("pid"), list(said["processes"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None, []
