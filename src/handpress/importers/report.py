"""What became of each file of an import."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from handpress.kit.clock import now
from handpress.kit.files import write_atomic

OUTCOMES = ("new", "updated", "unchanged", "edited", "duplicate", "refused")


@dataclass(frozen=True, slots=True)
class Line:
    """One file: its path, an outcome of OUTCOMES, the reason or warnings, and where it is now."""

    path: str
    outcome: str
    reason: str = ""
    code: str = ""
    address: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class Report:
    """An import's report; `lines` leaves out what was unchanged; `notes` hold for the whole archive."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0
    file: str = ""  # where the whole of it is kept

    def add(self, line: Line) -> None:
        """Count one file."""
        self.counts[line.outcome] += 1
        if line.outcome != "unchanged":
            self.lines.append(line)

    def as_json(self) -> dict[str, Any]:
        """The report as one object."""
        files = [asdict(line) for line in self.lines]
        return {**self.counts, "seconds": round(self.seconds, 3), "notes": self.notes, "files": files}

    def keep(self, folder: Path) -> None:
        """Store the whole report as a file of its own: a second import no longer says what the first one met."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{now():%Y-%m-%d-%H%M%S-%f}.json"
        write_atomic(path, json.dumps(self.as_json(), ensure_ascii=False, indent=1).encode())
        self.file = str(path)
