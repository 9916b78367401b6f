"""Run drills and print their table; exit 1 when a promise is broken."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from drill.attacking import ATTACKS, attacks
from drill.crashes import clocks, copies, cuts, disks, kills, postgresql
from drill.outcome import Outcome
from drill.sizes import LONG, SHORT, Sizes

CRASHES: dict[str, Callable[[Sizes], Iterator[Outcome]]] = {
    "cuts": cuts.drill,
    "kills": kills.drill,
    "clocks": clocks.drill,
    "full": disks.full,
    "read-only": disks.read_only,
    "postgresql": postgresql.drill,
    "copies": copies.drill,
}
ALL = (*CRASHES, *ATTACKS)


def main() -> int:
    """Drill, report; the exit code."""
    options = _options()
    sizes = SHORT if options.short else LONG
    console, outcomes = Console(stderr=True), []
    try:
        for outcome in _drills(options.names, sizes, strict=not options.short):
            console.print(_line(outcome), highlight=False, markup=False)
            outcomes.append(outcome)
    finally:  # what was found before something failed is shown too
        options.result.parent.mkdir(parents=True, exist_ok=True)
        options.result.write_text(json.dumps([asdict(each) for each in outcomes], indent=2) + "\n")
        Console().print(_table(outcomes))
    return 1 if any(each.broken for each in outcomes) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="drill", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"which: {', '.join(ALL)}; all without one")
    parser.add_argument("--short", action="store_true", help="small numbers, and no judgement of times")
    parser.add_argument("--result", type=Path, default=Path("build") / "drill.json", help="where the figures go")
    options = parser.parse_args()
    if unknown := set(options.names) - set(ALL):
        parser.error(f"no such drill: {', '.join(sorted(unknown))}")
    options.names = options.names or list(ALL)
    return options


def _drills(names: list[str], sizes: Sizes, *, strict: bool) -> Iterator[Outcome]:
    for name in (each for each in names if each in CRASHES):
        yield from CRASHES[name](sizes)
    if attacking := [name for name in names if name in ATTACKS]:
        yield from attacks(attacking, sizes, strict=strict)


def _line(outcome: Outcome) -> str:
    kept = (outcome.skipped and f"skipped: {outcome.skipped}") or "; ".join(outcome.broken) or "held"
    return f"{outcome.drill} {outcome.server}: {outcome.did}: {kept}"


def _table(outcomes: list[Outcome]) -> Table:
    table = Table("drill", "what was done", "readers p99", "editor worst", "memory", "promises", title="Drills")
    for each in outcomes:
        told = each.figures
        table.add_row(
            f"{each.drill}\n{each.server}",
            each.did,
            f"{told['read_p99_ms']} ms" if "read_p99_ms" in told else "",
            f"{told['edit_worst_ms']} ms" if "edit_worst_ms" in told else "",
            f"{told['before_mb']} → {told['peak_mb']} → {told['after_mb']} MB" if "peak_mb" in told else "",
            f"skipped: {each.skipped}" if each.skipped else "\n".join(each.broken) or "held",
        )
    return table


if __name__ == "__main__":
    sys.exit(main())
