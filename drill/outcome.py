"""What a drill found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Found:
    """What an attacker did, in numbers, and which answers were none of those that are promised."""

    did: str
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of the table. `server`: who was asked. `skipped`: why nothing was done, or empty."""

    drill: str
    server: str = ""
    did: str = ""
    figures: dict[str, float] = field(default_factory=dict)
    broken: tuple[str, ...] = ()
    skipped: str = ""


def told(answered: Mapping[int, int]) -> str:
    """How many answers had which status; 0 is a connection that was closed without one."""
    return ", ".join(f"{status or 'closed'}: {count:,}" for status, count in sorted(answered.items())) or "nothing"
