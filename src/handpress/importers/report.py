"""What became of each file of an import."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

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

    def add(self, line: Line) -> None:
        """Count one file."""
        self.counts[line.outcome] += 1
        if line.outcome != "unchanged":
            self.lines.append(line)

    def as_json(self) -> dict[str, Any]:
        """The report as one object."""
        files = [asdict(line) for line in self.lines]
        return {**self.counts, "seconds": round(self.seconds, 3), "notes": self.notes, "files": files}
