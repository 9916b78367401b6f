"""`handpress import`: an old archive becomes articles."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.prompt import Prompt
from rich.text import Text

from handpress.cli import waiting_pictures
from handpress.cli.console import bars, err, out, paused, print_json
from handpress.cli.context import Context, Trouble
from handpress.cli.import_report import counts_of, tell
from handpress.cli.interrupting import SIGNALS, interrupted_by

if TYPE_CHECKING:
    from handpress.importers.errors import ImportStopped
    from handpress.importers.report import Report
    from handpress.newsroom.actions.sizes import Wanting

TAKEN = ("new", "updated", "unchanged", "edited", "duplicate")
LEARNING = "Looking for what the pages share"


def import_(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help="A folder of old pages, one file, or a WordPress export (WXR).")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and show, change nothing.")] = False,
    keep_addresses: Annotated[
        bool, typer.Option("--keep-addresses", help="Articles stay at their old addresses, without redirects.")
    ] = False,
    section: Annotated[
        list[str] | None,
        typer.Option("--section", metavar="OLD=NEW", help="File an old section under one of yours; OLD= for none."),
    ] = None,
    wait: Annotated[
        bool, typer.Option("--wait", help="End only when the pictures have their public sizes, and help to make them.")
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
        sections = _pairs(section or [])
        given = _given({"--keep-addresses": keep_addresses, "--wait": wait, "--json": as_json}, sections)
        again = ["handpress", "-C", str(state.folder), "import", str(path), *given]
        _import(path, keep_addresses, sections, as_json, shlex.join(again), wait=wait)


def _given(flags: dict[str, bool], sections: dict[str, str]) -> list[str]:
    """The options that were given, as they are written."""
    named = [part for pair in sections.items() for part in ("--section", "=".join(pair))]
    return [*(flag for flag, is_given in flags.items() if is_given), *named]


def _pairs(given: list[str]) -> dict[str, str]:
    """`["Water=Land and Water"]` as a dictionary. Raises Trouble."""
    for each in given:
        if "=" not in each:
            raise Trouble(f'--section {each} says not under what it is filed. Write --section "{each}=NAME".')
    return {old.strip(): new.strip() for old, _, new in (each.partition("=") for each in given)}


def _ask(old: str, near: Sequence[str]) -> str | None:
    """Which section an old one is, asked at the terminal; None for one of its own."""
    err.print(f"The old site has a section “{old}”. Is it one of yours?", markup=False)
    for number, name in enumerate(near, 1):
        err.print(f"  {number}  {name}", markup=False)
    err.print("  n  none of these: make it a section of its own", markup=False)
    answer = Prompt.ask("Which", console=err, choices=[*map(str, range(1, len(near) + 1)), "n"], default="n")
    return old if answer == "n" else near[int(answer) - 1]


def _dry_run(path: Path, as_json: bool) -> None:
    from handpress.importers.run import read_path  # models are ready only now

    with bars(LEARNING, "Reading") as (learning, progress):
        for page in read_path(path, progress, learning):
            if as_json:
                print_json(page)
            else:
                _show(page)


def _show(page: dict[str, Any]) -> None:
    if "refused" in page:
        reason = page["reason"]
        told = f"refused: {reason}" if reason.startswith(page["path"]) else f"refused: {page['path']}: {reason}"
        err.print(Text(told, style="red"), soft_wrap=True)  # a style of the line would colour the bar too
        return
    out.print(f"{page['path']}: {page['headline']}", markup=False, soft_wrap=True)
    for warning in page["warnings"]:
        err.print(f"  {warning}", markup=False, soft_wrap=True)


def _import(
    path: Path, keep_addresses: bool, sections: dict[str, str], as_json: bool, again: str, *, wait: bool
) -> None:
    from handpress.importers.errors import ImportStopped  # models are ready only now
    from handpress.importers.run import import_path

    with interrupted_by(*SIGNALS) as signals:
        try:
            with bars(LEARNING, "Importing") as (learning, progress):
                report = import_path(
                    path,
                    keep_addresses=keep_addresses,
                    sections=sections,
                    ask=_asker(as_json),
                    progress=progress,
                    learning=learning,
                )
        except ImportStopped as stopped:
            _tell_stop(stopped, as_json, again)
            raise typer.Exit(128 + signals[0] if signals else 1) from None
    if not as_json:
        _tell(report)
    pictures = _waited_for() if wait else waiting_pictures.counted()
    if as_json:
        print_json({**report.as_json(), **waiting_pictures.as_json(pictures)})
    else:
        waiting_pictures.tell(pictures)
    if report.counts["refused"] and not any(report.counts[outcome] for outcome in TAKEN):
        raise typer.Exit(1)


def _asker(as_json: bool) -> Callable[[str, Sequence[str]], str | None] | None:
    """What asks the editor; None where nobody sits at a terminal."""
    if as_json or not (sys.stdin.isatty() and err.is_terminal):
        return None

    def ask(old: str, near: Sequence[str]) -> str | None:
        with paused():
            return _ask(old, near)

    return ask


def _waited_for() -> Wanting:
    """What is lacking after the sizes were waited for; less patience leaves the rest to the background."""
    with interrupted_by(*SIGNALS) as signals:
        try:
            waiting_pictures.wait()
        except KeyboardInterrupt:
            err.print("Everything is imported. The sizes of pictures that still lack them are made in the background.")
            raise typer.Exit(128 + signals[0]) from None
    return waiting_pictures.counted()


def _tell(report: Report) -> None:
    out.print(f"Imported: {counts_of(report)}; {report.seconds:.1f} s.")
    tell(report)


def _tell_stop(stopped: ImportStopped, as_json: bool, again: str) -> None:
    """Where the import stands, and the command that goes on; the report so far, as after a whole import."""
    if as_json:
        print_json({**stopped.report.as_json(), "stopped": {"done": stopped.done, "total": stopped.total}})
    else:
        tell(stopped.report)
    err.print(str(stopped), markup=False, soft_wrap=True)
    err.print(f"So far: {counts_of(stopped.report)}. All of it is stored and stays.", markup=False, soft_wrap=True)
    err.print("To go on where it stopped, give the same command again:", markup=False)
    err.print(f"  {again}", markup=False, soft_wrap=True)
