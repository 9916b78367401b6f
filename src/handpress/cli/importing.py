"""`handpress import`: an old archive becomes articles."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from handpress.cli.console import bar, err, out, print_json
from handpress.cli.context import Context, Trouble

if TYPE_CHECKING:
    from handpress.importers.report import Line, Report

EXAMPLES = 2
TAKEN = ("new", "updated", "unchanged", "edited", "duplicate")


def import_(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help="A folder of old pages, one file, or a WordPress export (WXR).")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and show, change nothing.")] = False,
    keep_addresses: Annotated[
        bool, typer.Option("--keep-addresses", help="Articles stay at their old addresses, without redirects.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON: an object a line with --dry-run, otherwise the report.")
    ] = False,
) -> None:
    """Import legacy HTML and text pages, or a WordPress export.

    Can be stopped and started again at any time; importing twice changes nothing; what was edited since is kept.
    Exit code 1 when no file could be taken.
    """
    if not path.exists():
        raise Trouble(f"{path} does not exist")
    state: Context = context.obj
    state.start_django()
    if dry_run:
        _dry_run(path, as_json)
    else:
        _import(path, keep_addresses, as_json)


def _dry_run(path: Path, as_json: bool) -> None:
    from handpress.importers.run import read_path  # models are ready only now

    with bar("Reading") as progress:
        for page in read_path(path, progress):
            if as_json:
                print_json(page)
            else:
                _show(page)


def _show(page: dict[str, Any]) -> None:
    if "refused" in page:
        told = _named("refused", page["path"], page["reason"])
        err.print(Text(told, style="red"), soft_wrap=True)  # a style of the line would colour the bar too
        return
    out.print(f"{page['path']}: {page['headline']}", markup=False, soft_wrap=True)
    for warning in page["warnings"]:
        err.print(f"  {warning}", markup=False, soft_wrap=True)


def _import(path: Path, keep_addresses: bool, as_json: bool) -> None:
    from handpress.importers.run import import_path  # models are ready only now

    with bar("Importing") as progress:
        report = import_path(path, keep_addresses=keep_addresses, progress=progress)
    if as_json:
        print_json(report.as_json())
    else:
        _tell(report)
    if report.counts["refused"] and not any(report.counts[outcome] for outcome in TAKEN):
        raise typer.Exit(1)


def _tell(report: Report) -> None:
    counts = ", ".join(f"{count} {outcome}" for outcome, count in report.counts.items() if count) or "nothing found"
    out.print(f"Imported: {counts}; {report.seconds:.1f} s.")
    for note in report.notes:
        err.print(note, markup=False, soft_wrap=True)
    kinds: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in report.lines:
        if line.outcome in ("refused", "edited"):
            kinds[line.outcome, line.code].append(line)
    for (outcome, _), lines in kinds.items():
        _tell_kind(outcome, lines)


def _tell_kind(outcome: str, lines: list[Line]) -> None:
    """Files of one kind together: an old site has an index page for every month."""
    if len(lines) > EXAMPLES:
        err.print(f"{outcome}: {len(lines)} files for the same reason (--json lists all), such as", markup=False)
    for line in lines[:EXAMPLES]:
        err.print(_named(outcome, line.path, line.reason), markup=False, soft_wrap=True)


def _named(outcome: str, path: str, reason: str) -> str:
    """The file named once: most reasons begin with it."""
    return f"{outcome}: {reason}" if reason.startswith(path) else f"{outcome}: {path}: {reason}"
