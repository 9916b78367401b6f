"""What an import says of the files it met: refusals and warnings, those of one kind together, the rest counted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from handpress.cli.console import err

if TYPE_CHECKING:
    from handpress.importers.report import Line, Report

EXAMPLES = 2
MOST_KINDS = 20
# What differs between warnings of one kind: addresses, names in quotes, dates, numbers, what stands in brackets.
_DETAILS = re.compile(r"“[^”]*”|\"[^\"]*\"|\([^)]*\)|\S*[/\\]\S*|\S*\d\S*|\S+\.(?=\w)\S+")
_NAMED_BY = re.compile(r"^(picture|shortcode) \S+")


def counts_of(report: Report) -> str:
    """`12 new, 3 refused`."""
    return ", ".join(f"{count:,} {outcome}" for outcome, count in report.counts.items() if count) or "nothing found"


def tell(report: Report) -> None:
    """Prints the notes, the refusals and the warnings, each kind with examples and a count."""
    for note in report.notes:
        err.print(note, markup=False, soft_wrap=True)
    kinds: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in report.lines:
        if line.outcome in ("refused", "edited"):
            kinds[line.outcome, line.code].append(line)
    for (outcome, _), lines in kinds.items():
        _tell_kind(outcome, lines)
    _tell_warnings(report.lines)
    if report.file and report.lines:
        err.print(f"Every file with its reasons and warnings: {report.file}", markup=False, soft_wrap=True)


def _tell_kind(outcome: str, lines: list[Line]) -> None:
    """Files of one kind together: an old site has an index page for every month."""
    if len(lines) > EXAMPLES:
        err.print(f"{outcome}: {len(lines):,} files for the same reason, such as", markup=False)
    for line in lines[:EXAMPLES]:
        err.print(f"{outcome}: {_named(line.path, line.reason)}", markup=False, soft_wrap=True)


def _tell_warnings(lines: Iterable[Line]) -> None:
    """The warnings of files that were taken, the most frequent kind first."""
    kinds: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in lines:
        for warning in line.warnings:
            kinds[_kind_of(warning)].append((line.path, warning))
    ranked = sorted(kinds.values(), key=len, reverse=True)
    for found in ranked[:MOST_KINDS]:
        if len(found) > EXAMPLES:
            err.print(f"warning: {len(found):,} of one kind, such as", markup=False)
        for path, warning in found[:EXAMPLES]:
            err.print(f"warning: {_named(path, warning)}", markup=False, soft_wrap=True)
    if rest := sum(map(len, ranked[MOST_KINDS:])):
        err.print(f"warning: {rest:,} of other kinds.", markup=False)


def _kind_of(warning: str) -> str:
    """The warning without what differs from file to file."""
    return _DETAILS.sub("…", _NAMED_BY.sub(r"\1 …", warning))


def _named(path: str, said: str) -> str:
    """The file named once: most reasons begin with it."""
    return said if said.startswith(path) else f"{path}: {said}"
