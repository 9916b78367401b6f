"""Pressing everything into an empty tree, both compressions included."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from bench.magazine import environment, handpress
from bench.measuring import run_measured


def full_press(folder: Path) -> dict[str, Any]:
    """Seconds, peak memory and pages of `handpress press --full` on an empty tree."""
    shutil.rmtree(folder / "public", ignore_errors=True)
    (folder / "public").mkdir()
    cost = run_measured(handpress(folder, "press", "--full", "--json"), env=environment(folder))
    said = json.loads(cost.output.strip().splitlines()[-1])
    return {
        "wall_s": round(cost.wall_s, 1),
        "cpu_s": round(cost.cpu_s, 1),
        "peak_rss_mb": round(max(cost.peak_rss_mb, said["peak_memory_mb"])),
        "pages": said["written"],
        "pages_per_s": round(said["written"] / cost.wall_s),
        "failed": said["failed"],
    }


def unchanged_press(folder: Path) -> dict[str, Any]:
    """The same again, when nothing has changed."""
    cost = run_measured(handpress(folder, "press", "--full", "--json"), env=environment(folder))
    said = json.loads(cost.output.strip().splitlines()[-1])
    return {"wall_s": round(cost.wall_s, 1), "cpu_s": round(cost.cpu_s, 1), "written": said["written"]}
